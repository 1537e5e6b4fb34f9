// `node test/run/l10n.mjs`: writes l10n/bundle.l10n.json, which translators start from; the static tests ask whether it
// is up to date, and whether every text that people read can be translated.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inRoot } from "./paths.mjs";
import { textReader } from "./texts.mjs";

/** Where texts for people are. The page's are in the same bundle: its host hands it over. */
const SOURCES = /** @type {const} */ ([
  { folder: ["src", "vscode"], kind: "editor" },
  { folder: ["media", "traffic"], kind: "page" },
]);
const BUNDLE = inRoot("l10n", "bundle.l10n.json");

/** Output channels stay English, see there; ids are no texts; words that complete English sentences of the core are English. */
const EXEMPT = new Set(["logs/serverLog.ts", "logs/traceLog.ts", "contributions.ts", "resources/readingWords.ts", "prompts/promptWords.ts"].map((file) => `src/vscode/${file}`));

/** Names are the same in every language. */
const NAMES = new Set([
  // Of products and languages.
  "Wirelight", "Wirelight Trace", "Id", "URI", "← stderr", "wirelight configuration", "TypeScript", "TSX", "JavaScript", "Python", "Go", "Rust", "Java", "Markdown",
  // Of values and files.
  "true", "false", "null", "no folder", "scheme://path", "not a content.txt",
  // Of places: the ids of servers, and what is remembered for them, begin with them.
  "Bundled", "User Settings", "Workspace Settings", "User mcp.json", "Remote mcp.json",
]);

/** @returns {Promise<{ bundle: string, problems: string[] }>} */
async function readSources() {
  const read = await textReader();
  /** @type {Set<string>} */
  const messages = new Set();
  /** @type {string[]} */
  const problems = [];
  for (const { folder, kind } of SOURCES) {
    const files = readdirSync(inRoot(...folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder.join("/")}/${file.replaceAll("\\", "/")}`).filter((file) => file.endsWith(".ts"));
    for (const file of files.toSorted()) {
      const texts = read(readFileSync(inRoot(file), "utf8"), NAMES, kind);
      for (const message of texts.messages) messages.add(message);
      if (!EXEMPT.has(file)) problems.push(...texts.problems.map((problem) => `${file}:${problem}`));
    }
  }
  const bundle = Object.fromEntries([...messages].toSorted(alphabetically).map((message) => [message, message]));
  return { bundle: `${JSON.stringify(bundle, null, 2)}\n`, problems };
}

/**
 * Independent of the language of the machine.
 * @param {string} one
 * @param {string} other
 */
function alphabetically(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** @returns {Promise<{ problem?: string }>} */
export async function checkTranslations() {
  const { bundle, problems } = await readSources();
  let written;
  try {
    written = readFileSync(BUNDLE, "utf8").replaceAll("\r\n", "\n");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  if (written !== bundle) problems.push(`${path.relative(inRoot(), BUNDLE)} is not up to date; run: node test/run/l10n.mjs`);
  return problems.length === 0 ? {} : { problem: problems.join("\n") };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { bundle, problems } = await readSources();
  mkdirSync(path.dirname(BUNDLE), { recursive: true });
  writeFileSync(BUNDLE, bundle);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
