import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { nodeClock } from "../../../src/node/clock";
import type { Reaper } from "../../../src/node/reaper";
import { StdioTransport } from "../../../src/node/stdio";
import { FakeClock } from "../../support/fakeClock";
import { eventually, isRunning, pidsAfter } from "../../support/processes";
import { line, newReaper, nodeLaunch, open, openDescriptors, Recorder, rogue } from "./harness";

const quick = { stdin: 100, term: 200 };

/** Needs /proc. */
const linux = process.platform === "linux";

describe("stopping a server", function () {
  this.timeout(20_000);
  let reaper: Reaper;
  before(() => {
    reaper = newReaper();
  });
  after(() => reaper.dispose());

  /** A stubborn server whose child is up; both pids. */
  async function stubborn(...flags: string[]) {
    const opened = open(nodeLaunch(rogue("stubborn.mjs"), ...flags), reaper, { times: quick });
    const pids = await up(opened.seen, !flags.includes("--closed-pipes"));
    return { ...opened, leader: pids[0] ?? 0, child: pids[1] ?? 0 };
  }

  async function up(seen: Recorder, grandchildTalks: boolean): Promise<number[]> {
    await seen.until(() => pidsAfter("pids", seen.text("stderr")).length === 2 && (!grandchildTalks || seen.text("stderr").includes("grandchild ")));
    return pidsAfter("pids", seen.text("stderr"));
  }

  it("takes every step, over the whole group, for a server that ignores EOF and SIGTERM", async () => {
    const { transport, seen, leader, child } = await stubborn();
    transport.close();
    assert.deepEqual(await transport.closed, { how: "exited", code: null, signal: "SIGKILL", asked: true });
    assert.deepEqual(seen.story, ["spawned", "stdin-closed", "signal SIGTERM", "signal SIGKILL"]);
    assert.deepEqual([leader, child].filter(isRunning), []);
  });

  it("stops at SIGTERM for a server that listens to it", async () => {
    const { transport, seen, leader, child } = await stubborn("--polite");
    transport.close();
    assert.deepEqual(await transport.closed, { how: "exited", code: null, signal: "SIGTERM", asked: true });
    assert.deepEqual(seen.story, ["spawned", "stdin-closed", "signal SIGTERM"]);
    assert.deepEqual([leader, child].filter(isRunning), []);
  });

  it("ends what a server that went by itself left behind, and says so", async () => {
    const { transport, seen, child } = await stubborn("--leader-exits", "--chatty");
    transport.send(line({ id: 1, method: "ping" }));
    assert.deepEqual(await transport.closed, { how: "exited", code: 0, signal: null, asked: false });
    assert.deepEqual(seen.story, ["spawned", "signal SIGTERM", "signal SIGKILL", "survivors 1 ended"]);
    assert.deepEqual(seen.events.at(-1), { type: "survivors", pids: [child], ended: true });
    assert.match(seen.text("stdout"), /still here\n$/);
    assert.equal(isRunning(child), false);
  });

  it("ends children that do not hold the pipes, too", async () => {
    const { transport, seen, child } = await stubborn("--leader-exits", "--closed-pipes", "--polite");
    transport.send(line({ id: 1, method: "ping" }));
    await transport.closed;
    assert.deepEqual(seen.story, ["spawned", "signal SIGTERM", "survivors 1 ended"]);
    assert.equal(isRunning(child), false);
  });

  if (linux) it("reports a child that left the group and does not wait for the pipes it holds", async () => {
    const before = openDescriptors();
    const { transport, seen, child } = await stubborn("--leader-exits", "--detached");
    try {
      transport.send(line({ id: 1, method: "ping" }));
      await transport.closed;
      assert.deepEqual(seen.story, ["spawned", "survivors 1 left", "note"]);
      assert.deepEqual(seen.events.slice(1), [
        { type: "survivors", pids: [child], ended: false },
        { type: "note", message: "The server has ended, but another process still holds its stdout and stderr open. What it writes from here on is not read." },
      ]);
      assert.equal(isRunning(child), true);
      await eventually(() => openDescriptors() === before, "our ends of the pipes are closed");
    } finally {
      process.kill(child, "SIGKILL");
    }
    await eventually(() => !isRunning(child), "the escaped child is gone");
  });

  if (linux) it("reads on while an escaped child writes, up to a limit", async () => {
    const clock = new FakeClock();
    const times = { drain: 100, drainLimit: 1000, poll: 50 };
    const { transport, seen } = open(nodeLaunch(rogue("stubborn.mjs"), "--leader-exits", "--detached", "--chatty"), reaper, { clock, times });
    const [, child = 0] = await up(seen, true);
    try {
      let settled = false;
      void transport.closed.then(() => (settled = true));
      transport.send(line({ id: 1, method: "ping" }));
      await eventually(() => clock.waiting === 1, "the exit of the leader is seen");
      for (let waited = 0; waited < 1000; waited += 50) {
        const length = seen.text("stdout").length;
        await seen.until(() => seen.text("stdout").length > length);
        assert.equal(settled, false, `after ${waited} ms`);
        await clock.advance(50);
      }
      assert.equal((await transport.closed).how, "exited");
      assert.match(seen.text("stdout"), /(still here\n)+$/);
      assert.deepEqual(seen.story, ["spawned", "survivors 1 left", "note"]);
    } finally {
      process.kill(child, "SIGKILL");
    }
  });

  /** Asks for a pause with every chunk. */
  class Jammed extends Recorder {
    unjam = (): void => undefined;
    private readonly over = new Promise<void>((resolve) => (this.unjam = resolve));

    override stdout(chunk: Uint8Array): Promise<void> {
      void super.stdout(chunk);
      return this.over;
    }
  }

  it("reads what an ended server left in its pipe when whoever takes it is jammed for longer than the limit", async () => {
    const seen = new Jammed();
    const source = "process.stdout.write('a'); setTimeout(() => process.stdout.write('b'.repeat(150_000)), 50)";
    const transport = new StdioTransport(nodeLaunch("-e", source), { clock: nodeClock, reaper, times: { drain: 100, drainLimit: 300, poll: 20 } });
    transport.open(seen);
    assert.equal((await transport.closed).how, "exited");
    assert.equal(seen.text("stdout"), `a${"b".repeat(150_000)}`);
    // Nobody holds the pipe any more, so nothing is cut off.
    assert.deepEqual(seen.story, ["spawned"]);
    seen.unjam();
  });

  if (linux) it("says that it reads no further when a flood goes on out of reach, and keeps what came", async () => {
    const seen = new Jammed();
    const source = "require('node:child_process').spawn('yes', ['still here'], { stdio: ['ignore', 'inherit', 'ignore'], detached: true }).unref()";
    const transport = new StdioTransport(nodeLaunch("-e", source), { clock: nodeClock, reaper, times: { drain: 100, drainLimit: 400, poll: 20 } });
    transport.open(seen);
    assert.equal((await transport.closed).how, "exited");
    const [, survivors, note] = seen.events;
    assert.ok(survivors?.type === "survivors");
    assert.deepEqual(note, { type: "note", message: "The server has ended, but another process still holds its stdout open, and output came until now. What it writes from here on is not read." });
    assert.match(seen.text("stdout").slice(0, 1100), /^(still here\n){100}$/);
    assert.ok(seen.text("stdout").length > 64 * 1024);
    seen.unjam();
    await eventually(() => !survivors.pids.some(isRunning), "the flood ends with its pipe");
  });

  it("lets children that end with stdin go in peace", async () => {
    const source = "exec 3<&0; cat <&3 & echo up";
    const { transport, seen } = open({ type: "stdio", command: "/bin/sh", args: ["-c", source], cwd: "/", env: {}, envFile: undefined }, reaper);
    assert.deepEqual(await transport.closed, { how: "exited", code: 0, signal: null, asked: false });
    assert.deepEqual(seen.story, ["spawned"]);
  });

  if (linux) it("gives a server no file descriptor of its owner but its own three pipes", async () => {
    const links = (pid: number | "self"): string[] => readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
      } catch {
        return []; // The descriptor of the listing itself.
      }
    });
    // What the owner was itself started with may be inheritable; that is not of our making.
    const inherited = new Set(links("self"));
    const own = newReaper();
    const { transport, seen } = open({ type: "stdio", command: "/bin/sh", args: ["-c", "echo up; read x"], cwd: "/", env: {}, envFile: undefined }, own);
    await seen.until(() => seen.text("stdout") === "up\n");
    const [spawned] = seen.events;
    const opened = links("self").filter((link) => !inherited.has(link));
    assert.equal(opened.length, 4, "three pipes to the server, one to the reaper");
    for (const pid of [spawned?.type === "spawned" ? spawned.pid : 0, own.pid ?? 0]) {
      const theirs = links(pid).filter((link) => /^(socket|pipe):/.test(link) && !inherited.has(link));
      assert.equal(theirs.length, pid === own.pid ? 1 : 3);
      assert.deepEqual(theirs.filter((link) => opened.includes(link)), [], "an end of a pipe that the owner holds");
    }
    transport.close();
    await transport.closed;
    own.dispose();
  });
});
