import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StdioLaunch } from "../../../src/core/server/launch";
import type { Reaper } from "../../../src/node/reaper";
import { StdioTransport } from "../../../src/node/stdio";
import { nodeClock } from "../../../src/node/clock";
import { isRunning } from "../../support/processes";
import { call, line, newReaper, nodeLaunch, open, openDescriptors, Recorder, rogue } from "./harness";

describe("the stdio transport", function () {
  this.timeout(30_000);
  let reaper: Reaper;
  before(() => {
    reaper = newReaper();
  });
  after(() => reaper.dispose());

  function script(source: string, ...args: string[]): StdioLaunch {
    return nodeLaunch("-e", source, ...args);
  }

  describe("bytes", () => {
    it("delivers a line of 50 MB exactly, in whatever pieces it comes", async () => {
      const { transport, seen } = open(nodeLaunch(rogue("big-line.mjs"), "--pieces", "--seed=7"), reaper);
      transport.send(call(1, "big", { megabytes: 50 }));
      await seen.until(() => seen.text("stderr").includes("sha256"));
      const [, hash, length] = seen.text("stderr").trim().split(" ");
      await seen.until(() => seen.chunks.stdout.reduce((sum, chunk) => sum + chunk.length, 0) >= Number(length));
      transport.close();
      await transport.closed;
      const digest = createHash("sha256");
      for (const chunk of seen.chunks.stdout) digest.update(chunk);
      assert.ok(Number(length) > 50_000_000);
      assert.equal(digest.digest("hex"), hash);
    });

    it("hands over chunks that stay as they are", async () => {
      const { transport, seen } = open(script("for (let i = 0; i < 2000; i++) process.stdout.write(String(i % 10).repeat(1000))"), reaper);
      const copies: Buffer[] = [];
      await seen.until(() => {
        for (let at = copies.length; at < seen.chunks.stdout.length; at++) copies.push(Buffer.from(seen.chunks.stdout[at] ?? []));
        return seen.ends.includes("stdout");
      });
      await transport.closed;
      assert.equal(seen.text("stdout").length, 2_000_000);
      assert.equal(Buffer.compare(Buffer.concat(copies), Buffer.concat(seen.chunks.stdout)), 0);
    });

    it("keeps both streams in order, apart from each other, and complete before it settles", async () => {
      const source = "const fs=require('fs');for(let i=0;i<5000;i++){fs.writeSync(1,'o'+i+'\\n');fs.writeSync(2,'e'+i+'\\n')}process.exit(5)";
      const { transport, seen } = open(script(source), reaper);
      const closed = await transport.closed;
      const numbers = Array.from({ length: 5000 }, (_, at) => at);
      assert.equal(seen.text("stdout"), numbers.map((each) => `o${each}\n`).join(""));
      assert.equal(seen.text("stderr"), numbers.map((each) => `e${each}\n`).join(""));
      assert.deepEqual([...seen.ends].sort(), ["stderr", "stdout"]);
      assert.deepEqual(closed, { how: "exited", code: 5, signal: null, asked: false });
    });

    it("loses nothing of a last line without newline", async () => {
      const { transport, seen } = open(nodeLaunch(rogue("no-newline.mjs"), "--code=4"), reaper);
      transport.send(call(1, "last"));
      assert.deepEqual(await transport.closed, { how: "exited", code: 4, signal: null, asked: false });
      assert.match(seen.text("stdout"), /the last words.*\}$/);
      assert.equal(seen.text("stderr"), "also without newline");
    });

    it("loses nothing of a server that has ended while whoever takes its bytes asked for a pause", async () => {
      class Busy extends Recorder {
        override stdout(chunk: Uint8Array): Promise<void> | undefined {
          void super.stdout(chunk);
          // Longer than a silent stream of an ended server is waited for.
          return this.chunks.stdout.length === 1 ? new Promise((resolve) => setTimeout(resolve, 500)) : undefined;
        }
      }
      const seen = new Busy();
      const source = "process.stdout.write('a'); setTimeout(() => process.stdout.write('b'.repeat(50_000)), 50)";
      const transport = new StdioTransport(script(source), { clock: nodeClock, reaper, times: { drain: 100, poll: 20 } });
      transport.open(seen);
      await transport.closed;
      assert.equal(seen.text("stdout"), `a${"b".repeat(50_000)}`);
    });

    it("sends every line with its terminator, in order, even to a server that reads late", async () => {
      const source = "setTimeout(()=>{const h=require('crypto').createHash('sha256');process.stdin.on('data',c=>h.update(c)).on('end',()=>console.log(h.digest('hex')))},300)";
      const { transport, seen } = open(script(source), reaper);
      const sent = createHash("sha256");
      for (let at = 0; at < 3000; at++) {
        const bytes = Buffer.from(`${at} ${"x".repeat(at)}`);
        transport.send(bytes);
        sent.update(bytes).update("\n");
        if (at % 100 === 0) await new Promise((next) => setImmediate(next));
      }
      transport.close();
      await transport.closed;
      assert.equal(seen.text("stdout").trim(), sent.digest("hex"));
      assert.deepEqual(seen.story, ["spawned", "stdin-closed"]);
    });

    it("joins the lines of a tick into one write", async () => {
      const { transport, seen } = open(script("process.stdin.once('data',c=>{process.stdout.write(c.toString('hex'));process.exit()})"), reaper);
      for (const text of ["a", "b", "c"]) transport.send(Buffer.from(text));
      await transport.closed;
      assert.equal(seen.text("stdout"), Buffer.from("a\nb\nc\n").toString("hex"));
    });
  });

  describe("the end", () => {
    it("tells the signal that ended the server", async () => {
      const { transport } = open(nodeLaunch(rogue("dies-mid-call.mjs")), reaper);
      transport.send(call(1, "die"));
      assert.deepEqual(await transport.closed, { how: "exited", code: null, signal: "SIGKILL", asked: false });
    });

    it("tells exit code and stderr of a server that exits during its start", async () => {
      const { transport, seen } = open(nodeLaunch(rogue("exits-early.mjs")), reaper);
      assert.deepEqual(await transport.closed, { how: "exited", code: 3, signal: null, asked: false });
      assert.match(seen.text("stderr"), /^Traceback[\s\S]*ModuleNotFoundError: No module named 'missing'\n$/);
    });

    it("settles once; close, send and close again after it do nothing", async () => {
      const { transport, seen } = open(nodeLaunch(rogue("banner.mjs")), reaper);
      transport.close();
      transport.close();
      const closed = await transport.closed;
      assert.deepEqual(closed, { how: "exited", code: 0, signal: null, asked: true });
      const rows = seen.events.length;
      transport.send(line({ id: 1, method: "ping" }));
      transport.close();
      await new Promise((next) => setTimeout(next, 50));
      assert.equal(await transport.closed, closed);
      assert.equal(seen.events.length, rows);
      assert.deepEqual(seen.ends.length, 2);
    });

    it("says so when a line is sent after stdin was closed", async () => {
      const { transport, seen } = open(nodeLaunch(rogue("banner.mjs")), reaper);
      transport.close();
      transport.send(line({ id: 1, method: "ping" }));
      await transport.closed;
      assert.deepEqual(seen.story, ["spawned", "stdin-closed", "send-failed"]);
    });

    it("tells that a server closed its stdin, and goes on", async () => {
      const { transport, seen } = open(script("require('fs').closeSync(0);console.log('closed');setTimeout(()=>console.log('bye'),300)"), reaper);
      await seen.until(() => seen.text("stdout") === "closed\n");
      transport.send(line({ id: 1, method: "ping" }));
      await seen.until(() => seen.story.includes("send-failed"));
      const failed = seen.events.find((event) => event.type === "send-failed");
      assert.match(failed?.type === "send-failed" ? failed.message : "", /^41 bytes could not be sent to the server: write (EPIPE|ECONNRESET)$/);
      assert.deepEqual(await transport.closed, { how: "exited", code: 0, signal: null, asked: false });
      assert.equal(seen.text("stdout"), "closed\nbye\n");
    });

    it("tells what a server that never read left unread in our hands", async () => {
      const { transport, seen } = open(script("setTimeout(()=>{},300)"), reaper);
      transport.send(new Uint8Array(8_000_000).fill(0x20));
      assert.equal((await transport.closed).how, "exited");
      assert.equal(seen.story.filter((each) => each === "send-failed").length, 1);
    });
  });

  describe("a start that fails", () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), "wirelight-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    async function failure(launch: Partial<StdioLaunch>): Promise<{ code: string; message: string }> {
      const { transport, seen } = open({ type: "stdio", command: "x", args: [], cwd: undefined, env: {}, envFile: undefined, ...launch }, reaper);
      transport.send(line({ id: 1, method: "ping" }));
      const closed = await transport.closed;
      assert.ok(closed.how === "spawn-failed", JSON.stringify(closed));
      assert.deepEqual(seen.ends, ["stdout", "stderr"]);
      assert.deepEqual(seen.events, []);
      return closed;
    }

    function file(name: string, text: string, mode: number): string {
      const path = join(folder, name);
      writeFileSync(path, text);
      chmodSync(path, mode);
      return path;
    }

    it("names the PATH that was searched for the command", async () => {
      const { code, message } = await failure({ command: "no-such-command", env: { PATH: "/nowhere:/else" } });
      assert.equal(code, "ENOENT");
      assert.equal(message, 'The command "no-such-command" was not found. Searched PATH: /nowhere:/else. Install it, or give its full path in "command".');
    });

    it("says that no PATH is set", async () => {
      assert.match((await failure({ command: "no-such-command", env: { PATH: null } })).message, /No PATH is set/);
    });

    it("tells a missing working directory from a missing command", async () => {
      const missing = join(folder, "missing");
      assert.equal((await failure({ command: process.execPath, cwd: missing })).message, `The working directory ${missing} does not exist. Create it or correct "cwd".`);
      const notFolder = file("plain", "", 0o644);
      assert.match((await failure({ command: process.execPath, cwd: notFolder })).message, /is not a directory/);
    });

    it("resolves a relative command against the working directory and says where it is missing", async () => {
      assert.match((await failure({ command: "./server", cwd: folder })).message, new RegExp(`${join(folder, "server")} does not exist`));
    });

    it("tells a file that is not executable", async () => {
      const { code, message } = await failure({ command: file("server.py", "print()", 0o644) });
      assert.equal(code, "EACCES");
      assert.match(message, /server\.py is not executable\. Make it executable \(chmod \+x server\.py\)/);
    });

    it("tells a folder from a command", async () => {
      assert.match((await failure({ command: folder })).message, /is a directory, not a command/);
    });

    it("names an interpreter that does not exist", async () => {
      const { message } = await failure({ command: file("script", "#!/no/such/python3\n", 0o755) });
      assert.match(message, /exists, but the interpreter that its first line names, "\/no\/such\/python3", does not/);
    });

    it("survives what spawn throws at: NUL in an argument, too many arguments, an empty command", async () => {
      assert.match((await failure({ command: "a\0b" })).message, /"a\\0b" cannot be started/);
      assert.match((await failure({ command: process.execPath, args: ["x\0"] })).message, /null bytes/);
      const huge = Array.from({ length: 100 }, () => "x".repeat(100_000));
      const tooBig = await failure({ command: process.execPath, args: huge });
      assert.equal(tooBig.code, "E2BIG");
      assert.match(tooBig.message, /100 arguments .* too large together/);
      assert.match((await failure({ command: "" })).message, /empty/);
    });

    it("ignores close while the failure is under way", async () => {
      const { transport } = open({ type: "stdio", command: "no-such-command", args: [], cwd: undefined, env: {}, envFile: undefined }, reaper);
      transport.close();
      assert.equal((await transport.closed).how, "spawn-failed");
    });
  });

  describe("use", () => {
    it("opens once, and sends only after that", async () => {
      const transport = new StdioTransport(nodeLaunch("-e", ""), { clock: nodeClock, reaper });
      assert.throws(() => transport.send(new Uint8Array()), /must be opened/);
      transport.open(new Recorder());
      assert.throws(() => transport.open(new Recorder()), /only once/);
      await transport.closed;
    });

    it("does not start what was closed before", async () => {
      const transport = new StdioTransport(nodeLaunch("-e", ""), { clock: nodeClock, reaper });
      transport.close();
      const seen = new Recorder();
      transport.open(seen);
      assert.equal((await transport.closed).how, "failed");
      assert.deepEqual(seen.events, []);
    });

    it("closes a server that has only just been started", async () => {
      const { transport, seen } = open(nodeLaunch(rogue("banner.mjs")), reaper);
      transport.close();
      assert.deepEqual(await transport.closed, { how: "exited", code: 0, signal: null, asked: true });
      assert.deepEqual(seen.story, ["spawned", "stdin-closed"]);
    });

    it("gives the server its folder, arguments and environment, and tells them", async () => {
      const source = "console.log(JSON.stringify([process.cwd(),process.argv.slice(1),process.env.A,process.env.VSCODE_PID??null,process.env.GONE??null]))";
      const launch: StdioLaunch = { ...script(source, "x y", "ü", ""), cwd: "/", env: { A: "1", GONE: null } };
      const { transport, seen } = open(launch, reaper, { environment: { ...process.env, GONE: "no", VSCODE_PID: "7" } });
      await transport.closed;
      assert.deepEqual(JSON.parse(seen.text("stdout")), ["/", ["x y", "ü", ""], "1", null, null]);
      const [spawned] = seen.events;
      assert.ok(spawned?.type === "spawned" && spawned.pid > 1);
      assert.deepEqual({ ...spawned, pid: 0 }, { type: "spawned", pid: 0, command: launch.command, args: launch.args, cwd: "/" });
    });

    it("serves one transport while another is flooded", async () => {
      const flooded = open(nodeLaunch(rogue("stderr-flood.mjs"), "--endless"), reaper);
      const calm = open(nodeLaunch(rogue("banner.mjs")), reaper);
      await flooded.seen.until(() => flooded.seen.chunks.stderr.length > 100);
      for (let id = 1; id <= 20; id++) {
        calm.transport.send(line({ id, method: "ping" }));
        await calm.seen.until(() => calm.seen.text("stdout").includes(`"id":${id},"result":{}`));
      }
      flooded.transport.close();
      calm.transport.close();
      assert.deepEqual(await calm.transport.closed, { how: "exited", code: 0, signal: null, asked: true });
      assert.equal((await flooded.transport.closed).how, "exited");
      assert.match(flooded.seen.text("stderr"), /^(log log [log ]*\n)+/);
    });

    it("leaves no file descriptor, process or listener after 50 starts and stops", async () => {
      const first = open(script(""), reaper);
      await first.transport.closed;
      const before = { descriptors: openDescriptors(), listeners: process.eventNames().length };
      const pids: number[] = [];
      for (let round = 0; round < 10; round++) {
        await Promise.all(Array.from({ length: 5 }, async (_, at) => {
          const kinds = [script("process.stdin.resume()"), script("setInterval(()=>{},1000);console.log(1)"), { ...script(""), command: "/nowhere/x" }, script("process.exit(1)"), { ...script(""), cwd: "/nowhere" }];
          const { transport, seen } = open(kinds[at] ?? script(""), reaper, { times: { stdin: 20, term: 200 } });
          for (const event of seen.events) if (event.type === "spawned") pids.push(event.pid);
          transport.close();
          await transport.closed;
        }));
      }
      await new Promise((next) => setImmediate(next));
      assert.equal(pids.length, 30);
      assert.deepEqual(pids.filter(isRunning), []);
      assert.deepEqual({ descriptors: openDescriptors(), listeners: process.eventNames().length }, before);
    });
  });
});
