import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { inRoot } from "../run/paths.mjs";
import { childrenOf, eventually, handlesTerm, isRunning, parentOf, withArgument } from "../support/processes";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

/** Everything of ours must have ended this long after its owner, milliseconds. */
const LIMIT = 5000;
/** For what VS Code itself has to do first, milliseconds. */
const PATIENCE = 30_000;
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
  let window: Window;

  before(async () => {
    window = await Window.open();
  });
  after(async () => {
    await window?.workbench.close();
  });

  it(`by SIGKILL leaves nothing of a server that ignores everything, nor its child, nor the reaper (run 1 of ${RUNS})`, () => window.killed());

  it("in good order, when its page is left, leaves nothing either", async () => {
    const { extensionHost, ours } = await window.running();
    await window.workbench.page.goto("about:blank");
    await allGone([extensionHost, ...ours], PATIENCE);
    await window.workbench.page.goBack();
    assert.notEqual((await window.running()).extensionHost, extensionHost);
  });

  it("with the whole VS Code server leaves nothing either", async () => {
    const { extensionHost, ours } = await window.running();
    const server = parentOf(extensionHost) ?? assert.fail("the extension host has no parent");
    process.kill(server, "SIGTERM");
    await allGone([extensionHost, ...ours], PATIENCE);
  });

  // VS Code starts a lost extension host anew only twice, so that each run has a window of its own.
  for (let run = 2; run <= RUNS; run++) {
    it(`by SIGKILL leaves nothing of a server that ignores everything, nor its child, nor the reaper (run ${run} of ${RUNS})`, async () => {
      const another = await Window.open();
      try {
        await another.killed();
      } finally {
        await another.workbench.close();
      }
    });
  }
});

/** A window in which a stubborn server with a child runs. */
class Window {
  private constructor(
    readonly workbench: Workbench,
    /** An argument that only the server of this window has; the server hands it on to its child. */
    private readonly mark: string,
  ) {}

  static async open(): Promise<Window> {
    const mark = `--run=${randomUUID()}`;
    const server = { command: process.execPath, args: [inRoot("test", "fixtures", "servers", "stubborn.mjs"), "--lifetime=100", mark] };
    const workbench = await openInstalled({ settings: { "wirelight.servers": { stubborn: server } } });
    try {
      await workbench.openContainer("Wirelight");
      await workbench.page.getByRole("treeitem", { name: /^stubborn, Running/ }).waitFor();
      return new Window(workbench, mark);
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  async killed(): Promise<void> {
    const { extensionHost, ours } = await this.running();
    process.kill(extensionHost, "SIGKILL");
    await allGone(ours, LIMIT);
    assert.notEqual((await this.running()).extensionHost, extensionHost, "VS Code has started another one, and that the server");
  }

  /** Waits until the server runs and its child is up and deaf to signals. */
  async running(): Promise<Running> {
    let found: readonly [number, number] | undefined;
    await eventually(() => (found = this.deafPair()) !== undefined, "the server and its child are deaf to signals", PATIENCE);
    const [leader, grandchild] = found ?? assert.fail();
    const extensionHost = parentOf(leader) ?? assert.fail("the server has no parent");
    assert.ok(withArgument((argument) => argument === "--type=extensionHost").includes(extensionHost), "the server was started by an extension host");
    const children = childrenOf(extensionHost);
    const childWith = (isIt: (argument: string) => boolean): number[] => withArgument(isIt).filter((pid) => children.includes(pid));
    const reapers = childWith((argument) => argument === "wirelight-reaper");
    assert.equal(reapers.length, 1, "the extension host has one reaper");
    return { extensionHost, ours: [leader, grandchild, ...reapers, ...childWith((argument) => argument.endsWith("analyzer.js"))] };
  }

  /** The one server and its child; `undefined` while one is starting, or an older one is still ending. */
  private deafPair(): readonly [number, number] | undefined {
    const all = withArgument((argument) => argument === this.mark);
    const grandchild = all.find((pid) => all.includes(parentOf(pid) ?? -1));
    const leader = all.find((pid) => pid !== grandchild);
    if (all.length !== 2 || leader === undefined || grandchild === undefined) return undefined;
    return all.every(handlesTerm) ? [leader, grandchild] : undefined;
  }
}

async function allGone(pids: readonly number[], ms: number): Promise<void> {
  await eventually(() => !pids.some(isRunning), `${pids.join(", ")} have ended`, ms);
}
