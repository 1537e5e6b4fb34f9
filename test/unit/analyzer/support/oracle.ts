import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { FunctionComplexity } from "../../../../src/analyzer/syntax/complexityOf";
import { inProject } from "../../../support/project";
import { complexityText, fixtures, outlineText } from "./analyzed";

type Metric = "cyclomatic" | "cognitive" | "nesting" | "length";

interface Answers {
  readonly tool: string;
  readonly version: string;
  readonly files: { readonly [file: string]: { readonly sha256: string; readonly entries: readonly string[] } };
}

/** What a tool says and we do not, or the other way round: `theirs | ours`. */
export type Differences = readonly string[];

function load(oracle: string): Answers {
  return JSON.parse(readFileSync(path.join(fixtures, "oracle", `${oracle}.json`), "utf8")) as Answers;
}

/** The text an oracle was asked about; fails if it has changed since. */
function textOf(file: string, sha256: string): string {
  const bytes = readFileSync(file.startsWith("node_modules/") ? inProject(...file.split("/")) : path.join(fixtures, file));
  const now = createHash("sha256").update(bytes).digest("hex");
  assert.equal(now, sha256, `${file} has changed; ask the oracles again: node test/run/oracle-analyzer.mjs`);
  return bytes.toString("utf8");
}

async function compareEach(oracle: string, compare: (file: string, text: string, entries: readonly string[]) => Promise<string[]>): Promise<Map<string, Differences>> {
  const result = new Map<string, Differences>();
  for (const [file, { sha256, entries }] of Object.entries(load(oracle).files)) {
    const differences = await compare(file, textOf(file, sha256), entries);
    if (differences.length > 0) result.set(file, differences);
  }
  return result;
}

/** Tools that name a function by the line it begins in. */
export function compareByLine(oracle: string, metric: Metric): Promise<Map<string, Differences>> {
  return compareEach(oracle, async (file, text, entries) => {
    const functions = await complexityText(text, file);
    return entries.flatMap((entry) => {
      const [, line, name, value] = /^(\d+)(?: (\S+))? = (\d+)$/.exec(entry) ?? assert.fail(`not understood: ${entry}`);
      const ours = functions.filter((one) => one.startLine === Number(line) && (name === undefined || one.name === name));
      return ours.length === 1 && ours[0]?.[metric] === Number(value) ? [] : [`${entry} | ${ours.map((one) => one[metric]).join(", ") || "nothing"}`];
    });
  });
}

interface Located {
  readonly entry: string;
  readonly metric: string;
  readonly line: number;
  readonly column: number;
  readonly end: string;
  readonly value: number;
}

function locate(entry: string): Located {
  const [, metric = "", line, column, end = "", value] = /^(\w+) (\d+):(\d+)-(\d+:\d+) = (\d+)$/.exec(entry) ?? assert.fail(`not understood: ${entry}`);
  return { entry, metric, line: Number(line), column: Number(column), end, value: Number(value) };
}

function startsBefore(one: FunctionComplexity, line: number, column: number): boolean {
  return one.startLine < line || (one.startLine === line && one.startColumn <= column);
}

/** The innermost function around a position; before a function's own start stands the key of a property. */
function functionAt(functions: readonly FunctionComplexity[], { line, column }: Located): FunctionComplexity | undefined {
  const around = functions.filter((one) => startsBefore(one, line, column) && (one.endLine > line || (one.endLine === line && one.endColumn > column)));
  const keyed = functions.find((one) => one.startLine === line && one.startColumn > column);
  return keyed !== undefined && !around.some((one) => one.startLine === line) ? keyed : around.at(-1);
}

