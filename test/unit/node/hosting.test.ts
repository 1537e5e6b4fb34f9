import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../../src/core/base/clock";
import { stateLabel } from "../../../src/core/server/words";
import { nodeClock } from "../../../src/node/clock";
import { shutDown } from "../../../src/node/shutDown";
import { ResourceWatch } from "../../support/leaks";
import { eventually, isRunning, pidsAfter, withVariable } from "../../support/processes";
import { rounds } from "../../support/random";
import { noUnexpectedErrors } from "../server/serverChecks";
import { RealServers, rogueLaunch } from "./realServers";

describe("hosting real servers", function () {
  this.timeout(60_000);
  if (process.platform === "win32") return;
  noUnexpectedErrors();

  /** Everything that a server's process tree said of itself, and what the host saw of it. */
  function pidsOf(real: RealServers, name: string): number[] {
    const frames = real.frames(name);
    const spawned = frames.flatMap(({ event }) => (event?.type === "spawned" ? [event.pid] : []));
    const stderr = frames.filter(({ kind }) => kind === "stderr").map((frame) => frame.text()).join("\n");
    return [...new Set([...spawned, ...pidsAfter("pids", stderr), ...pidsAfter("grandchild", stderr)])];
  }

  it("starts again what crashes, five times, each as a run of its own, and then says that it gives up", async () => {
    // A second of waiting takes ten milliseconds, so that the whole story fits into a test.
    const hasty: Clock = { now: () => nodeClock.now(), after: (ms, action) => nodeClock.after(ms / 100, action) };
    const real = new RealServers({ clock: hasty, autoRestart: true, timeouts: () => ({ initialize: 3_000_000, request: 3_000_000 }) });
    real.configure({ crashing: rogueLaunch("crash-loop.mjs", "--digest") });
    const server = real.server("crashing");
    const seen = new Set<string>();
    server.onChange(() => seen.add(stateLabel(server.state)));
    await server.start(true);
    await eventually(() => server.state.name === "failed", "it is given up", 20_000);
    assert.ok(server.state.name === "failed");
    assert.match(server.state.message, /^The server exited with code 1 while it was running\. .*5 times in a row.*Start it by hand/);
    assert.deepEqual([...seen].filter((label) => label.startsWith("Restarting")), [1, 2, 3, 4, 5].flatMap((attempt) => (
      Array.from({ length: 2 ** (attempt - 1) }, (_, past) => `Restarting in ${2 ** (attempt - 1) - past} s (attempt ${attempt} of 5)`)
    )));
    assert.deepEqual(real.trace.links().map(({ run }) => run), [1, 2, 3, 4, 5, 6]);
    assert.equal(pidsOf(real, "crashing").some(isRunning), false);
    await real.end();
  });

  it("lets go of ten stubborn servers without waiting for them, and the reaper ends them all with their children", async () => {
    const real = new RealServers({ times: { stdin: 20_000, term: 20_000 } });
    const names = Array.from({ length: 10 }, (_, index) => `stubborn ${index}`);
    real.configure(Object.fromEntries(names.map((name) => [name, rogueLaunch("stubborn.mjs", "--lifetime=40")])));
    await Promise.all(names.map((name) => real.server(name).start(true)));
    await eventually(() => names.every((name) => pidsOf(real, name).length === 2), "every server has its child");
    const pids = names.flatMap((name) => pidsOf(real, name));
    await shutDown(real.registry, real.reaper, nodeClock, 100);
    assert.ok(pids.every(isRunning), "nobody waited for their end");
    await eventually(() => !pids.some(isRunning), "all twenty are gone");
    await eventually(() => names.every((name) => real.server(name).state.name === "stopped"), "everybody knows it");
  });

  it("is over as soon as the last server is gone when they are polite", async () => {
    const real = new RealServers();
    real.configure({ one: rogueLaunch("banner.mjs"), other: rogueLaunch("banner.mjs") });
    await Promise.all(["one", "other"].map((name) => real.server(name).start(true)));
    const watch = await ResourceWatch.begin();
    await shutDown(real.registry, real.reaper, nodeClock, 1_000_000_000);
    assert.deepEqual(real.registry.servers.map(({ state }) => state.name), ["stopped", "stopped"]);
    await watch.assertReleased();
  });

  it("keeps apart what belongs to two owners: the end of one leaves the other's servers and reaper alone", async () => {
    const [one, other] = [new RealServers(), new RealServers()];
    for (const real of [one, other]) real.configure({ server: rogueLaunch("stubborn.mjs", "--alone", "--lifetime=40") });
    await Promise.all([one, other].map((real) => real.server("server").start(true)));
    await eventually(() => [one, other].every((real) => pidsOf(real, "server").length === 1), "both have told who they are");
    const [gone = 0] = pidsOf(one, "server");
    const [kept = 0] = pidsOf(other, "server");
    assert.notEqual(one.reaper.pid, other.reaper.pid);
    one.reaper.dispose();
    await eventually(() => !isRunning(gone), "the first owner's server is gone");
    assert.ok(isRunning(kept));
    assert.ok(other.reaper.pid !== undefined && isRunning(other.reaper.pid));
    const result = await other.server("server").session?.callTool("echo", { text: "untouched" });
    assert.equal(result?.content[0]?.["text"], "untouched");
    other.reaper.dispose();
    await eventually(() => !isRunning(kept), "the second owner's server is gone");
  });

  const restarts = rounds(40, 200);
  it(`leaves nothing of ${restarts} restarts: no process, descriptor, listener or file`, async function () {
    this.timeout(300_000);
    const temporary = mkdtempSync(join(tmpdir(), "wirelight-restarts-"));
    const real = new RealServers({ times: { poll: 10 } });
    const env = { TMPDIR: temporary, WIRELIGHT_TEST_RESTARTS: temporary };
    real.configure(Object.fromEntries(["one", "other"].map((name) => [name, { ...rogueLaunch("banner.mjs", "--lines=1"), cwd: temporary, env }])));
    const servers = ["one", "other"].map((name) => real.server(name));
    await Promise.all(servers.map((server) => server.restart()));
    const watch = await ResourceWatch.begin();
    const listeners = listenersOf(process);
    const reaper = real.reaper.pid;
    await Promise.all(servers.map(async (server) => {
      for (let restart = 1; restart <= restarts / 2; restart++) {
        const session = await server.restart();
        // Some in the middle of something.
        if (restart % 3 === 0) void session.callTool("echo", { text: "x" }).catch(() => undefined);
        if (restart % 10 === 0) void server.restart().catch(() => undefined);
      }
      await server.start(true);
    }));
    await watch.assertReleased();
    assert.deepEqual(listenersOf(process), listeners);
    assert.equal(real.reaper.pid, reaper, "one reaper for all of them");
    assert.equal(withVariable(`WIRELIGHT_TEST_RESTARTS=${temporary}`).length, 2, "only those that run now");
    await real.end();
    await eventually(() => withVariable(`WIRELIGHT_TEST_RESTARTS=${temporary}`).length === 0, "nothing runs");
    assert.deepEqual(readdirSync(temporary), []);
    rmSync(temporary, { recursive: true });
  });
});

function listenersOf(emitter: NodeJS.EventEmitter): { readonly [event: string]: number } {
  return Object.fromEntries(emitter.eventNames().map((name) => [String(name), emitter.listenerCount(name)]));
}
