// Asks established tools what they make of the analyzer's fixtures and of some packages in node_modules, and writes their
// answers to test/fixtures/analyze/oracle, where the unit tests compare them with ours: `node test/run/oracle-analyzer.mjs`.
// ESLint and sonarjs come from npm. The others are used where they are installed; the answers of the rest stay as they are.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { ensurePart, installPackages } from "./provision.mjs";

const fixtures = inRoot("test", "fixtures", "analyze");

const ESLINT = { eslint: "10.15.0", typescript: "5.9.3", "@typescript-eslint/parser": "8.73.0" };
/** The last version whose rule follows the white paper: later ones leave out `||` and report nested functions apart. */
const SONARJS = { eslint: "8.57.1", "eslint-plugin-sonarjs": "1.0.4", typescript: "5.9.3", "@typescript-eslint/parser": "8.73.0" };

/** By language, below the fixtures. What a tool cannot read yet it is not asked. */
const SOURCES = {
  typescript: ["typescript/shapes.ts", "typescript/flow.ts", "typescript/component.tsx"],
  javascript: ["javascript/legacy.js", "javascript/modern.mjs"],
  python: ["python/shapes.py", "python/flow.py"],
  go: ["go/shapes.go", "go/flow.go"],
  rust: ["rust/shapes.rs", "rust/flow.rs"],
  java: ["java/Shapes.java", "java/Flow.java"],
};

/** Written by people, under permissive licences, and pinned by package-lock.json. */
const PACKAGE_FILES = [
  "ajv/lib/compile/validate/index.ts",
  "ajv/lib/core.ts",
  "cheerio/src/load.ts",
  "commander/lib/command.js",
  "debug/src/common.js",
  "express/lib/response.js",
  "glob/dist/esm/walker.js",
  "js-yaml/lib/loader.js",
  "markdown-it/lib/rules_block/list.mjs",
  "minimatch/dist/esm/index.js",
  "path-to-regexp/dist/index.js",
  "picomatch/lib/parse.js",
  "qs/lib/parse.js",
  "semver/classes/range.js",
  "vscode-jsonrpc/lib/common/connection.js",
  "zod/src/v4/core/util.ts",
];

/** @typedef {{ tool: string, version: string, files: Record<string, { sha256: string, entries: string[] }> }} Answers entries: one thing found, as `line name = value` or the like */

async function main() {
  const oracles = { eslint, sonarjs, ctags, radon, "cognitive-complexity": cognitivePython, gocyclo, gocognit, checkstyle };
  for (const [name, ask] of Object.entries(oracles)) {
    const answers = await ask();
    if (answers === undefined) {
      console.log(`${name}: not installed, its answers stay as they are.`);
      continue;
    }
    await writeFile(path.join(fixtures, "oracle", `${name}.json`), print(answers));
    console.log(`${name} ${answers.version}: ${Object.values(answers.files).reduce((sum, { entries }) => sum + entries.length, 0)} entries.`);
  }
}

/**
 * One entry a line, so that a difference between two versions of a tool can be read.
 * @param {Answers} answers
 */
function print({ tool, version, files }) {
  const blocks = Object.entries(files).map(([file, { sha256, entries }]) => {
    const lines = entries.map((entry) => `        ${JSON.stringify(entry)}`).join(",\n");
    return `    ${JSON.stringify(file)}: {\n      "sha256": "${sha256}",\n      "entries": [\n${lines}\n      ]\n    }`;
  });
  return `{\n  "tool": ${JSON.stringify(tool)},\n  "version": ${JSON.stringify(version)},\n  "files": {\n${blocks.join(",\n")}\n  }\n}\n`;
}

/** @param {string} file */
async function sha256(file) {
  return createHash("sha256").update(await readFile(file)).digest("hex");
}

/**
 * @param {string[]} files below the fixtures
 * @param {(file: string) => Promise<string[]>} ask
 */
async function askEach(files, ask) {
  /** @type {Answers["files"]} */
  const answers = {};
  for (const file of files) {
    const absolute = path.join(fixtures, file);
    answers[file] = { sha256: await sha256(absolute), entries: await ask(absolute) };
  }
  return answers;
}

/**
 * The output of a tool, or undefined where it is not installed.
 * @param {string} command
 * @param {string[]} args
 * @param {number[]} accepted exit codes
 */
async function output(command, args, accepted = [0]) {
  const onPath = (process.env["PATH"] ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, command)));
  if (!onPath) return undefined;
  const { code, output: text } = await run(command, args, { timeoutMs: 60_000 });
  if (code === null || !accepted.includes(code)) throw new Error(`${command} ended with code ${code}:\n${text}`);
  return text;
}

