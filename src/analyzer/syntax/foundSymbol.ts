import type { Node } from "web-tree-sitter";
import type { SymbolRule } from "../languages/language";
import type { SymbolKind } from "../languages/symbolKind";

/** A symbol in one parsed file. Lives no longer than its tree. */
export interface FoundSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Names of the enclosing symbols joined with dots, or null at the top. */
  readonly parent: string | null;
  /** 1 at the top of the file. */
  readonly depth: number;
  /** The node whose range is the symbol's. */
  readonly node: Node;
  /** The node to jump to. */
  readonly nameNode: Node;
  /** The node with the header and body: differs from `node` for `const f = () => …`. */
  readonly valueNode: Node;
  readonly rule: SymbolRule;
}
