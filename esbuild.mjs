// Bundles the product (`node esbuild.mjs [--dev]`) or the tests (`node esbuild.mjs tests`).
import { chmod, copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, "dist");

const common = /** @satisfies {import('esbuild').BuildOptions} */ (/** @type {const} */ ({
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  charset: "utf8",
  logLevel: "warning",
  metafile: true,
}));

const PROGRAMS = {
  extension: "src/vscode/extension.ts",
  edge: "src/vscode/edge.ts",
  cli: "src/cli/main.ts",
  reaper: "src/node/reaperMain.ts",
  analyzer: "src/analyzer/main.ts",
  analyzerWorker: "src/analyzer/worker.ts",
};

/** What runs in a webview. */
const PAGES = { traffic: "media/traffic/main.ts" };

const LANGUAGES = ["typescript", "tsx", "javascript", "python", "go", "rust", "java"];

/** @param {boolean} dev */
async function buildProduct(dev) {
  const programs = Object.entries(PROGRAMS).map(([name, source]) => buildProgram(name, source, dev));
  const pages = Object.entries(PAGES).map(([name, source]) => buildPage(name, source, dev));
  const results = await Promise.all([...programs, ...pages]);
  const written = new Set(results.flatMap(outputsOf));
  for (const file of await copyGrammars()) written.add(file);
  written.add(await writeNotices(results.flatMap((result) => Object.keys(result.metafile.inputs))));
  await removeOthers(dist, written);
}

/**
 * @param {string} name
 * @param {string} source
 * @param {boolean} dev
 */
async function buildProgram(name, source, dev) {
  const outfile = path.join(dist, `${name}.js`);
  const result = await build({
    ...common,
    entryPoints: [source],
    outfile,
    minify: !dev,
    sourcemap: dev ? "linked" : false,
    legalComments: "none", // Their texts go into the notices file, once.
    // The edge is loaded by the extension when it is needed, so that the activation does not wait for its code.
    external: ["vscode", "./edge"],
    // As a `require`: the extension host hands out `vscode` to those.
    supported: name === "extension" ? { "dynamic-import": false } : {},
    plugins: [vscodeOnce],
    mainFields: ["module", "main"],
    // Its ESM build asks for `import.meta.url`, which a CommonJS bundle does not have.
    alias: {
      "web-tree-sitter": path.join(root, "node_modules", "web-tree-sitter", "web-tree-sitter.cjs"),
      // 150 kB of JSON Schema compiler that the bundled server does not need; the stand-in says why.
      "@modelcontextprotocol/server/_shims": path.join(root, "src", "analyzer", "sdkShims.ts"),
    },
    banner: name === "cli" ? { js: "#!/usr/bin/env node" } : {},
  });
  if (name === "cli") await chmod(outfile, 0o755);
  return result;
}

/**
 * A page's script and, from the style sheet of the same name beside it, its styles.
 * @param {string} name
 * @param {string} source
 * @param {boolean} dev
 */
function buildPage(name, source, dev) {
  return build({
    ...common,
    platform: "browser",
    // The Chromium of the oldest VS Code that we run in, and what else may show its workbench in a browser.
    target: ["chrome134", "firefox128", "safari17.4"],
    format: "iife",
    entryPoints: [source, path.posix.join(path.posix.dirname(source), `${name}.css`)].map((file) => ({ in: file, out: name })),
    outdir: dist,
    minify: !dev,
    // A webview may not load a map from elsewhere.
    sourcemap: dev ? "inline" : false,
    legalComments: "none",
  });
}

/**
 * Every module that imports `vscode` would copy its whole API when it is loaded; through one module they share one copy.
 * @type {import('esbuild').Plugin}
 */
const vscodeOnce = {
  name: "vscode-once",
  setup: (plugin) => {
    plugin.onResolve({ filter: /^vscode$/ }, ({ namespace }) => (namespace === "vscode-once" ? { path: "vscode", external: true } : { path: "vscode", namespace: "vscode-once" }));
    plugin.onLoad({ filter: /^vscode$/, namespace: "vscode-once" }, () => ({ contents: 'export * from "vscode";', resolveDir: root }));
  },
};