// ESLint (cyclomatic, nesting, length) and sonarjs (cognitive)

/** @returns {Promise<Answers>} */
async function eslint() {
  const load = await loaderOf("analyzer-eslint", "ESLint", ESLINT);
  const { builtinRules } = await load("eslint/lib/unsupported-api.js");
  const rules = {
    cyclomatic: wholeNode(builtinRules.get("complexity")),
    nesting: builtinRules.get("max-depth"),
    length: wholeNode(builtinRules.get("max-lines-per-function")),
  };
  return { tool: "eslint complexity, max-depth, max-lines-per-function", version: ESLINT.eslint, files: await lintAll(load, rules) };
}

/** @returns {Promise<Answers>} */
async function sonarjs() {
  const load = await loaderOf("analyzer-sonarjs", "sonarjs", SONARJS);
  const plugin = await load("eslint-plugin-sonarjs/lib/src/index.js");
  const rules = { cognitive: (plugin.default ?? plugin).rules["cognitive-complexity"] };
  return { tool: "eslint-plugin-sonarjs cognitive-complexity", version: SONARJS["eslint-plugin-sonarjs"], files: await lintAll(load, rules) };
}

/**
 * @param {string} name
 * @param {string} label
 * @param {Record<string, string>} packages
 * @returns {Promise<(file: string) => Promise<any>>} imports a file below node_modules
 */
async function loaderOf(name, label, packages) {
  const folder = await ensurePart({ name, label, recipe: packages, build: (aside) => installPackages(aside, packages) });
  return (file) => import(pathToFileURL(path.join(folder, "node_modules", file)).href);
}

/**
 * @param {(file: string) => Promise<any>} load
 * @param {Record<string, any>} rules
 */
async function lintAll(load, rules) {
  const { Linter } = await load("eslint/lib/api.js");
  const parser = await load("@typescript-eslint/parser/dist/index.js");
  const config = [{
    files: ["**/*.js", "**/*.mjs", "**/*.ts", "**/*.tsx"],
    languageOptions: { parser: parser.default ?? parser, ecmaVersion: "latest", parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: false },
    plugins: { oracle: { rules } },
    rules: Object.fromEntries(Object.keys(rules).map((name) => [`oracle/${name}`, ["error", 0]])),
  }];
  /** @type {Answers["files"]} */
  const files = {};
  const own = [...SOURCES.typescript, ...SOURCES.javascript].map((file) => [file, path.join(fixtures, file)]);
  for (const [name = "", absolute = ""] of [...own, ...PACKAGE_FILES.map((file) => [`node_modules/${file}`, inRoot("node_modules", file)])]) {
    const text = await readFile(absolute, "utf8");
    const messages = new Linter({ configType: "flat", cwd: path.dirname(absolute) }).verify(text, config, { filename: absolute });
    // Comments that would switch rules off are ignored, and ESLint remarks on it.
    const findings = messages.filter((/** @type {any} */ message) => !/has no effect because you have 'noInlineConfig'/.test(message.message));
    files[name] = { sha256: await sha256(absolute), entries: findings.map((/** @type {any} */ message) => entryOf(name, message)) };
  }
  return files;
}

/**
 * A rule of ESLint that reports the head of a function, made to report all of it, and to take zero as a limit.
 * @param {any} rule
 */
function wholeNode(rule) {
  return {
    ...rule,
    meta: { ...rule.meta, schema: false },
    create: (/** @type {any} */ context) => rule.create(new Proxy({}, { // Not of the context itself, which is frozen.
      get: (_, key) => key === "report"
        ? (/** @type {any} */ report) => context.report({ ...report, loc: report.node.loc })
        : context[key],
    })),
  };
}

/**
 * @param {string} file
 * @param {any} message
 */
