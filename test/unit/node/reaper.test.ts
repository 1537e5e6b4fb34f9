import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { nodeClock } from "../../../src/node/clock";
import { Reaper } from "../../../src/node/reaper";
import { eventually, isRunning, withVariable } from "../../support/processes";
import { call, line, newReaper, nodeLaunch, open, rogue } from "./harness";

const runs = process.env["WIRELIGHT_FULL"] ? 10 : 2;

/** Needs /proc. */
const linux = process.platform === "linux";

describe("the reaper", function () {
  this.timeout(30_000);
  if (process.platform === "win32") return;
  let folder: string;
  let owner: string;
  let reaperMain: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "wirelight-"));
    owner = join(folder, "owner.mjs");
    reaperMain = join(folder, "reaper.js");
    const common = { bundle: true, platform: "node", logLevel: "error" } as const;
    await build({ ...common, entryPoints: [resolve("test/unit/node/owner.ts")], outfile: owner, format: "esm" });
    await build({ ...common, entryPoints: [resolve("src/node/reaperMain.ts")], outfile: reaperMain, format: "cjs" });
  });
  after(() => rmSync(folder, { recursive: true }));

  interface Owner {
    readonly process: ChildProcess;
    readonly reaper: number;
    /** Server and grandchild. */
    readonly servers: readonly number[];
    /** A variable in the environment of the owner and of everything it starts but the reaper. */
    readonly run: string;
  }

  /** Starts an owner as the leader of a group, with a stubborn server, and waits until all are up. */
  async function startOwner(mode: string, flags: readonly string[] = [], env: NodeJS.ProcessEnv = process.env): Promise<Owner> {
    const run = randomUUID();
    const child = spawn(process.execPath, [owner, mode, rogue("stubborn.mjs"), "--lifetime=40", ...flags], { stdio: ["ignore", "pipe", "ignore"], detached: true, env: { ...env, WIRELIGHT_TEST: run } });
    let text = "";
    for await (const chunk of child.stdout) {
      text += String(chunk);
      if (text.includes("\n")) break;
    }
    const [reaper = 0, ...servers] = text.trim().split(" ").slice(1).map(Number);
    assert.ok(reaper > 1 && servers.length > 0, text);
    return { process: child, reaper, servers, run };
  }

  /** Nothing is left, known to the test or not. The owner may live on. */
  async function allGone({ reaper, servers, run, process: { pid } }: Owner): Promise<void> {
    // One that was killed a moment ago may still be on its way out.
    const left = (): number[] => [reaper, ...servers, ...withVariable(`WIRELIGHT_TEST=${run}`)].filter((each) => each !== pid && isRunning(each));
    await eventually(() => left().length === 0, `reaper ${reaper}, servers ${servers.join(", ")} and what they started are gone`);
  }

  for (let run = 1; run <= runs; run++) {
    it(`leaves nothing of a stubborn server when its owner is killed (run ${run} of ${runs})`, async () => {
      const started = await startOwner("live");
      assert.ok(started.servers.length === 2 && started.servers.every(isRunning));
      started.process.kill("SIGKILL");
      await allGone(started);
    });
  }

  if (linux) it("leaves nothing when the owner is killed between the spawn and the registration", async () => {
    await allGone(await startOwner("unregistered"));
  });

  if (linux) it("finds the unregistered server where grep knows no -a", async () => {
    const bin = mkdtempSync(join(folder, "bin"));
    writeFileSync(join(bin, "grep"), "#!/bin/sh\nexit 2\n");
    chmodSync(join(bin, "grep"), 0o755);
    await allGone(await startOwner("unregistered", [], { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}` }));
  });

  for (const mode of ["exit", "throw", "dispose"]) {
    it(`leaves nothing when the owner ends by ${mode}`, async () => {
      const started = await startOwner(mode);
      await allGone(started);
      started.process.kill("SIGKILL");
    });
  }

  it("leaves alone what belongs to another owner on the same machine", async () => {
    const [killed, kept] = await Promise.all([startOwner("live"), startOwner("live")]);
    assert.notEqual(killed.reaper, kept.reaper);
    killed.process.kill("SIGKILL");
    await allGone(killed);
    assert.deepEqual([kept.reaper, ...kept.servers].filter((pid) => !isRunning(pid)), []);
    kept.process.kill("SIGKILL");
    await allGone(kept);
  });

  it("is not reached by what ends the owner's whole group", async () => {
    for (const signal of ["SIGINT", "SIGHUP", "SIGTERM", "SIGKILL"] as const) {
      const started = await startOwner("live");
      assert.ok(started.process.pid !== undefined);
      process.kill(-started.process.pid, signal);
      await allGone(started);
    }
  });

  it("ignores signals that are sent to it by mistake", async () => {
    const started = await startOwner("live");
    for (const signal of ["SIGINT", "SIGHUP", "SIGTERM"] as const) process.kill(started.reaper, signal);
    await new Promise((done) => setTimeout(done, 200));
    assert.equal(isRunning(started.reaper), true);
    started.process.kill("SIGKILL");
    await allGone(started);
  });

  if (linux) it("leaves alone what escaped by setsid: it may be a browser", async () => {
    const started = await startOwner("live", ["--detached"]);
    const [leader = 0, escaped = 0] = started.servers;
    started.process.kill("SIGKILL");
    await eventually(() => !isRunning(started.reaper) && !isRunning(leader), "reaper and server are gone");
    assert.equal(isRunning(escaped), true);
    process.kill(escaped, "SIGKILL");
  });

  it("forgets a group that is empty, so that its number may be used again", async () => {
    const reaper = newReaper();
    const { transport } = open(nodeLaunch(rogue("banner.mjs")), reaper);
    transport.close();
    await transport.closed;
    const bystander = spawn(process.execPath, ["-e", "setTimeout(()=>{},20000)"], { detached: true, stdio: "ignore" });
    assert.ok(bystander.pid !== undefined && reaper.pid !== undefined);
    reaper.register("mark", bystander.pid);
    reaper.release(bystander.pid);
    const { pid } = reaper;
    reaper.dispose();
    await eventually(() => !isRunning(pid), "the reaper is gone");
    assert.equal(isRunning(bystander.pid), true);
    bystander.kill("SIGKILL");
  });

  it("runs as soon as a server is started, and goes when it is disposed", async () => {
    const reaper = newReaper();
    const { transport } = open(nodeLaunch(rogue("banner.mjs")), reaper);
    const { pid } = reaper;
    assert.ok(pid !== undefined && isRunning(pid), "it runs when open returns");
    transport.close();
    await transport.closed;
    reaper.dispose();
    await eventually(() => !isRunning(pid), "the reaper is gone");
  });

  it("is started again when it dies, told of what runs, and says so", async () => {
    const reaper = newReaper();
    const troubles: string[] = [];
    reaper.onTrouble((trouble) => troubles.push(trouble));
    const { transport, seen } = open(nodeLaunch(rogue("stubborn.mjs"), "--alone"), reaper);
    await seen.until(() => seen.text("stderr").includes("pids"));
    const first = reaper.pid;
    assert.ok(first !== undefined);
    process.kill(first, "SIGKILL");
    await eventually(() => troubles.length > 0, "the loss is told");
    assert.match(troubles[0] ?? "", /ended unexpectedly \(SIGKILL\) and was started again/);
    assert.notEqual(reaper.pid, first);
    transport.send(line({ id: 1, method: "ping" }));
    await seen.until(() => seen.text("stdout").includes('"id":1'));
    reaper.dispose();
    assert.deepEqual(await transport.closed, { how: "exited", code: null, signal: "SIGKILL", asked: false });
  });

  it("starts no server when it is disposed", async () => {
    const reaper = new Reaper(nodeClock, "");
    reaper.dispose();
    const { transport, seen } = open(nodeLaunch(rogue("banner.mjs")), reaper);
    const closed = await transport.closed;
    assert.ok(closed.how === "spawn-failed" && closed.code === "REAPER" && closed.message.includes("shutting down"));
    assert.deepEqual(seen.events, []);
  });

  if (linux) it("does not carry the mark of a server that it was started in", async () => {
    const started = await startOwner("live", [], { ...process.env, WIRELIGHT_MARK: "outer" });
    assert.ok(!readFileSync(`/proc/${started.reaper}/environ`, "latin1").includes("WIRELIGHT_MARK"));
    const inside = readFileSync(`/proc/${started.servers[0]}/environ`, "latin1");
    assert.match(inside, /WIRELIGHT_MARK=[-0-9a-f]{36}\0/);
    started.process.kill("SIGKILL");
    await allGone(started);
  });

  if (linux) it("needs few resources", async () => {
    const reaper = newReaper();
    const { transport } = open(nodeLaunch(rogue("banner.mjs")), reaper);
    const { pid } = reaper;
    assert.equal(readdirSync(`/proc/${pid}/task`).length, 1);
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
    assert.ok(kilobytes < 5000, `${kilobytes} kB`);
    transport.close();
    await transport.closed;
    reaper.dispose();
  });

  it("has a program for Windows that ends what is registered when its stdin ends", async () => {
    const victims = [0, 1, 2].map(() => spawn(process.execPath, ["-e", "setTimeout(()=>{},20000)"], { detached: true, stdio: "ignore" }));
    const [kept, ended, released] = victims.map((victim) => victim.pid ?? 0);
    assert.ok(kept && ended && released);
    const program = spawn(process.execPath, [reaperMain], { stdio: ["pipe", "ignore", "inherit"] });
    program.stdin.end(`? a\n! a\n? b\n+ b ${ended}\n+ - ${released}\n- ${released}\n`);
    await eventually(() => !isRunning(ended), "the registered process is gone");
    await eventually(() => program.exitCode === 0, "the program has ended");
    assert.deepEqual([kept, released].filter(isRunning), [kept, released]);
    for (const victim of victims) victim.kill("SIGKILL");
  });

  it("serves a session from start to end without a trace of itself", async () => {
    const reaper = newReaper();
    reaper.onTrouble((trouble) => assert.fail(trouble));
    const { transport, seen } = open(nodeLaunch(rogue("banner.mjs")), reaper);
    transport.send(call(1, "echo", { text: "hello" }));
    await seen.until(() => seen.text("stdout").includes("hello"));
    transport.close();
    assert.equal((await transport.closed).how, "exited");
    reaper.dispose();
  });
});
