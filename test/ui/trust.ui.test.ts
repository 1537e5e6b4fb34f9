import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { inRoot } from "../run/paths.mjs";
import { eventually, withArgument } from "../support/processes";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

describe("a workspace that is not trusted", () => {
  /** An argument that only the person's own server has. */
  const mark = `--run=${randomUUID()}`;
  let workbench: Workbench;
  before(async () => {
    const mine = { command: process.execPath, args: [inRoot("test", "fixtures", "servers", "banner.mjs"), mark] };
    workbench = await openInstalled({ trust: true, settings: { "wirelight.servers": { mine } } });
  });
  after(async () => {
    await workbench?.close();
  });

  it("starts no server, says why, and does not even read those in its settings", async () => {
    const { page } = workbench;
    await page.locator(".monaco-dialog-box").getByRole("button", { name: /^No/ }).click();
    await workbench.openContainer("Wirelight");
    for (const name of ["mine", "code-analysis"]) await page.getByRole("treeitem", { name: new RegExp(`^${name}, Workspace not trusted`) }).waitFor();
    const filesystem = page.getByRole("treeitem", { name: /^filesystem, Stopped/ });
    await filesystem.hover();
    await filesystem.getByRole("button", { name: "Start Server" }).click();
    await workbench.waitForText(/This workspace is not trusted, so Wirelight starts nothing in it/);
    await page.getByRole("treeitem", { name: /^filesystem, Workspace not trusted/ }).waitFor();
    assert.equal(await page.getByRole("treeitem", { name: /^sequential-thinking/ }).count(), 0, "a server of the workspace's settings");
    assert.equal(await page.getByRole("treeitem", { name: /^started, process/ }).count(), 0, "no process was started");
    assert.deepEqual(withArgument((argument) => argument === mark), []);
    await workbench.screenshot("untrusted");
  });

  it("starts what was wanted once it is trusted, and asks for what it brings", async () => {
    const { page } = workbench;
    const bundled = page.getByRole("treeitem", { name: /^code-analysis, Workspace not trusted/ });
    await bundled.hover();
    await bundled.getByRole("button", { name: "Manage Workspace Trust" }).click();
    await page.getByRole("button", { name: /^Trust/ }).first().click();
    for (const name of ["mine", "code-analysis"]) await page.getByRole("treeitem", { name: new RegExp(`^${name}, Running`) }).waitFor();
    for (const name of ["sequential-thinking", "filesystem"]) await page.getByRole("treeitem", { name: new RegExp(`^${name}, Not approved`) }).waitFor();
    if (process.platform === "linux") await eventually(() => withArgument((argument) => argument === mark).length === 1, "the person's server runs");
  });
});
