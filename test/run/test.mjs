// `npm test [-- --only static|unit|host|ui] [--grep text] [--full]`: everything, from a fresh clone.
// The last line is always `N passed, N failed`.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { bootstrap } from "./bootstrap.mjs";
import { describeError } from "./failure.mjs";
import { findTests } from "./findTests.mjs";
import { provision, runFolder } from "./host.mjs";
import { runHostTests } from "./hostTests.mjs";
import { atEnd, script } from "./lifetime.mjs";
import { runMutations } from "./mutants.mjs";
import { inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { checkTranslations } from "./l10n.mjs";
import { lint } from "./lint.mjs";
import { packageVsix } from "./vsix.mjs";

const KINDS = ["static", "unit", "host", "ui"];

/** The stories in a browser that every change must pass; the others are for the full run, and for who asks for them by `--only ui`. */
const SMOKE = ["exportedPage", "installed", "killed", "mainJob", "recording", "reload", "trafficPanel", "trust"];
const totals = { passed: 0, failed: 0 };

/**
 * @typedef {{ passed?: number, failed?: number, problem?: string | undefined }} Outcome `problem`: why it went wrong as a whole
 */

/**
 * @param {() => Promise<Outcome>} work
 * @returns {Promise<Outcome>}
 */
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    return { problem: describeError(error) };
  }
}

/**
 * Runs one step; one that goes wrong counts as one failure and does not keep the others from running.
 * @param {string} name
 * @param {() => Promise<Outcome>} work
 * @returns {Promise<boolean>} whether all of it is well
 */
