// The process in which the unit or UI tests run: `node mochaChild.mjs <folder of out/test> <timeout ms> <results file> <names of files, with commas, or nothing for all> [grep]`.
import { findTests } from "./findTests.mjs";
import { runMocha } from "./mocha.mjs";

/** How long what a test left open may take to end by itself. */
const LEFT_OPEN_MS = 5000;

const [folder = "", timeout = "", resultsFile, names = "", grep] = process.argv.slice(2);
const counts = await runMocha({ files: findTests(folder, names === "" ? undefined : names.split(",")), timeoutMs: Number(timeout), grep, resultsFile });
process.exitCode = counts.failed > 0 ? 1 : 0;
setTimeout(() => {
  console.error(`The tests have ended, but this process has not: something is still open (${process.getActiveResourcesInfo().join(", ")}).`);
  process.exit(70);
}, LEFT_OPEN_MS).unref();
