import { Failure } from "../../base/failure";
import { isJsonObject, type JsonObject } from "../../base/json";
import type { SymbolFigures, SymbolRow } from "./symbolRow";

/**
 * One row for each symbol of a file, in the order of the file, with its figures where it is a function. Functions that
 * the outline does not name (anonymous ones) get rows of their own.
 * @param outline items of the tool `outline`
 * @param complexity items of the tool `complexity`
 * @throws Failure `protocol` for an item that is not what the tools' schemas promise
 */
export function mergeSymbols(outline: readonly unknown[], complexity: readonly unknown[]): readonly SymbolRow[] {
  const symbols = outline.map(outlineRow);
  const byName = new Map<string, number[]>();
  for (const [index, symbol] of symbols.entries()) {
    const same = byName.get(keyOf(symbol));
    if (same) same.push(index);
    else byName.set(keyOf(symbol), [index]);
  }
  const rows: SymbolRow[] = [...symbols];
  const unnamed: SymbolRow[] = [];
  for (const item of complexity) {
    const measured = complexityRow(item);
    // The figures of `const f = () => ...` begin at the arrow, its outline at the name; both lie within the outline.
    const place = byName.get(keyOf(measured))?.find((index) => !rows[index]?.figures && holds(symbols[index], measured));
    const symbol = place === undefined ? undefined : symbols[place];
    if (place !== undefined && symbol) rows[place] = { ...symbol, figures: measured.figures };
    else unnamed.push({ ...measured, depth: depthWithin(symbols, measured) });
  }
  return [...rows, ...unnamed].toSorted((one, other) => one.startLine - other.startLine || other.endLine - one.endLine);
}

function outlineRow(item: unknown): SymbolRow {
  const at = reader("outline", item);
  const range = at.object("range");
  const inner = reader("outline", range);
  return {
    name: at.text("name"),
    kind: at.text("kind"),
    container: at.parent(),
    depth: at.number("depth"),
    startLine: at.number("selectionLine"),
    // The end is exclusive, so a range that ends at the first column ends with the line before.
    endLine: Math.max(at.number("selectionLine"), inner.number("endColumn") === 1 ? inner.number("endLine") - 1 : inner.number("endLine")),
    figures: undefined,
  };
}

function complexityRow(item: unknown): SymbolRow {
  const at = reader("complexity", item);
  const figures: SymbolFigures = { cyclomatic: at.number("cyclomatic"), cognitive: at.number("cognitive"), nesting: at.number("nesting"), length: at.number("length") };
  return { name: at.text("name"), kind: at.text("kind"), container: at.parent(), depth: 1, startLine: at.number("startLine"), endLine: at.number("endLine"), figures };
}

function keyOf({ container, name, kind }: SymbolRow): string {
  return JSON.stringify([container, name, kind]);
}

function holds(outer: SymbolRow | undefined, inner: SymbolRow): boolean {
  return outer !== undefined && inner.endLine <= outer.endLine && inner.endLine >= outer.startLine;
}

function depthWithin(symbols: readonly SymbolRow[], row: SymbolRow): number {
  let depth = 0;
  for (const symbol of symbols) if (symbol.startLine <= row.startLine && row.endLine <= symbol.endLine) depth = Math.max(depth, symbol.depth);
  return depth + 1;
}

interface Reader {
  text(name: string): string;
  number(name: string): number;
  object(name: string): JsonObject;
  /** Empty at the top of the file. */
  parent(): string;
}

function reader(tool: string, item: unknown): Reader {
  const object = isJsonObject(item) ? item : {};
  const wrong = (name: string): Failure => new Failure("protocol", `An item of the result of "${tool}" has no valid "${name}".`);
  return {
    text(name) {
      const value = object[name];
      if (typeof value !== "string") throw wrong(name);
      return value;
    },
    number(name) {
      const value = object[name];
      if (typeof value !== "number") throw wrong(name);
      return value;
    },
    object(name) {
      const value = object[name];
      if (!isJsonObject(value)) throw wrong(name);
      return value;
    },
    parent: () => (typeof object.parent === "string" ? object.parent : ""),
  };
}
