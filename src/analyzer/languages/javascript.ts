import type { FlowRule, Language, SymbolRule } from "./language";

const accessors = new Map([
  ["get", "getter"],
  ["set", "setter"],
] as const);

/** Shared with TypeScript and TSX, which add their own rows. */
export const javascriptSymbols: readonly (readonly [string, SymbolRule])[] = [
  ["class_declaration", { kind: "class", name: { field: "name" }, container: true }],
  ["class", { kind: "class", name: { field: "name" }, container: true }],
  ["function_declaration", { kind: "function", name: { field: "name" }, callable: true }],
  ["generator_function_declaration", { kind: "function", name: { field: "name" }, callable: true }],
  ["function_expression", { kind: "function", name: { field: "name" }, callable: true }],
  ["generator_function", { kind: "function", name: { field: "name" }, callable: true }],
  ["arrow_function", { kind: "function", name: {}, callable: true }],
  [
    "method_definition",
    {
      kind: "method",
      name: { field: "name" },
      callable: true,
      kindByToken: accessors,
      kindByName: new Map([["constructor", "constructor"]]),
    },
  ],
  ["class_static_block", { kind: "initializer", name: { literal: "<static>" }, callable: true }],
  ["field_definition", { kind: "property", name: { field: "property" }, container: true, value: "value", adoptedKind: "method" }],
  [
    "variable_declarator",
    {
      kind: "variable",
      name: { field: "name" },
      container: true,
      variable: true,
      value: "value",
      kindByParentWord: new Map([["const", "constant"]]),
    },
  ],
  ["pair", { kind: "property", name: { field: "key" }, value: "value", valueOnly: true, adoptedKind: "method" }],
  ["assignment_expression", { kind: "variable", name: { field: "left" }, value: "right", valueOnly: true }],
  ["export_statement", { kind: "function", name: { literal: "default" }, value: "value", valueOnly: true }],
];

const loop: FlowRule = { cyclomatic: 1, cognitive: "nested", nests: ["body"], level: true };

/** Cyclomatic points are those of ESLint's `complexity` rule; nesting levels those of its `max-depth`. */
export const javascriptFlow: readonly (readonly [string, FlowRule])[] = [
  [
    "if_statement",
    {
      cyclomatic: 1,
      cognitive: "nested",
      nests: ["consequence"],
      level: true,
      alternative: { field: "alternative", wrapper: "else_clause" },
    },
  ],
  ["for_statement", loop],
  ["for_in_statement", loop],
  ["while_statement", loop],
  ["do_statement", loop],
  ["switch_statement", { cognitive: "nested", nests: ["body"], level: true }],
  ["switch_case", { cyclomatic: 1 }],
  ["try_statement", { level: true }],
  ["with_statement", { level: true }],
  ["catch_clause", { cognitive: "nested", nests: ["body"], cyclomatic: 1 }],
  ["ternary_expression", { cyclomatic: 1, cognitive: "nested", nests: ["consequence", "alternative"] }],
  ["binary_expression", { logical: true }],
  ["augmented_assignment_expression", { cyclomatic: 1, needsOperator: new Set(["&&=", "||=", "??="]) }],
  ["assignment_pattern", { cyclomatic: 1 }],
  ["object_assignment_pattern", { cyclomatic: 1 }],
  // The grammars have it as a node of its own, but TypeScript's as a mere token in calls.
  ["optional_chain", { cyclomatic: 1 }],
  ["?.", { cyclomaticByParent: new Map([["call_expression", 1]]) }],
  ["break_statement", { cognitive: "flat", needsChild: "statement_identifier" }],
  ["continue_statement", { cognitive: "flat", needsChild: "statement_identifier" }],
  ["field_definition", { boundary: "value" }],
];

export const javascriptBase: Omit<Language, "id" | "label" | "extensions" | "grammar" | "symbols" | "flow"> = {
  blocks: [
    "if_statement",
    "for_statement",
    "for_in_statement",
    "while_statement",
    "do_statement",
    "switch_statement",
    "try_statement",
    "labeled_statement",
  ],
  logical: {
    cyclomatic: new Set(["&&", "||", "??"]),
    // `??` and `?.` are shorthand that the white paper leaves out.
    cognitive: new Set(["&&", "||"]),
    parentheses: "parenthesized_expression",
  },
  call: { type: "call_expression", field: "function", self: new Set(["this"]) },
  wrappers: ["parenthesized_expression", "as_expression", "satisfies_expression"],
  nestedFunctions: "apart",
};

export const javascript: Language = {
  ...javascriptBase,
  id: "javascript",
  label: "JavaScript",
  extensions: [".js", ".mjs", ".cjs", ".jsx"],
  grammar: "tree-sitter-javascript.wasm",
  symbols: new Map(javascriptSymbols),
  flow: new Map(javascriptFlow),
};