async function copyGrammars() {
  const target = path.join(dist, "grammars");
  await mkdir(target, { recursive: true });
  const modules = path.join(root, "node_modules");
  const sources = LANGUAGES.map((language) => path.join(modules, "@vscode", "tree-sitter-wasm", "wasm", `tree-sitter-${language}.wasm`));
  sources.push(path.join(modules, "web-tree-sitter", "web-tree-sitter.wasm"));
  return Promise.all(sources.map(async (source) => {
    const copy = path.join(target, path.basename(source));
    await copyFile(source, copy);
    return copy;
  }));
}

/**
 * The licences of everything that is bundled, as they ask for.
 * @param {string[]} inputs the bundled files
 */
async function writeNotices(inputs) {
  const names = new Set(["@vscode/tree-sitter-wasm", "web-tree-sitter"]);
  for (const input of inputs) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name) names.add(name);
  }
  const sections = await Promise.all([...names].sort().map(noticeOf));
  const file = path.join(dist, "THIRD-PARTY-NOTICES.txt");
  await writeFile(file, `Wirelight contains the following software.\n\n${sections.join("\n")}`);
  return file;
}

/** @param {string} name */
async function noticeOf(name) {
  const folder = path.join(root, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file ? await readFile(path.join(folder, file), "utf8") : `Licence: ${license}\n`;
  return `==== ${name} ${version} (${license}) ====\n${text}`;
}

/** Test files, and what is started as a program of its own: host entry, benchmarks, test servers. */
const TESTS = /^(unit\/.*\.test|(host|ui|bench|support|fixtures\/servers)\/.*)(?<!\.d)\.ts$/;

async function buildTests() {
  const entries = await readdir(path.join(root, "test"), { recursive: true });
  const sources = entries.map((entry) => entry.replaceAll("\\", "/")).filter((entry) => TESTS.test(entry));
  const outdir = path.join(root, "out", "test");
  const result = await build({
    ...common,
    entryPoints: sources.map((source) => `test/${source}`),
    outbase: "test",
    outdir,
    sourcemap: "inline",
    packages: "external",
    external: ["vscode"],
    plugins: [scriptsStayOutside],
  });
  // A test whose source is gone must not be found and run any more.
  await removeOthers(outdir, new Set(outputsOf(result)));
}

/**
 * The run scripts are loaded from where they are, since they find the checkout by their own place.
 * @type {import('esbuild').Plugin}
 */
const scriptsStayOutside = {
  name: "scripts-stay-outside",
  setup: (plugin) => {
    plugin.onResolve({ filter: /^\..*\.mjs$/ }, ({ path: name, resolveDir }) => ({ path: path.resolve(resolveDir, name), external: true }));
  },
};

/**
 * @param {{ metafile: import('esbuild').Metafile }} result
 * @returns {string[]} absolute files
 */
function outputsOf(result) {
  return Object.keys(result.metafile.outputs).map((file) => path.resolve(root, file));
}

/**
 * @param {string} folder
 * @param {Set<string>} keep absolute files
 */
async function removeOthers(folder, keep) {
  if (!existsSync(folder)) return;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !keep.has(file)) await rm(file);
  }
}

/** @param {string[]} args */
async function main(args) {
  const [target, ...rest] = args.filter((argument) => argument !== "--dev");
  if (rest.length > 0 || (target !== undefined && target !== "tests")) {
    console.error("Usage: node esbuild.mjs [tests] [--dev]");
    return 2;
  }
  try {
    await (target === "tests" ? buildTests() : buildProduct(args.includes("--dev")));
    return 0;
  } catch (error) {
    // What esbuild finds wrong in the sources it has printed already.
    if (!(error instanceof Error && "errors" in error)) throw error;
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
