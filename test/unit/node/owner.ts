/**
 * An owner process for the reaper's tests: starts a server that nothing but SIGKILL ends, prints `ready` and the pids,
 * and then lives, or ends in the way its first argument says. The others are the server's command line.
 */
import { randomUUID } from "node:crypto";
import { writeSync } from "node:fs";
import { nodeClock } from "../../../src/node/clock";
import { childEnvironment } from "../../../src/node/env";
import { Reaper } from "../../../src/node/reaper";
import { startProcess } from "../../../src/node/spawn";
import { StdioTransport } from "../../../src/node/stdio";

const [mode = "live", script = "", ...args] = process.argv.slice(2);
const reaper = new Reaper(nodeClock, "");
let log = "";
let ready = false;

function heard(chunk: Uint8Array): undefined {
  log += Buffer.from(chunk).toString();
  const pids = /^pids (.*)$/m.exec(log)?.[1];
  if (ready || pids === undefined || !log.includes("grandchild ")) return;
  ready = true;
  process.stdout.write(`ready ${reaper.pid} ${pids}\n`);
  if (mode === "exit") process.exit(0);
  if (mode === "throw") setTimeout(() => { throw new Error("on purpose"); }, 0);
  if (mode === "dispose") reaper.dispose();
}

if (mode === "unregistered") {
  // The moment between the spawn and its registration: the reaper knows only that something was about to start.
  const mark = randomUUID();
  reaper.arm(mark);
  const env = childEnvironment({ inherited: process.env, changes: {}, mark, platform: process.platform });
  const started = startProcess({ command: process.execPath, args: [script, ...args], cwd: "/", env });
  if (!started.ok) throw await started.error;
  writeSync(1, `ready ${reaper.pid} ${started.pid}\n`);
  process.kill(process.pid, "SIGKILL"); // In the same tick: nothing that waits in a buffer of this process is ever sent.
} else {
  const launch = { type: "stdio", command: process.execPath, args: [script, ...args], cwd: undefined, env: {}, envFile: undefined } as const;
  new StdioTransport(launch, { clock: nodeClock, reaper }).open({ stdout: () => undefined, stderr: heard, end: () => {}, host: () => {} });
}
