import type { Tree } from "web-tree-sitter";
import type { Language } from "../languages/language";
import type { SymbolKind } from "../languages/symbolKind";
import { rangeOf, type SourceRange } from "./sourceRange";
import { signatureOf } from "./signatureOf";
import { SymbolReader } from "./symbolReader";
import { memoize } from "./memoize";
import { NodeTypes, visitNodes } from "./visitNodes";

const typesOf = memoize((language: Language) => new NodeTypes(SymbolReader.typesFor(language)));

/** One symbol of a file, ready to be sent. */
export interface OutlineSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly range: SourceRange;
  readonly selectionLine: number;
  readonly selectionColumn: number;
  readonly depth: number;
  readonly parent: string | null;
  readonly signature: string;
}

export interface OutlineOptions {
  /** Deepest level to report; 1 is the top of the file. */
  readonly depth?: number | undefined;
  readonly kinds?: readonly SymbolKind[] | undefined;
}

/** The symbols of a parsed file in the order of their positions. Undefined when `cancelled` said so. */
export function outlineOf(
  tree: Tree,
  source: string,
  language: Language,
  options: OutlineOptions,
  cancelled: () => boolean,
): OutlineSymbol[] | undefined {
  const reader = new SymbolReader(language, source);
  const kinds = options.kinds === undefined ? undefined : new Set(options.kinds);
  const result: OutlineSymbol[] = [];
  const assigned = new Set<string>();
  const finished = visitNodes(tree, typesOf(language), cancelled, (node, type) => {
    for (const symbol of reader.visit(node, type).symbols) {
      if (repeats(symbol.rule.variable === true, `${symbol.parent}\n${symbol.name}`, assigned)) {
        continue;
      }
      if (symbol.depth > (options.depth ?? Infinity) || kinds?.has(symbol.kind) === false) {
        continue;
      }
      const { row, column } = symbol.nameNode.startPosition;
      result.push({
        name: symbol.name,
        kind: symbol.kind,
        range: rangeOf(symbol.node),
        selectionLine: row + 1,
        selectionColumn: column + 1,
        depth: symbol.depth,
        parent: symbol.parent,
        signature: signatureOf(symbol, source),
      });
    }
  });
  return finished ? result.toSorted(byPosition) : undefined;
}

/** A variable that is assigned again (Python has no declarations) is listed where it first appears. */
function repeats(variable: boolean, key: string, assigned: Set<string>): boolean {
  if (!variable) {
    return false;
  }
  const again = assigned.has(key);
  assigned.add(key);
  return again;
}

function byPosition(a: OutlineSymbol, b: OutlineSymbol): number {
  return a.range.startLine - b.range.startLine || a.range.startColumn - b.range.startColumn || a.depth - b.depth;
}
