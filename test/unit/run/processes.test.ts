import * as assert from "node:assert/strict";
import { isRunning, run, start } from "../../run/processes.mjs";

const DEAF = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log(process.pid);";

const linux = process.platform === "linux";

describe("the processes of the scripts", () => {
  // Windows ends trees by force at once, and only Linux shows the environment of what has left its tree.
  if (linux) it("end with everything below them, even what is deaf and has left the group", async () => {
    const grandchild = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(DEAF)}], { stdio: 'inherit', detached: true }); ${DEAF}`;
    const started = start(process.execPath, ["-e", grandchild]);
    const pids = await new Promise<number[]>((resolve) => {
      started.onOutput(() => {
        const lines = started.output().trim().split("\n").map(Number);
        if (lines.length === 2) resolve(lines);
      });
    });
    assert.deepEqual(pids.map(isRunning), [true, true]);
    const killed = await started.stop();
    assert.equal(killed.length, 2, "both had to be killed");
    assert.deepEqual(pids.map(isRunning), [false, false]);
  });

  if (linux) it("name what they have left running", async () => {
    const leaving = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(DEAF)}], { stdio: 'ignore', detached: true }).unref();`;
    const { code, left } = await run(process.execPath, ["-e", leaving]);
    assert.equal(code, 0);
    assert.equal(left.length, 1);
  });

  it("reject when the command cannot be started", async () => {
    await assert.rejects(run("no-such-program-of-wirelight", []), /no-such-program-of-wirelight cannot be started/);
  });
});