function entryOf(file, message) {
  if (message.fatal || message.ruleId === null) throw new Error(`${file}:${message.line}: ${message.message}`);
  const value = /(?:complexity of|from|lines \(|deeply \()\s*(\d+)/.exec(message.message)?.[1];
  if (value === undefined) throw new Error(`No figure in: ${message.message}`);
  return `${message.ruleId.split("/")[1]} ${message.line}:${message.column}-${message.endLine}:${message.endColumn} = ${value}`;
}

// universal-ctags (outlines)

/** @returns {Promise<Answers | undefined>} */
async function ctags() {
  const version = await output("ctags", ["--version"]);
  if (!version?.includes("Universal Ctags")) return undefined;
  const files = await askEach(Object.values(SOURCES).flat(), async (file) => {
    const options = ["--options=NONE", "--output-format=json", "--fields=+nKzZ", "--kinds-all=*", "--langmap=TypeScript:+.tsx", "-o", "-", file];
    const lines = (await output("ctags", options) ?? "").split("\n").filter((line) => line.startsWith("{"));
    const tags = lines.map((line) => JSON.parse(line)).sort((a, b) => a.line - b.line || (a.name < b.name ? -1 : 1));
    // The names that it makes up end with a hash of the path.
    return tags.map(({ name, kind, line, scope }) => `${line} ${kind} ${name.replace(/^(AnonymousFunction)[\da-f]+$/, "$1")}${scope ? ` in ${scope}` : ""}`);
  });
  return { tool: "universal-ctags", version: /\d+(\.\d+)+/.exec(version)?.[0] ?? "", files };
}

// Python: radon (cyclomatic) and cognitive_complexity

const RADON = `
import sys, json, radon
from radon.visitors import ComplexityVisitor
def walk(blocks, found):
    for block in blocks:
        if hasattr(block, 'methods'):
            walk(block.methods, found); walk(block.inner_classes, found)
        else:
            found.append((block.lineno, block.name, block.complexity))
            walk(block.closures, found)
v = ComplexityVisitor.from_code(open(sys.argv[1]).read()); found = []
walk(v.functions, found); walk(v.classes, found)
print(json.dumps({'version': radon.__version__, 'entries': ['%d %s = %d' % entry for entry in sorted(found)]}))
`;

const COGNITIVE = `
import sys, json, ast
from importlib.metadata import version
from cognitive_complexity.api import get_cognitive_complexity
tree = ast.parse(open(sys.argv[1]).read()); found = []
for node in ast.walk(tree):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        found.append((node.lineno, node.name, get_cognitive_complexity(node)))
print(json.dumps({'version': version('cognitive_complexity'), 'entries': ['%d %s = %d' % entry for entry in sorted(found)]}))
`;

const radon = () => askPython("radon", "radon", RADON);
const cognitivePython = () => askPython("cognitive_complexity", "cognitive_complexity (Python)", COGNITIVE);

/**
 * @param {string} module
 * @param {string} tool
 * @param {string} script
 * @returns {Promise<Answers | undefined>}
 */
async function askPython(module, tool, script) {
  const found = await output("python3", ["-c", `import importlib.util as u; print("yes" if u.find_spec("${module}") else "no")`]);
  if (found?.trim() !== "yes") return undefined;
  let version = "";
  const files = await askEach(SOURCES.python, async (file) => {
    const answer = JSON.parse(await output("python3", ["-c", script, file]) ?? "");
    version = answer.version;
    return answer.entries;
  });
  return { tool, version, files };
}

// Go: gocyclo and gocognit

const gocyclo = () => askGo("gocyclo", "0.6.0");
const gocognit = () => askGo("gocognit", "1.2.0");

/**
 * @param {string} tool
 * @param {string} version it cannot be asked for it
 * @returns {Promise<Answers | undefined>}
 */
async function askGo(tool, version) {
  if (await output(tool, ["-over", "100000", fixtures]) === undefined) return undefined;
  const files = await askEach(SOURCES.go, async (file) => {
    const lines = (await output(tool, [file]) ?? "").split("\n").filter((line) => line !== "");
    const found = lines.map((line) => {
      const [, value, name = "", at] = /^(\d+) \S+ (.*?) \S*:(\d+):\d+$/.exec(line) ?? [];
      return { name: name.replace(/^.*\./, ""), line: Number(at), value };
    });
    return found.sort((a, b) => a.line - b.line).map(({ name, line, value }) => `${line} ${name} = ${value}`);
  });
  return { tool, version, files };
}

// Java: Checkstyle

/** @returns {Promise<Answers | undefined>} */
async function checkstyle() {
  const version = await output("checkstyle", ["--version"]);
  if (version === undefined) return undefined;
  const rules = path.join(fixtures, "oracle", "checkstyle.xml");
  const files = await askEach(SOURCES.java, async (file) => {
    // It ends with the number of violations, and every function violates a limit of zero.
    const text = await output("checkstyle", ["-c", rules, file], Array.from({ length: 128 }, (_, code) => code)) ?? "";
    return [...text.matchAll(/:(\d+):\d+: .*?Complexity is (\d+)/g)].map(([, line, value]) => `${line} = ${value}`);
  });
  return { tool: "checkstyle CyclomaticComplexity", version: /\d+(\.\d+)+/.exec(version.replace(/^SLF4J.*$/gm, ""))?.[0] ?? "", files };
}

await main();
