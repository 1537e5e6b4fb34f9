import type { FlowRule, Language, SymbolRule } from "./language";
import type { SymbolKind } from "./symbolKind";

const methodOwners: ReadonlyMap<SymbolKind, SymbolKind> = new Map([
  ["impl", "method"],
  ["trait", "method"],
]);

const symbols: readonly (readonly [string, SymbolRule])[] = [
  ["mod_item", { kind: "module", name: { field: "name" }, container: true }],
  ["struct_item", { kind: "struct", name: { field: "name" }, container: true }],
  ["union_item", { kind: "union", name: { field: "name" }, container: true }],
  ["enum_item", { kind: "enum", name: { field: "name" }, container: true }],
  ["enum_variant", { kind: "enumMember", name: { field: "name" }, container: true }],
  ["field_declaration", { kind: "field", name: { field: "name" } }],
  ["trait_item", { kind: "trait", name: { field: "name" }, container: true }],
  ["impl_item", { kind: "impl", name: { field: "type" }, container: true }],
  ["function_item", { kind: "function", name: { field: "name" }, callable: true, kindWithin: methodOwners }],
  ["function_signature_item", { kind: "function", name: { field: "name" }, kindWithin: methodOwners }],
  ["const_item", { kind: "constant", name: { field: "name" }, variable: true }],
  ["static_item", { kind: "variable", name: { field: "name" }, variable: true }],
  ["type_item", { kind: "type", name: { field: "name" } }],
  ["associated_type", { kind: "type", name: { field: "name" } }],
  ["macro_definition", { kind: "macro", name: { field: "name" } }],
];

const loop: FlowRule = { cyclomatic: 1, cognitive: "nested", nests: ["body"], level: true };

/** Closures belong to the function around them; `?` and `let … else` are not counted (see ../README.md). */
const flow: readonly (readonly [string, FlowRule])[] = [
  [
    "if_expression",
    {
      cyclomatic: 1,
      cognitive: "nested",
      nests: ["consequence"],
      level: true,
      alternative: { field: "alternative", wrapper: "else_clause" },
    },
  ],
  ["for_expression", loop],
  ["while_expression", loop],
  ["loop_expression", loop],
  ["match_expression", { cognitive: "nested", nests: ["body"], level: true }],
  ["match_arm", { cyclomatic: 1, unless: { child: "match_pattern", text: /^_$/ } }],
  ["binary_expression", { logical: true }],
  ["let_chain", { perToken: "&&", cognitive: "flat" }],
  ["break_expression", { cognitive: "flat", needsChild: "label" }],
  ["continue_expression", { cognitive: "flat", needsChild: "label" }],
  ["closure_expression", { nests: ["body"] }],
];

export const rust: Language = {
  id: "rust",
  label: "Rust",
  extensions: [".rs"],
  grammar: "tree-sitter-rust.wasm",
  symbols: new Map(symbols),
  blocks: [],
  flow: new Map(flow),
  logical: {
    cyclomatic: new Set(["&&", "||"]),
    cognitive: new Set(["&&", "||"]),
    parentheses: "parenthesized_expression",
  },
  call: { type: "call_expression", field: "function", self: new Set(["self", "Self"]) },
  wrappers: [],
  nestedFunctions: "included",
};