/** Cognitive complexity of sonarjs, which reports the name of a function or another token of its head. */
export function compareSonar(): Promise<Map<string, Differences>> {
  return compareEach("sonarjs", async (file, text, entries) => {
    const functions = await complexityText(text, file);
    const seen = new Set<FunctionComplexity>();
    const differences = entries.flatMap((entry) => {
      const located = locate(entry);
      const ours = functionAt(functions, located);
      if (ours !== undefined) seen.add(ours);
      return ours?.cognitive === located.value ? [] : [`${entry} | ${ours?.cognitive ?? "nothing"}`];
    });
    // It is silent about functions that cost nothing.
    const silent = functions.filter((one) => one.cognitive > 0 && !seen.has(one));
    return [...differences, ...silent.map((one) => `nothing | ${one.startLine} ${one.name} = ${one.cognitive}`)];
  });
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Cyclomatic complexity and length of ESLint, whose nodes end where ours do. Several arrow functions may end together. */
export function compareEslint(metric: "cyclomatic" | "length"): Promise<Map<string, Differences>> {
  return compareEach("eslint", async (file, text, entries) => {
    const functions = await complexityText(text, file);
    const theirs = groupBy(entries.map(locate).filter((entry) => entry.metric === metric), (entry) => entry.end);
    const ours = groupBy(functions, (one) => `${one.endLine}:${one.endColumn}`);
    return [...new Set([...theirs.keys(), ...ours.keys()])].flatMap((end) => {
      const expected = (theirs.get(end) ?? []).toSorted((a, b) => b.line - a.line || b.column - a.column);
      const actual = (ours.get(end) ?? []).toSorted((a, b) => b.startLine - a.startLine || b.startColumn - a.startColumn);
      const pairs = Array.from({ length: Math.max(expected.length, actual.length) }, (_, index) => [expected[index], actual[index]] as const);
      // ESLint does not measure the length of functions that are called where they stand.
      const left = metric === "length" ? pairs.filter(([entry]) => entry !== undefined) : pairs;
      return left.flatMap(([entry, one]) => (entry?.value === one?.[metric] ? [] : [`${entry?.entry ?? "nothing"} | ${one?.[metric] ?? "nothing"}`]));
    });
  });
}

/** ESLint reports every block with its depth; a function is as deep as its deepest. */
export function compareNesting(): Promise<Map<string, Differences>> {
  return compareEach("eslint", async (file, text, entries) => {
    const functions = await complexityText(text, file);
    const deepest = new Map<FunctionComplexity, number>();
    for (const located of entries.map(locate).filter((entry) => entry.metric === "nesting")) {
      const around = functions.filter((one) => startsBefore(one, located.line, located.column) && (one.endLine > located.line || (one.endLine === located.line && one.endColumn > located.column))).at(-1);
      if (around !== undefined) deepest.set(around, Math.max(deepest.get(around) ?? 0, located.value));
    }
    return functions.filter((one) => one.nesting !== (deepest.get(one) ?? 0)).map((one) => `${one.startLine} ${one.name} = ${deepest.get(one) ?? 0} | ${one.nesting}`);
  });
}

/** Kinds of ctags that an outline does not list. */
const NOT_LISTED: ReadonlySet<string> = new Set(["parameter", "local", "receiver", "package", "import", "unknown", "packageName"]);

/** Outlines: what ctags lists and we do not (`-`), what we list and ctags does not (`+`). */
export function compareCtags(): Promise<Map<string, Differences>> {
  return compareEach("ctags", async (file, text, entries) => {
    const ours = (await outlineText(text, file)).map((symbol) => `${symbol.selectionLine} ${symbol.name}`);
    const theirs = entries.map((entry) => {
      const [, line = "", kind = "", name = ""] = /^(\d+) (\S+) (.*?)(?: in .*)?$/.exec(entry) ?? assert.fail(`not understood: ${entry}`);
      return { key: `${line} ${name}`, kind, entry };
    });
    const wanted = theirs.filter(({ kind }) => !NOT_LISTED.has(kind));
    const missing = wanted.filter(({ key }) => !ours.includes(key)).map(({ entry }) => `- ${entry}`);
    const extra = ours.filter((key) => !theirs.some((entry) => entry.key === key)).map((key) => `+ ${key}`);
    return [...missing, ...extra];
  });
}
