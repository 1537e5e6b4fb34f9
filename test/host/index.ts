import * as path from "node:path";
import { findTests } from "../run/findTests.mjs";
import { runMocha } from "../run/mocha.mjs";

/** One test may start several real servers on a busy machine. */
const TIMEOUT_MS = 60_000;

/**
 * What the extension host calls: runs every test beside this file. Rejects when one failed, which is how the host is
 * told; the counts are in the file named by `WIRELIGHT_RESULTS`.
 */
export async function run(): Promise<void> {
  const { failed } = await runMocha({
    files: findTests(path.resolve(__dirname)),
    timeoutMs: TIMEOUT_MS,
    grep: process.env["WIRELIGHT_GREP"],
    resultsFile: process.env["WIRELIGHT_RESULTS"],
    // The mark by which the launcher tells these lines from everything else on this console.
    log: (line) => console.log(`| ${line}`),
  });
  if (failed > 0) throw new Error(`${failed} host ${failed === 1 ? "test" : "tests"} failed`);
}
