import { javascriptBase, javascriptFlow, javascriptSymbols } from "./javascript";
import type { FlowRule, Language, SymbolRule } from "./language";
import type { SymbolKind } from "./symbolKind";

const typeMembers: ReadonlySet<SymbolKind> = new Set(["interface", "type", "class", "property"]);

const symbols: readonly (readonly [string, SymbolRule])[] = [
  ...javascriptSymbols,
  ["abstract_class_declaration", { kind: "class", name: { field: "name" }, container: true }],
  ["interface_declaration", { kind: "interface", name: { field: "name" }, container: true }],
  ["type_alias_declaration", { kind: "type", name: { field: "name" }, container: true }],
  ["enum_declaration", { kind: "enum", name: { field: "name" }, container: true }],
  ["enum_body", { kind: "enumMember", name: { field: "name", each: true }, rangeOfName: true }],
  ["enum_assignment", { kind: "enumMember", name: { field: "name" } }],
  ["internal_module", { kind: "namespace", name: { field: "name" }, container: true }],
  ["module", { kind: "namespace", name: { field: "name" }, container: true }],
  ["function_signature", { kind: "function", name: { field: "name" } }],
  ["abstract_method_signature", { kind: "method", name: { field: "name" } }],
  [
    "method_signature",
    {
      kind: "method",
      name: { field: "name" },
      onlyWithin: typeMembers,
      kindByToken: new Map([
        ["get", "getter"],
        ["set", "setter"],
      ]),
    },
  ],
  ["property_signature", { kind: "property", name: { field: "name" }, container: true, variable: true, onlyWithin: typeMembers }],
  ["public_field_definition", { kind: "property", name: { field: "name" }, container: true, value: "value", adoptedKind: "method" }],
];

const flow: readonly (readonly [string, FlowRule])[] = [
  ...javascriptFlow,
  ["required_parameter", { cyclomatic: 1, needsField: "value" }],
  ["optional_parameter", { cyclomatic: 1, needsField: "value" }],
  ["public_field_definition", { boundary: "value" }],
];

const base = { ...javascriptBase, symbols: new Map(symbols), flow: new Map(flow) };

export const typescript: Language = {
  ...base,
  id: "typescript",
  label: "TypeScript",
  extensions: [".ts", ".mts", ".cts"],
  grammar: "tree-sitter-typescript.wasm",
};

export const tsx: Language = {
  ...base,
  id: "tsx",
  label: "TSX",
  extensions: [".tsx"],
  grammar: "tree-sitter-tsx.wasm",
};
