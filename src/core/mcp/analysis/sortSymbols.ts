import type { SymbolRow } from "./symbolRow";

export const SYMBOL_ORDERS = ["cyclomatic", "cognitive", "nesting", "length", "position"] as const;

/** By a figure, the highest first, or as they stand in the file. */
export type SymbolOrder = (typeof SYMBOL_ORDERS)[number];

/** Sorted rows: those the order applies to, and the rest (symbols without figures) as they stand in the file. */
export interface SortedSymbols {
  readonly rows: readonly SymbolRow[];
  readonly rest: readonly SymbolRow[];
}

/** Equal figures keep the order of the file. */
export function sortSymbols(symbols: readonly SymbolRow[], order: SymbolOrder): SortedSymbols {
  const inFile = symbols.toSorted((one, other) => one.startLine - other.startLine || other.endLine - one.endLine);
  if (order === "position") return { rows: inFile, rest: [] };
  const figure = (row: SymbolRow): number => row.figures?.[order] ?? 0;
  return {
    rows: inFile.filter((row) => row.figures).toSorted((one, other) => figure(other) - figure(one)),
    rest: inFile.filter((row) => !row.figures),
  };
}
