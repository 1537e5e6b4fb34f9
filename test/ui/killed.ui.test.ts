import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { inRoot } from "../run/paths.mjs";
import { childrenOf, eventually, handlesTerm, isRunning, parentOf, withArgument } from "../support/processes";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

/** Everything of ours must have ended this long after its owner, milliseconds. */
const LIMIT = 5000;
/** VS Code starts a lost extension host anew twice, and then only on request; a new page begins to count anew. */
const RUNS = process.env["WIRELIGHT_FULL"] ? 10 : 1;

/** What runs on behalf of one extension host. */
interface Running {
  readonly extensionHost: number;
  /** Server, grandchild, reaper, and whatever else our servers are. */
  readonly ours: readonly number[];
}

describe("the end of the extension host", function () {
  // Who belongs to whom is read from /proc.
  if (process.platform !== "linux") return;
  /** An argument that only the server of this test has, and the server hands it on to its child. */
  const mark = `--run=${randomUUID()}`;
  let workbench: Workbench;

  before(async () => {
    const server = { command: process.execPath, args: [inRoot("test", "fixtures", "servers", "stubborn.mjs"), "--lifetime=100", mark] };
    workbench = await openInstalled({ settings: { "wirelight.servers": { stubborn: server } } });
  });
  after(async () => {
    await workbench?.close();
  });

  for (let run = 1; run <= RUNS; run++) {
    it(`by SIGKILL leaves nothing of a server that ignores everything, nor its child, nor the reaper (run ${run} of ${RUNS})`, async () => {
      const { extensionHost, ours } = await running();
      process.kill(extensionHost, "SIGKILL");
      await allGone(ours);
      // VS Code has started it again by itself, or does so now.
      await workbench.page.reload();
      const next = await running();
      assert.notEqual(next.extensionHost, extensionHost);
    });
  }

  it("with its page leaves nothing either", async () => {
    const { ours } = await running();
    await workbench.page.goto("about:blank");
    await allGone(ours);
  });

  it("with the whole VS Code server leaves nothing either", async () => {
    await workbench.page.goBack();
    const { extensionHost, ours } = await running();
    const server = parentOf(extensionHost) ?? assert.fail("the extension host has no parent");
    process.kill(server, "SIGTERM");
    await allGone(ours);
  });

  /** Waits until the server runs and its child is up and deaf to signals. */
  async function running(): Promise<Running> {
    await workbench.page.locator(".monaco-workbench").waitFor();
    await workbench.openContainer("Wirelight");
    await workbench.page.getByRole("treeitem", { name: /^stubborn, Running/ }).waitFor();
    let found: readonly [number, number] | undefined;
    await eventually(() => (found = deafPair()) !== undefined, "the server and its child are deaf to signals", 20_000);
    const [leader, grandchild] = found ?? assert.fail();
    const extensionHost = parentOf(leader) ?? assert.fail("the server has no parent");
    assert.ok(withArgument((argument) => argument === "--type=extensionHost").includes(extensionHost), "the server was started by an extension host");
    const children = childrenOf(extensionHost);
    const reaper = withArgument((argument) => argument === "wirelight-reaper").find((pid) => children.includes(pid));
    assert.ok(reaper !== undefined, "the extension host has a reaper");
    const analyzers = withArgument((argument) => argument.endsWith("analyzer.js")).filter((pid) => children.includes(pid));
    return { extensionHost, ours: [leader, grandchild, reaper, ...analyzers] };
  }

  /** The one server and its child; `undefined` while one is starting, or an older one is still ending. */
  function deafPair(): readonly [number, number] | undefined {
    const all = withArgument((argument) => argument === mark);
    const [leader, grandchild] = all.toSorted((one, other) => Number(parentOf(one) === other) - Number(parentOf(other) === one));
    if (all.length !== 2 || leader === undefined || grandchild === undefined) return undefined;
    return parentOf(grandchild) === leader && all.every(handlesTerm) ? [leader, grandchild] : undefined;
  }
});

async function allGone(pids: readonly number[]): Promise<void> {
  await eventually(() => !pids.some(isRunning), `${pids.join(", ")} have ended`, LIMIT);
}
