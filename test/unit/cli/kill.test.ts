import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { projectRoot, rogue } from "../../support/cliRun";
import { eventually, isRunning } from "../../support/processes";

const RUNS = process.env["WIRELIGHT_FULL"] ? 10 : 2;

/** Starts a trace of a server that ignores everything, with a child like itself, and gives their pids once both are deaf. */
function traceStubborn(): Promise<{ readonly kill: () => void; readonly pids: readonly number[] }> {
  return new Promise((resolve, reject) => {
    const words = ["trace", "--verbose", "--", process.execPath, rogue("stubborn.mjs")];
    const child = spawn(process.execPath, [path.join(projectRoot(), "dist/cli.js"), ...words], { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.on("error", reject);
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const pids = /pids (\d+) (\d+)/.exec(text);
      if (pids && text.includes("grandchild ")) resolve({ kill: () => void child.kill("SIGKILL"), pids: [Number(pids[1]), Number(pids[2])] });
    });
  });
}

describe("a killed command line", function () {
  this.timeout(30_000);
  if (process.platform === "win32") return;

  for (let run = 1; run <= RUNS; run++) {
    it(`leaves nothing of a stubborn server with a child (run ${run} of ${RUNS})`, async () => {
      const { kill, pids } = await traceStubborn();
      assert.ok(pids.every(isRunning));
      kill();
      await eventually(() => !pids.some(isRunning), `${pids.join(" and ")} are gone`, 5000);
    });
  }
});
