import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { FileAnalyzer } from "../../../../src/analyzer/engine/fileAnalyzer";
import type { Analysis, FileOutcome } from "../../../../src/analyzer/engine/messages";
import type { FunctionComplexity } from "../../../../src/analyzer/syntax/complexityOf";
import type { OutlineOptions, OutlineSymbol } from "../../../../src/analyzer/syntax/outlineOf";
import { inProject } from "../../../support/project";

const modules = inProject("node_modules");

/** Where the wasm files lie in a checkout; beside the bundle they are in `grammars`. */
export const engine = path.join(modules, "web-tree-sitter", "web-tree-sitter.wasm");
export const grammars = path.join(modules, "@vscode", "tree-sitter-wasm", "wasm");
export const fixtures = inProject("test", "fixtures", "analyze");

const analyzer = FileAnalyzer.create(engine, grammars);
const never = (): boolean => false;

/** Analyzes text in this thread, with the real engine. The path only names the language. */
export async function analyzeText(text: string, file: string, analysis: Analysis): Promise<FileOutcome> {
  return (await analyzer).analyze({ path: file, text, named: true }, analysis, never);
}

export async function analyzeFile(file: string, analysis: Analysis, named = true): Promise<FileOutcome> {
  return (await analyzer).analyze({ path: file, named }, analysis, never);
}

export async function outlineText(text: string, file: string, options: OutlineOptions = {}): Promise<OutlineSymbol[]> {
  return decode(await analyzeText(text, file, { kind: "outline", ...options }));
}

export async function complexityText(text: string, file: string): Promise<FunctionComplexity[]> {
  return decode(await analyzeText(text, file, { kind: "complexity" }));
}

export function readFixture(file: string): string {
  return readFileSync(path.join(fixtures, file), "utf8");
}

function decode<Item>(outcome: FileOutcome): Item[] {
  assert.ok(outcome.status === "analyzed", JSON.stringify(outcome));
  return JSON.parse(outcome.json) as Item[];
}
