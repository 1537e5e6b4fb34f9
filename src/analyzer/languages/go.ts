import type { FlowRule, Language, SymbolRule } from "./language";

const symbols: readonly (readonly [string, SymbolRule])[] = [
  ["function_declaration", { kind: "function", name: { field: "name" }, callable: true }],
  [
    "method_declaration",
    { kind: "method", name: { field: "name" }, callable: true, owner: { field: "receiver", type: "type_identifier" } },
  ],
  ["func_literal", { kind: "function", name: {}, callable: "adopted" }],
  [
    "type_spec",
    {
      kind: "type",
      name: { field: "name" },
      container: true,
      kindByField: {
        field: "type",
        types: new Map([
          ["struct_type", "struct"],
          ["interface_type", "interface"],
        ]),
      },
    },
  ],
  ["type_alias", { kind: "type", name: { field: "name" } }],
  ["field_declaration", { kind: "field", name: { field: "name", each: true, fallback: "type" }, container: true, variable: true }],
  ["method_elem", { kind: "method", name: { field: "name" }, variable: true }],
  ["const_spec", { kind: "constant", name: { field: "name", each: true }, variable: true }],
  ["var_spec", { kind: "variable", name: { field: "name", each: true }, variable: true, value: "value" }],
];

/** Cyclomatic points are those of gocyclo, cognitive ones those of gocognit. */
const flow: readonly (readonly [string, FlowRule])[] = [
  [
    "if_statement",
    {
      cyclomatic: 1,
      cognitive: "nested",
      nests: ["consequence"],
      level: true,
      alternative: { field: "alternative" },
    },
  ],
  ["for_statement", { cyclomatic: 1, cognitive: "nested", nests: ["body"], level: true }],
  ["expression_switch_statement", { cognitive: "nested", nests: "all", level: true }],
  ["type_switch_statement", { cognitive: "nested", nests: "all", level: true }],
  ["select_statement", { cognitive: "nested", nests: "all", level: true }],
  ["expression_case", { cyclomatic: 1 }],
  ["type_case", { cyclomatic: 1 }],
  ["communication_case", { cyclomatic: 1 }],
  ["binary_expression", { logical: true }],
  ["break_statement", { cognitive: "flat", needsChild: "label_name" }],
  ["continue_statement", { cognitive: "flat", needsChild: "label_name" }],
  ["goto_statement", { cognitive: "flat" }],
  ["func_literal", { nests: ["body"] }],
];

export const go: Language = {
  id: "go",
  label: "Go",
  extensions: [".go"],
  grammar: "tree-sitter-go.wasm",
  symbols: new Map(symbols),
  blocks: [],
  flow: new Map(flow),
  logical: {
    cyclomatic: new Set(["&&", "||"]),
    cognitive: new Set(["&&", "||"]),
    parentheses: "parenthesized_expression",
  },
  call: { type: "call_expression", field: "function", self: new Set() },
  wrappers: ["expression_list", "parenthesized_expression"],
  nestedFunctions: "included",
};
