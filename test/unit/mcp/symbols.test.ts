import { strict as assert } from "node:assert";
import { Failure } from "../../../src/core/base/failure";
import { readAnalysisPage } from "../../../src/core/mcp/analysis/analysisPage";
import { mergeSymbols } from "../../../src/core/mcp/analysis/mergeSymbols";
import { sortSymbols, type SymbolOrder } from "../../../src/core/mcp/analysis/sortSymbols";
import type { SymbolRow } from "../../../src/core/mcp/analysis/symbolRow";

type Lines = readonly [start: number, end: number];

function outline(name: string, kind: string, [startLine, endLine]: Lines, parent: string | null = null): object {
  const depth = parent === null ? 1 : parent.split(".").length + 1;
  return { path: "a.ts", name, kind, range: { startLine, startColumn: 1, endLine, endColumn: 2 }, selectionLine: startLine, selectionColumn: 1, depth, parent, signature: name };
}

function complexity(name: string, kind: string, [startLine, endLine]: Lines, figures: readonly [number, number, number], parent: string | null = null): object {
  const [cyclomatic, cognitive, nesting] = figures;
  return { path: "a.ts", name, kind, parent, startLine, startColumn: 1, endLine, cyclomatic, cognitive, nesting, length: endLine - startLine + 1 };
}

const ROWS = mergeSymbols(
  [outline("Shop", "class", [1, 20]), outline("price", "method", [2, 9], "Shop"), outline("tax", "method", [10, 12], "Shop"), outline("LIMIT", "constant", [22, 22])],
  [complexity("price", "method", [2, 9], [5, 4, 1], "Shop"), complexity("tax", "method", [10, 12], [2, 9, 3], "Shop"), complexity("(anonymous)", "function", [3, 4], [1, 0, 0], "Shop.price")],
);

function names(rows: readonly SymbolRow[]): string {
  return rows.map((row) => row.name).join(" ");
}

describe("symbols of a file", () => {
  it("puts the figures to the symbols they belong to, and unnamed functions between them", () => {
    assert.equal(names(ROWS), "Shop price (anonymous) tax LIMIT");
    assert.deepEqual(ROWS.map((row) => row.figures?.cyclomatic), [undefined, 5, 1, 2, undefined]);
    assert.deepEqual(ROWS.map((row) => row.depth), [1, 2, 3, 2, 1]);
  });

  it("keeps functions of the same name apart", () => {
    const rows = mergeSymbols(
      [outline("run", "method", [2, 4], "A"), outline("run", "method", [12, 14], "B"), outline("go", "function", [20, 22]), outline("go", "function", [24, 26])],
      [
        complexity("run", "method", [12, 14], [7, 0, 0], "B"), complexity("run", "method", [2, 4], [3, 0, 0], "A"),
        complexity("go", "function", [24, 26], [9, 0, 0]), complexity("go", "function", [20, 22], [8, 0, 0]),
      ],
    );
    assert.deepEqual(rows.map((row) => [row.startLine, row.figures?.cyclomatic]), [[2, 3], [12, 7], [20, 8], [24, 9]]);
  });

  it("gives a function value its figures although they begin on a later line than its name", () => {
    const [row] = mergeSymbols([outline("f", "function", [1, 6])], [complexity("f", "function", [2, 6], [4, 0, 0])]);
    assert.deepEqual([row?.startLine, row?.figures?.cyclomatic], [1, 4]);
  });

  it("sorts by each figure, the highest first, and leaves the rest in the order of the file", () => {
    const sorted = (order: SymbolOrder): string => names(sortSymbols(ROWS, order).rows);
    assert.equal(sorted("cyclomatic"), "price tax (anonymous)");
    assert.equal(sorted("cognitive"), "tax price (anonymous)");
    assert.equal(sorted("nesting"), "tax price (anonymous)");
    assert.equal(sorted("length"), "price tax (anonymous)");
    assert.equal(sorted("position"), "Shop price (anonymous) tax LIMIT");
    assert.equal(names(sortSymbols(ROWS, "length").rest), "Shop LIMIT");
    assert.deepEqual(sortSymbols(ROWS, "position").rest, []);
  });

  it("says which member of an item is wrong", () => {
    assert.throws(() => mergeSymbols([{ name: "x" }], []), (error) => error instanceof Failure && error.kind === "protocol" && /"outline" has no valid "range"/.test(error.message));
  });

  it("reads a page with its cursor, its warnings and why a file was skipped", () => {
    const coverage = { filesAnalyzed: 0, filesSkipped: 1, filesOfOtherLanguages: 0, skipped: [{ path: "a.ts", reason: "larger than 1 MB" }] };
    const structuredContent = { items: [1], total: 2, truncated: true, nextCursor: "c", coverage, warnings: ["w"] };
    const page = readAnalysisPage("outline", { isError: false, content: [], structuredContent, raw: {} });
    assert.deepEqual(page, { items: [1], nextCursor: "c", warnings: ["w"], skipped: "larger than 1 MB" });
  });

  it("turns a tool error and a result without items into failures", () => {
    const fails = (kind: string, message: RegExp) => (error: unknown): boolean => error instanceof Failure && error.kind === kind && message.test(error.message);
    const error = { isError: true, content: [{ type: "text", text: "no grammar" }], structuredContent: undefined, raw: {} };
    assert.throws(() => readAnalysisPage("outline", error), fails("tool", /^no grammar$/));
    assert.throws(() => readAnalysisPage("outline", { ...error, isError: false }), fails("protocol", /no list of items/));
  });
});
