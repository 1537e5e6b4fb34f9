import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { inRoot } from "../run/paths.mjs";
import { eventually, isRunning, withArgument } from "../support/processes";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

/** The old processes must have ended this long after the reload, milliseconds. */
const LIMIT = 20_000;

describe("a reload of the window", function () {
  // Processes are found by /proc.
  if (process.platform !== "linux") return;
  /** An argument that only the servers of this test have. */
  const mark = `--run=${randomUUID()}`;
  let workbench: Workbench;

  before(async () => {
    const rogue = (name: string): object => ({ command: process.execPath, args: [inRoot("test", "fixtures", "servers", `${name}.mjs`), mark] });
    workbench = await openInstalled({ settings: { "wirelight.servers": { banner: rogue("banner"), silent: rogue("silent") } } });
  });
  after(async () => {
    await workbench?.close();
  });

  it("starts the servers anew and leaves no old process", async () => {
    const before = await running();
    await workbench.page.reload();
    await eventually(() => !before.some(isRunning), "the old processes have ended", LIMIT);
    const after = await running();
    assert.deepEqual(after.filter((pid) => before.includes(pid)), []);
  });

  it("in the middle of a call leaves no old process, and no call that seems to go on", async () => {
    const before = await running();
    await workbench.runCommand("Wirelight: Call Tool...");
    await workbench.quickInput().fill("wait");
    await workbench.page.locator(".quick-input-widget .monaco-list-row").filter({ hasText: "silent" }).first().click();
    await workbench.page.getByRole("treeitem", { name: /^tools\/call wait, sent, pending/ }).waitFor();
    await workbench.page.reload();
    await eventually(() => !before.some(isRunning), "the old processes have ended", LIMIT);
    await running();
    assert.equal(await workbench.page.getByRole("treeitem", { name: /^tools\/call wait/ }).count(), 0);
    await workbench.screenshot("reloaded");
  });

  /** Waits until both servers run, and returns their processes. */
  async function running(): Promise<readonly number[]> {
    await workbench.page.locator(".monaco-workbench").waitFor();
    await workbench.openContainer("Wirelight");
    for (const name of ["banner", "silent", "code-analysis"]) await workbench.page.getByRole("treeitem", { name: new RegExp(`^${name}, Running`) }).waitFor();
    await eventually(() => marked().length === 2, "each server runs once", LIMIT);
    return marked();
  }

  function marked(): readonly number[] {
    return withArgument((argument) => argument === mark);
  }
});
