import type { FlowRule, Language, SymbolRule } from "./language";

const symbols: readonly (readonly [string, SymbolRule])[] = [
  ["class_declaration", { kind: "class", name: { field: "name" }, container: true }],
  ["interface_declaration", { kind: "interface", name: { field: "name" }, container: true }],
  ["annotation_type_declaration", { kind: "annotation", name: { field: "name" }, container: true }],
  ["enum_declaration", { kind: "enum", name: { field: "name" }, container: true }],
  ["record_declaration", { kind: "record", name: { field: "name" }, container: true }],
  ["enum_constant", { kind: "enumMember", name: { field: "name" }, container: true }],
  ["method_declaration", { kind: "method", name: { field: "name" }, callable: true }],
  ["constructor_declaration", { kind: "constructor", name: { field: "name" }, callable: true }],
  ["compact_constructor_declaration", { kind: "constructor", name: { field: "name" }, callable: true }],
  ["annotation_type_element_declaration", { kind: "method", name: { field: "name" } }],
  ["static_initializer", { kind: "initializer", name: { literal: "<static>" }, callable: true }],
  ["field_declaration", { kind: "field", name: { field: "declarator", each: true, then: "name" }, variable: true }],
  ["constant_declaration", { kind: "constant", name: { field: "declarator", each: true, then: "name" }, variable: true }],
];

const loop: FlowRule = { cyclomatic: 1, cognitive: "nested", nests: ["body"], level: true };

/** Cyclomatic points are those of Checkstyle's CyclomaticComplexity. */
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
  ["for_statement", loop],
  ["enhanced_for_statement", loop],
  ["while_statement", loop],
  ["do_statement", loop],
  ["switch_expression", { cognitive: "nested", nests: ["body"], level: true }],
  ["switch_label", { cyclomatic: 1, unless: { text: /^default\b/ } }],
  ["try_statement", { level: true }],
  ["try_with_resources_statement", { level: true }],
  ["catch_clause", { cyclomatic: 1, cognitive: "nested", nests: ["body"] }],
  ["ternary_expression", { cyclomatic: 1, cognitive: "nested", nests: ["consequence", "alternative"] }],
  ["binary_expression", { logical: true }],
  ["break_statement", { cognitive: "flat", needsChild: "identifier" }],
  ["continue_statement", { cognitive: "flat", needsChild: "identifier" }],
  ["lambda_expression", { nests: ["body"] }],
];

export const java: Language = {
  id: "java",
  label: "Java",
  extensions: [".java"],
  grammar: "tree-sitter-java.wasm",
  symbols: new Map(symbols),
  blocks: [],
  flow: new Map(flow),
  logical: {
    cyclomatic: new Set(["&&", "||"]),
    cognitive: new Set(["&&", "||"]),
    parentheses: "parenthesized_expression",
  },
  call: { type: "method_invocation", field: "name", self: new Set(["this"]), object: "object", overloads: true },
  wrappers: [],
  nestedFunctions: "included",
};
