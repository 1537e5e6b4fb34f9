// Changes the code in small ways and expects the tests to notice. A change that they cannot notice is listed with the
// reason in mutation-survivors.json, as { file, code, mutator, original, replacement, reason }, where `code` is the
// trimmed line it begins on.
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { node24 } from "./node24.mjs";
import { hostDir, inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { ensurePart, installPackages } from "./provision.mjs";

/** The runner asks for files that mocha 12 has moved, so the mutated tests run on the last mocha before it. */
const PACKAGES = { "@stryker-mutator/core": "10.0.0", "@stryker-mutator/mocha-runner": "10.0.0", mocha: "11.7.6" };
const LIMIT_MS = 4 * 60 * 60_000;
const NOTICED = new Set(["Killed", "Timeout", "CompileError", "RuntimeError", "Ignored"]);

/**
 * @typedef {{ file: string, line: number, code: string, mutator: string, original: string, replacement: string, status: string }} Mutant
 * @typedef {{ file: string, code: string, mutator: string, original: string, replacement: string, reason: string }} Allowed
 */

/** @returns {Promise<{ passed: number, failed: number, problem?: string }>} a passed one is a noticed or listed mutant */
export async function runMutations() {
  const { mutate, tests } = readJson(inRoot("test", "run", "mutation.json"));
  const missing = mutate.filter((/** @type {string} */ file) => !existsSync(inRoot(file)));
  if (missing.length > 0) return { passed: 0, failed: 0, problem: `test/run/mutation.json names files that do not exist: ${missing.join(", ")}` };
  const report = await mutated(mutate, tests);
  if (typeof report === "string") return { passed: 0, failed: 0, problem: report };
  const mutants = listOf(report);
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
 * @param {string[]} mutate
 * @param {string[]} tests
 * @returns {Promise<any>} the report by the mutation testing schema, or a string that says why there is none
 */
async function mutated(mutate, tests) {
  const node = await node24();
  const stryker = path.join(await ensureStryker(node), "node_modules");
  const folder = path.join(hostDir, "mutation");
  await rm(folder, { recursive: true, force: true });
  await copyCheckout(folder, stryker);
  const config = {
    mutate,
    inPlace: true, // In a copy made for it.
    testRunner: "mocha",
    plugins: [path.join(stryker, "@stryker-mutator", "mocha-runner", "dist", "src", "index.js")],
    mochaOptions: { spec: tests },
    buildCommand: "node esbuild.mjs tests",
    coverageAnalysis: "perTest",
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: "mutation-report.json" },
    concurrency: 2,
    timeoutMS: 10_000,
    allowConsoleColors: false,
  };
  await writeFile(path.join(folder, "stryker.config.json"), JSON.stringify(config, null, 2));
  const env = { ...process.env, PATH: path.dirname(node) + path.delimiter + (process.env["PATH"] ?? "") };
  const { code, signal, output } = await run(node, [path.join(stryker, "@stryker-mutator", "core", "bin", "stryker.js"), "run"], { cwd: folder, env, timeoutMs: LIMIT_MS });
  const report = path.join(folder, "mutation-report.json");
  return existsSync(report) ? readJson(report) : `StrykerJS ended with ${signal ?? code}:\n${output.slice(-6000)}`;
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
