// Runs compiled tests with mocha, in plain Node and inside the extension host alike: streams each result, counts them,
// and leaves the counts in a file, since an extension host has no exit code of its own.
import { writeFile } from "node:fs/promises";
import Mocha from "mocha";

/**
 * @param {import('./mocha.d.mts').MochaOptions} options
 * @returns {Promise<import('./mocha.d.mts').Counts>}
 */
export async function runMocha({ files, timeoutMs, grep, resultsFile, log = console.log }) {
  const mocha = new Mocha({ ui: "bdd", timeout: timeoutMs, color: false, forbidOnly: true, forbidPending: true, reporter: reporterTo(log), ...(grep ? { grep } : {}) });
  for (const file of [...files].sort()) mocha.addFile(file);
  mocha.loadFiles();
  const counts = { passed: 0, failed: 0 };
  await new Promise((resolve) => {
    const runner = mocha.run(resolve);
    runner.on("pass", () => void counts.passed++);
    runner.on("fail", () => void counts.failed++);
  });
  if (resultsFile) await writeFile(resultsFile, JSON.stringify(counts));
  return counts;
}

/** @param {(line: string) => void} log one call for each line, since a console may be on the other side of a wire */
function reporterTo(log) {
  return class {
    /** @param {import('mocha').Runner} runner */
    constructor(runner) {
      let depth = 0;
      const pad = () => "  ".repeat(depth);
      runner.on("suite", (suite) => {
        if (suite.title) log(`${pad()}${suite.title}`);
        depth++;
      });
      runner.on("suite end", () => void depth--);
      runner.on("pass", (test) => log(`${pad()}✓ ${test.title} (${test.duration ?? 0} ms)`));
      runner.on("fail", (test, error) => {
        log(`${pad()}✗ ${test.fullTitle()}`);
        for (const line of describe(error).split("\n")) log(`${pad()}    ${line}`);
      });
    }
  };
}

/** @param {unknown} error */
function describe(error) {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`;
  const cause = error.cause === undefined ? "" : `\ncaused by ${describe(error.cause)}`;
  return (error.stack ?? error.message) + cause;
}