async function step(name, work) {
  console.log(`\n== ${name}`);
  const began = performance.now();
  const { passed = 0, failed = 0, problem } = await attempt(work);
  if (problem) console.log(problem);
  totals.passed += passed;
  totals.failed += failed + (problem ? 1 : 0);
  const counts = passed + failed > 0 ? `${passed} passed, ${failed} failed` : problem ? "failed" : "ok";
  console.log(`-- ${name}: ${counts}${problem && passed + failed > 0 ? ", and the run itself went wrong" : ""} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return failed === 0 && !problem;
}

/**
 * @param {string[]} args for Node
 * @returns {Promise<{ problem?: string }>}
 */
async function program(...args) {
  const { code, signal, output } = await run(process.execPath, args, { cwd: root, timeoutMs: 180_000 });
  if (code !== 0) return { problem: `${output.trim()}\n${path.basename(args[0] ?? "")} ended with ${signal ?? code}.` };
  if (output.trim()) console.log(output.trim());
  return {};
}

/**
 * Mocha in a process of its own, so that what tests leave behind is seen.
 * @param {{ kind: string, names?: readonly string[] | undefined, testMs: number, limitMs: number, grep: string | undefined, env: NodeJS.ProcessEnv }} options
 */
async function mochaStep({ kind, names, testMs, limitMs, grep, env }) {
  const folder = inRoot("out", "test", kind);
  if (findTests(folder).length === 0) return { problem: `There are no compiled tests in ${folder}.` };
  const missing = names?.filter((name) => findTests(folder, [name]).length === 0) ?? [];
  if (missing.length > 0) return { problem: `There are no ${kind} tests named ${missing.join(", ")}.` };
  const scratch = await runFolder(kind);
  atEnd(scratch.remove);
  const resultsFile = path.join(scratch.folder, "results.json");
  const args = ["--enable-source-maps", inRoot("test", "run", "mochaChild.mjs"), folder, String(testMs), resultsFile, names?.join(",") ?? "", ...(grep ? [grep] : [])];
  const { code, signal, timedOut, left } = await run(process.execPath, args, { cwd: root, show: true, timeoutMs: limitMs, env: { ...process.env, ...env } });
  if (timedOut) return { problem: `The ${kind} tests did not end within ${limitMs / 60_000} minutes.` };
  if (!existsSync(resultsFile)) return { problem: `The ${kind} tests ended with ${signal ?? code} before all had run.` };
  const counts = JSON.parse(readFileSync(resultsFile, "utf8"));
  if (left.length > 0) return { ...counts, problem: `The ${kind} tests left processes behind: ${left.join(", ")}` };
  return { ...counts, ...(code === 0 || counts.failed > 0 ? {} : { problem: `The ${kind} tests ended with ${signal ?? code}.` }) };
}

function readOptions() {
  const { values } = parseArgs({ options: { only: { type: "string", multiple: true }, grep: { type: "string" }, full: { type: "boolean", default: false } } });
  const unknown = values.only?.find((kind) => !KINDS.includes(kind));
  if (unknown) throw new Error(`--only takes ${KINDS.join(", ")}, not ${unknown}.`);
  return { ...values, smoke: !values.full && !values.only?.includes("ui"), wants: (/** @type {string} */ kind) => values.only === undefined || values.only.includes(kind) };
}

async function main() {
  const { grep, full, smoke, wants } = readOptions();
  const env = full ? { WIRELIGHT_FULL: "1" } : {};
  const inVsCode = wants("host") || wants("ui");
  if (!(await step("packages", async () => (await bootstrap(), {})))) return;
  // Fetching is mostly waiting for the network, so it goes on while the compilers work.
  const fetched = inVsCode ? provision() : undefined;
  fetched?.catch(() => {}); // Reported by the step that needs it.
  const built = await step("build", () => program(inRoot("esbuild.mjs")));
  const compiled = await step("build of the tests", () => program(inRoot("esbuild.mjs"), "tests"));
  if (wants("static")) {
    await step("types", () => program(inRoot("node_modules", "typescript", "bin", "tsc"), "-b", root, inRoot("test", "run")));
    await step("lint", lint);
    await step("translations", checkTranslations);
  }
  if (!compiled) return console.log("\nNo test can run, because the tests could not be built.");
  const ready = inVsCode && (await step("a real VS Code", async () => (await fetched, {})));
  // The answers are committed; asking again shows whether they still hold.
  if (full && wants("unit")) await step("live oracles of the analyzer", () => program(inRoot("test", "run", "oracle-analyzer.mjs")));
  if (wants("unit")) await step("unit tests", () => mochaStep({ kind: "unit", testMs: full ? 10 * 60_000 : 20_000, limitMs: full ? 60 * 60_000 : 5 * 60_000, grep, env }));
  if (!built && inVsCode) console.log("\nThe tests in VS Code are left out, because the extension could not be built.");
  if (built && ready && wants("host")) await step("host tests", async () => runHostTests(await provision(), { grep, env }));
  if (built && ready && wants("ui")) await uiStep({ grep, env, full, smoke });
  if (full && wants("unit")) await step("mutation tests", runMutations);
}

/** @param {{ grep: string | undefined, env: NodeJS.ProcessEnv, full: boolean, smoke: boolean }} options */
async function uiStep({ grep, env, full, smoke }) {
  const vsix = inRoot("out", "wirelight.vsix");
  if (!(await step("package", async () => (console.log(await packageVsix(vsix)), {})))) return;
  if (smoke) console.log(`\nOf the UI tests only ${SMOKE.join(", ")} run; \`npm run test:full\` and \`npm test -- --only ui\` run all.`);
  const names = smoke ? SMOKE : undefined;
  await step("UI tests", () => mochaStep({ kind: "ui", names, testMs: 120_000, limitMs: full ? 60 * 60_000 : 15 * 60_000, grep, env: { ...env, WIRELIGHT_VSIX: vsix } }));
}

await script(async () => {
  await main();
  return totals.failed === 0 ? 0 : 1;
}, (code) => {
  // An interruption or a failed clean-up is a failure too, and the counts must not hide it.
  if (code !== 0 && totals.failed === 0) totals.failed = 1;
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  return code;
});
