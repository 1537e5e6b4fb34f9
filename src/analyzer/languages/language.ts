import type { SymbolKind } from "./symbolKind";

/** Where the name of a symbol stands below its node. */
export interface NameRule {
  /** Field of the node that holds the name (or, with `then`, the node that does). */
  readonly field?: string;
  /** Field to go on to from there. */
  readonly then?: string;
  /** Every child of that field is a name of its own (`a, b int`). */
  readonly each?: true;
  /** A fixed name for nodes that have none in the source (`static { … }`). */
  readonly literal?: string;
  /** Field to take the name from when `field` is absent (an embedded Go field is named by its type). */
  readonly fallback?: string;
}

/** What a node type declares. Every condition is data; the reader in syntax/ holds the only logic. */
export interface SymbolRule {
  readonly kind: SymbolKind;
  readonly name: NameRule;
  /** Function-like: measured by `complexity`, and the variables inside it are local. `adopted`: only if a declaration outside of functions names it. */
  readonly callable?: true | "adopted";
  /** Symbols inside it are its members. Callables always are containers. */
  readonly container?: true;
  /** Left out inside callables and blocks. */
  readonly variable?: true;
  /** Field whose function or class takes over this node's name (`const f = () => …`). */
  readonly value?: string;
  /** Shown only when that value is a function or class. */
  readonly valueOnly?: true;
  /** Kind that a function adopted through `value` gets. */
  readonly adoptedKind?: SymbolKind;
  /** The range of the symbol is its name, because one node declares several. */
  readonly rangeOfName?: true;
  readonly kindByName?: ReadonlyMap<string, SymbolKind>;
  /** By a keyword among the children (`get`, `set`). */
  readonly kindByToken?: ReadonlyMap<string, SymbolKind>;
  /** By the node type in a field. */
  readonly kindByField?: { readonly field: string; readonly types: ReadonlyMap<string, SymbolKind> };
  /** By the first word of the parent (`const` against `let`). */
  readonly kindByParentWord?: ReadonlyMap<string, SymbolKind>;
  /** By the kind of the nearest enclosing symbol. */
  readonly kindWithin?: ReadonlyMap<SymbolKind, SymbolKind>;
  /** Only a symbol when the nearest enclosing symbol is one of these. */
  readonly onlyWithin?: ReadonlySet<SymbolKind>;
  /** Field and node type that name the owner of a member declared outside of it (a Go receiver). */
  readonly owner?: { readonly field: string; readonly type: string };
}

/** What a node type means for the metrics; see ../README.md for the definitions. */
export interface FlowRule {
  /** Added to the cyclomatic complexity. */
  readonly cyclomatic?: number;
  /** `nested`: 1 + the nesting it stands in; `flat`: 1. */
  readonly cognitive?: "nested" | "flat";
  /** Fields in which the cognitive nesting is one deeper; `all` is the whole node. */
  readonly nests?: readonly string[] | "all";
  /** Counts as one level of statement nesting. */
  readonly level?: true;
  /** An `if`: its alternative is an else (+1) or an else-if (flat, at the same level). */
  readonly alternative?: { readonly field: string; readonly wrapper?: string };
  /** Counts only if this field is there (a parameter with a default). */
  readonly needsField?: string;
  /** Counts only if one of its operator tokens is in the set. */
  readonly needsOperator?: ReadonlySet<string>;
  /** Counts only with a named child of this type (a jump with a label). */
  readonly needsChild?: string;
  /** Does not count when the text of that child (or of the node itself) matches: the default branch. */
  readonly unless?: { readonly child?: string; readonly text: RegExp };
  /** Cyclomatic value by the type of the parent; replaces `cyclomatic`. */
  readonly cyclomaticByParent?: ReadonlyMap<string, number>;
  /** Child in this field never counts by itself (the guard of a Python case). */
  readonly ignores?: string;
  /** Counts one cyclomatic point per child token of this type (Rust let chains). */
  readonly perToken?: string;
  /** A binary expression: logical if its operator is one of the language's. */
  readonly logical?: true;
  /** Its value is evaluated on its own and belongs to no function (a class field's initializer). */
  readonly boundary?: string;
}

export interface LogicalOperators {
  /** Each of these is a decision. */
  readonly cyclomatic: ReadonlySet<string>;
  /** Runs of the same one of these cost one cognitive point. */
  readonly cognitive: ReadonlySet<string>;
  readonly parentheses: string;
}

/** How a direct call looks, for the recursion point of cognitive complexity. */
export interface CallShape {
  readonly type: string;
  readonly field: string;
  /** Names of the object in `this.name()`; the call counts as recursion for methods. */
  readonly self: ReadonlySet<string>;
  /** Field of the call itself that holds the object, where the call has one (Java). */
  readonly object?: string;
  /** Methods call each other by the bare name, and several may have the same one: only as many arguments as parameters count. */
  readonly overloads?: true;
}

export interface Language {
  readonly id: string;
  readonly label: string;
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /** File name of the grammar. */
  readonly grammar: string;
  readonly symbols: ReadonlyMap<string, SymbolRule>;
  /** Node types whose variables are not part of the outline. */
  readonly blocks: readonly string[];
  readonly flow: ReadonlyMap<string, FlowRule>;
  readonly logical: LogicalOperators;
  readonly call: CallShape;
  /** Node types that may stand between a declaration and its value. */
  readonly wrappers: readonly string[];
  /**
   * Whether the cognitive points of a nested function also count for the function around it, one level deeper.
   * `apart` where callbacks are the rule (JavaScript), `included` where the white paper's reading is usual.
   */
  readonly nestedFunctions: "apart" | "included";
  /** A function that only defines one inner function and returns it costs what the inner one does (Python decorators). */
  readonly decorator?: { readonly inner: ReadonlySet<string>; readonly result: string };
}
