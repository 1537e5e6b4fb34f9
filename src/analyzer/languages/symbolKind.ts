/** Every kind of symbol that `outline` can report, over all languages. */
export const symbolKinds = [
  "annotation",
  "class",
  "constant",
  "constructor",
  "enum",
  "enumMember",
  "field",
  "function",
  "getter",
  "impl",
  "initializer",
  "interface",
  "macro",
  "method",
  "module",
  "namespace",
  "property",
  "record",
  "setter",
  "struct",
  "trait",
  "type",
  "union",
  "variable",
] as const;

export type SymbolKind = (typeof symbolKinds)[number];
