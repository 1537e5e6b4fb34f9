import type { FlowRule, Language, SymbolRule } from "./language";

const symbols: readonly (readonly [string, SymbolRule])[] = [
  ["class_definition", { kind: "class", name: { field: "name" }, container: true }],
  ["function_definition", { kind: "function", name: { field: "name" }, callable: true, kindWithin: new Map([["class", "method"]]) }],
  ["assignment", { kind: "variable", name: { field: "left" }, variable: true, kindWithin: new Map([["class", "field"]]) }],
  ["type_alias_statement", { kind: "type", name: { field: "left" } }],
];

const loopElse = new Map([
  ["for_statement", 1],
  ["while_statement", 1],
  ["try_statement", 1],
]);

/** Cyclomatic points are those of radon. */
const flow: readonly (readonly [string, FlowRule])[] = [
  ["if_statement", { cyclomatic: 1, cognitive: "nested", nests: ["consequence"], level: true }],
  ["elif_clause", { cyclomatic: 1, cognitive: "flat", nests: ["consequence"] }],
  ["else_clause", { cyclomaticByParent: loopElse, cognitive: "flat", nests: ["body"] }],
  ["for_statement", { cyclomatic: 1, cognitive: "nested", nests: ["body"], level: true }],
  ["while_statement", { cyclomatic: 1, cognitive: "nested", nests: ["body"], level: true }],
  ["try_statement", { level: true }],
  ["with_statement", { level: true }],
  ["except_clause", { cyclomatic: 1, cognitive: "nested", nests: "all" }],
  ["match_statement", { cognitive: "nested", nests: ["body"], level: true }],
  [
    "case_clause",
    {
      cyclomatic: 1,
      ignores: "guard",
      unless: { child: "case_pattern", text: /^(?!(?:None|True|False)$)[\p{L}_][\p{L}\p{N}_]*$/u },
    },
  ],
  ["conditional_expression", { cyclomatic: 1, cognitive: "nested", nests: "all" }],
  ["boolean_operator", { logical: true }],
  ["for_in_clause", { cyclomatic: 1 }],
  ["if_clause", { cyclomatic: 1 }],
  ["assert_statement", { cyclomatic: 1 }],
  ["lambda", { nests: ["body"] }],
];

export const python: Language = {
  id: "python",
  label: "Python",
  extensions: [".py", ".pyi", ".pyw"],
  grammar: "tree-sitter-python.wasm",
  symbols: new Map(symbols),
  blocks: [],
  flow: new Map(flow),
  logical: {
    cyclomatic: new Set(["and", "or"]),
    cognitive: new Set(["and", "or"]),
    parentheses: "parenthesized_expression",
  },
  call: { type: "call", field: "function", self: new Set(["self", "cls"]) },
  wrappers: [],
  nestedFunctions: "included",
  decorator: { inner: new Set(["function_definition", "decorated_definition"]), result: "return_statement" },
};
