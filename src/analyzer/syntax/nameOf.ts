import type { Node } from "web-tree-sitter";
import type { NameRule } from "../languages/language";

/** A name and the node it was read from. */
export interface NamedNode {
  readonly name: string;
  readonly node: Node;
}

type NameShape =
  | { readonly kind: "text" }
  | { readonly kind: "quoted" }
  | { readonly kind: "field"; readonly field: string }
  | { readonly kind: "children" }
  | { readonly kind: "none" };

/** How to read a name from a node that is more than an identifier. Types that are not listed are taken as they stand. */
const shapes = new Map<string, NameShape>([
  ["string", { kind: "quoted" }],
  ["member_expression", { kind: "field", field: "property" }],
  ["subscript_expression", { kind: "none" }],
  ["object_pattern", { kind: "children" }],
  ["array_pattern", { kind: "children" }],
  ["rest_pattern", { kind: "children" }],
  ["object_assignment_pattern", { kind: "field", field: "left" }],
  ["assignment_pattern", { kind: "field", field: "left" }],
  ["pair_pattern", { kind: "field", field: "value" }],
  ["pattern_list", { kind: "children" }],
  ["tuple_pattern", { kind: "children" }],
  ["list_pattern", { kind: "children" }],
  ["list_splat_pattern", { kind: "children" }],
  ["attribute", { kind: "none" }],
  ["subscript", { kind: "none" }],
  ["generic_type", { kind: "field", field: "type" }],
  ["scoped_type_identifier", { kind: "field", field: "name" }],
  ["qualified_type", { kind: "field", field: "name" }],
  ["comment", { kind: "none" }],
]);

const asItStands: NameShape = { kind: "text" };

/** Every name that a declaration introduces; a pattern introduces several, an anonymous function none. */
export function namesOf(node: Node, rule: NameRule, source: string): NamedNode[] {
  if (rule.literal !== undefined) {
    return [{ name: rule.literal, node }];
  }
  const result: NamedNode[] = [];
  for (const holder of holdersOf(node, rule)) {
    collect(holder, source, result);
  }
  return result;
}

function holdersOf(node: Node, rule: NameRule): Node[] {
  if (rule.field === undefined) {
    return [];
  }
  const first = rule.each ? node.childrenForFieldName(rule.field) : [node.childForFieldName(rule.field)];
  let holders = first.filter((child) => child !== null);
  const then = rule.then;
  if (then !== undefined) {
    holders = holders.map((holder) => holder.childForFieldName(then)).filter((child) => child !== null);
  }
  if (holders.length === 0 && rule.fallback !== undefined) {
    const fallback = node.childForFieldName(rule.fallback);
    return fallback === null ? [] : [fallback];
  }
  // A field may also label punctuation between the names; a name always is a named node.
  return holders.filter((holder) => holder.isNamed);
}

function collect(holder: Node, source: string, result: NamedNode[]): void {
  const pending = [holder];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const shape = shapes.get(node.type) ?? asItStands;
    switch (shape.kind) {
      case "none":
        break;
      case "text":
        pushName(result, source.slice(node.startIndex, node.endIndex), node);
        break;
      case "quoted":
        pushName(result, source.slice(node.startIndex + 1, node.endIndex - 1), node);
        break;
      case "field": {
        const child = node.childForFieldName(shape.field);
        if (child !== null) {
          pending.push(child);
        }
        break;
      }
      case "children":
        pending.push(...node.namedChildren.toReversed());
        break;
    }
  }
}

function pushName(result: NamedNode[], text: string, node: Node): void {
  const name = text.replaceAll(/\s+/gu, " ").slice(0, 200);
  if (name !== "") {
    result.push({ name, node });
  }
}
