// Changes the code in small ways and expects the tests to notice. A change that they cannot notice is listed with the
// reason in mutation-survivors.json, as { file, code, mutator, original, replacement, reason }, where `code` is the
// trimmed line it begins on. The whole takes hours, so mutation.json makes groups of it, and the report of a group whose
// code and tests are still the same is taken from the cache: a run that was stopped goes on where it was.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { node24 } from "./node24.mjs";
import { hostDir, inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { ensurePart, installPackages } from "./provision.mjs";

/** The runner asks for files that mocha 12 has moved, so the mutated tests run on the last mocha before it. */
const PACKAGES = { "@stryker-mutator/core": "10.0.0", "@stryker-mutator/mocha-runner": "10.0.0", mocha: "11.7.6" };
/** What one group of files may take. */
const LIMIT_MS = 3 * 60 * 60_000;
const NOTICED = new Set(["Killed", "Timeout", "CompileError", "RuntimeError", "Ignored"]);

/**
 * @typedef {{ file: string, line: number, code: string, mutator: string, original: string, replacement: string, status: string }} Mutant
 * @typedef {{ file: string, code: string, mutator: string, original: string, replacement: string, reason: string }} Allowed
 * @typedef {{ name: string, mutate: string[], tests: string[] }} Group
 */

/** @returns {Promise<{ passed: number, failed: number, problem?: string }>} a passed one is a noticed or listed mutant */
export async function runMutations() {
  /** @type {Group[]} */
  const groups = readJson(inRoot("test", "run", "mutation.json"));
  const missing = groups.flatMap(({ mutate }) => mutate).filter((file) => !existsSync(inRoot(file)));
  if (missing.length > 0) return { passed: 0, failed: 0, problem: `test/run/mutation.json names files that do not exist: ${missing.join(", ")}` };
  const mutants = [];
  for (const group of groups) {
    const report = await reportOf(group);
    if (typeof report === "string") return { passed: 0, failed: 0, problem: report };
    mutants.push(...listOf(report));
  }
  /** @type {Allowed[]} */
  const allowed = readJson(inRoot("test", "run", "mutation-survivors.json"));
  const survivors = mutants.filter(({ status }) => !NOTICED.has(status));
  const unexplained = survivors.filter((mutant) => !allowed.some((entry) => isSame(entry, mutant)));
  const stale = allowed.filter((entry) => !survivors.some((mutant) => isSame(entry, mutant)));
  print(mutants, survivors, allowed);
  const reasonless = allowed.filter(({ reason }) => !reason?.trim());
  const problems = [
    ...stale.map((entry) => `mutation-survivors.json lists a mutant that is noticed or gone: ${entry.file} ${entry.mutator} \`${entry.original}\` -> \`${entry.replacement}\``),
    ...reasonless.map((entry) => `mutation-survivors.json gives no reason for ${entry.file} ${entry.mutator} \`${entry.original}\``),
  ];
  return { passed: mutants.length - unexplained.length, failed: unexplained.length, ...(problems.length > 0 ? { problem: problems.join("\n") } : {}) };
}

/**
 * @param {Group} group
 * @returns {Promise<any>} the report by the mutation testing schema, or a string that says why there is none
 */
async function reportOf(group) {
  const node = await node24();
  const stryker = path.join(await ensureStryker(node), "node_modules");
  const folder = path.join(hostDir, "mutation", group.name);
  await rm(folder, { recursive: true, force: true });
  await copyCheckout(folder, stryker);
  const cached = path.join(hostDir, "mutation", `${group.name}-${await fingerprint(folder, group)}.json`);
  if (existsSync(cached)) {
    console.log(`${group.name}: neither code nor tests have changed since these mutants were tried.`);
    return readJson(cached);
  }
  const config = {
    mutate: group.mutate,
    inPlace: true, // In a copy made for it.
    testRunner: "mocha",
    plugins: [path.join(stryker, "@stryker-mutator", "mocha-runner", "dist", "src", "index.js")],
    mochaOptions: { spec: group.tests },
    buildCommand: "node esbuild.mjs tests",
    coverageAnalysis: "perTest",
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: "mutation-report.json" },
    concurrency: 2,
    timeoutMS: 5_000,
    allowConsoleColors: false,
  };
  await writeFile(path.join(folder, "stryker.config.json"), JSON.stringify(config, null, 2));
  const env = { ...process.env, PATH: path.dirname(node) + path.delimiter + (process.env["PATH"] ?? "") };
  const { code, signal, output } = await run(node, [path.join(stryker, "@stryker-mutator", "core", "bin", "stryker.js"), "run"], { cwd: folder, env, timeoutMs: LIMIT_MS, show: true });
  const report = path.join(folder, "mutation-report.json");
  if (!existsSync(report)) return `StrykerJS ended with ${signal ?? code} for ${group.name}:\n${output.slice(-6000)}`;
  await rename(report, cached);
  return readJson(cached);
}

