import type { Node } from "web-tree-sitter";

/** Lines and columns are 1-based; columns count UTF-16 code units; the end is exclusive. */
export interface SourceRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function rangeOf(node: Node): SourceRange {
  const { startPosition: start, endPosition: end } = node;
  return { startLine: start.row + 1, startColumn: start.column + 1, endLine: end.row + 1, endColumn: end.column + 1 };
}