/**
 * Of everything that decides what becomes of a group's mutants: the built tests hold all the code that they run.
 * @param {string} folder the copied checkout
 * @param {Group} group
 */
async function fingerprint(folder, group) {
  const { code, output } = await run(process.execPath, ["esbuild.mjs", "tests"], { cwd: folder });
  if (code !== 0) throw new Error(`The tests cannot be built for the mutation tests:\n${output}`);
  const hash = createHash("sha256").update(JSON.stringify([PACKAGES, group]));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const all = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/")).sort();
  const tests = group.tests.map(asExpression);
  const isData = (/** @type {string} */ file) => /^test\/(?!run\/).*\.(?!ts$)\w+$/.test(file);
  for (const file of all.filter((each) => group.mutate.includes(each) || tests.some((test) => test.test(each)) || isData(each))) {
    hash.update(`${file}\n`).update(readFileSync(path.join(folder, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

/** @param {string} glob with `*` and `**` */
function asExpression(glob) {
  const source = glob.replaceAll(".", String.raw`\.`).replaceAll("**/", "(?:.+/)?").replaceAll(/(?<!\.)\*/g, "[^/]*");
  return new RegExp(`^${source}$`);
}

/**
 * What the tests are built from, with the packages of the checkout except the mocha that the runner needs.
 * @param {string} folder
 * @param {string} stryker the packages beside StrykerJS
 */
async function copyCheckout(folder, stryker) {
  const modules = path.join(folder, "node_modules");
  await mkdir(modules, { recursive: true });
  for (const name of ["src", "media", "test", "esbuild.mjs", "package.json", "tsconfig.json"]) {
    await cp(inRoot(name), path.join(folder, name), { recursive: true });
  }
  for (const name of await readdir(inRoot("node_modules"))) {
    if (!name.startsWith(".")) await symlink(name === "mocha" ? path.join(stryker, name) : inRoot("node_modules", name), path.join(modules, name), "junction");
  }
}

/** @param {string} node */
function ensureStryker(node) {
  return ensurePart({
    name: "stryker",
    label: `StrykerJS ${PACKAGES["@stryker-mutator/core"]}`,
    recipe: { PACKAGES },
    build: (aside) => installPackages(aside, PACKAGES, { node }),
  });
}

/**
 * @param {any} report
 * @returns {Mutant[]}
 */
function listOf(report) {
  /** @type {[string, { source: string, mutants: any[] }][]} */
  const files = Object.entries(report.files);
  return files.flatMap(([file, { source, mutants }]) => mutants.map(({ location, mutatorName, replacement, status }) => ({
    file,
    line: location.start.line,
    code: oneLine(source.split("\n")[location.start.line - 1] ?? ""),
    mutator: mutatorName,
    original: cut(source, location),
    replacement: oneLine(replacement ?? ""),
    status,
  })));
}

/**
 * The text of a range whose lines and columns count from 1.
 * @param {string} source
 * @param {{ start: { line: number, column: number }, end: { line: number, column: number } }} range
 */
function cut(source, { start, end }) {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1)?.slice(0, end.column - 1) ?? "";
  lines[0] = lines[0]?.slice(start.column - 1) ?? "";
  return oneLine(lines.join("\n"));
}

/** @param {string} text */
function oneLine(text) {
  return text.replaceAll(/\s+/g, " ").trim();
}

/**
 * The number of the line is no part of it, so that a list stays true when code above moves.
 * @param {Allowed} entry
 * @param {Mutant} mutant
 */
function isSame(entry, mutant) {
  const keys = /** @type {const} */ (["file", "code", "mutator", "original", "replacement"]);
  return keys.every((key) => entry[key] === mutant[key]);
}

/**
 * @param {Mutant[]} mutants
 * @param {Mutant[]} survivors
 * @param {Allowed[]} allowed
 */
function print(mutants, survivors, allowed) {
  for (const file of new Set(mutants.map((mutant) => mutant.file))) {
    const all = mutants.filter((mutant) => mutant.file === file);
    const left = survivors.filter((mutant) => mutant.file === file);
    console.log(`${file}: ${all.length - left.length} of ${all.length} mutants noticed`);
    for (const mutant of left) {
      const reason = allowed.find((entry) => isSame(entry, mutant))?.reason ?? "NOT EXPLAINED";
      console.log(`  line ${mutant.line} ${mutant.status} ${mutant.mutator}: \`${mutant.original}\` -> \`${mutant.replacement}\` -- ${reason}`);
    }
  }
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
