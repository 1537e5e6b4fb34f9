import type { Node } from "web-tree-sitter";
import type { CallShape } from "../languages/language";
import type { FoundSymbol } from "./foundSymbol";

/**
 * Whether a function calls itself: by its bare name, or a method by `this.name()` and the like.
 *
 * Calls are by far the most frequent nodes, so they are only looked at in functions whose text has the name before a parenthesis.
 */
export function callsItself(symbol: FoundSymbol, source: string, shape: CallShape): boolean {
  const body = symbol.valueNode.childForFieldName("body");
  if (body === null || !mentionsCall(source.slice(body.startIndex, body.endIndex), symbol.name)) {
    return false;
  }
  return body.descendantsOfType(shape.type).some((call) => isOwnCall(call, symbol, source, shape));
}

function mentionsCall(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (/^\s*\(/u.test(text.slice(at + name.length, at + name.length + 80))) {
      return true;
    }
  }
  return false;
}

function isOwnCall(call: Node, symbol: FoundSymbol, source: string, shape: CallShape): boolean {
  const called = call.childForFieldName(shape.field);
  if (called === null) {
    return false;
  }
  const text = textOf(called, source);
  if (text === symbol.name) {
    return isOwnBareCall(call, symbol, source, shape);
  }
  // `this.name(…)`, `Self::name(…)`: an object that means the owner, and the name behind it.
  const member = /^(\w+)(?:\.|::)(#?[\p{L}\p{N}_$]+)$/u.exec(text);
  return member !== null && shape.self.has(member[1] ?? "") && member[2] === symbol.name;
}

function isOwnBareCall(call: Node, symbol: FoundSymbol, source: string, shape: CallShape): boolean {
  if (shape.overloads === true) {
    const object = shape.object === undefined ? null : call.childForFieldName(shape.object);
    const own = object === null || shape.self.has(textOf(object, source));
    return own && countOf(call, "arguments") === countOf(symbol.valueNode, "parameters");
  }
  // In a method the bare name is another function; so is it where the function only has the name of a property.
  return symbol.kind === "function" && symbol.nameNode.type !== "property_identifier";
}

function countOf(node: Node, field: string): number {
  return node.childForFieldName(field)?.namedChildren.filter((child) => child?.type !== "comment").length ?? 0;
}

function textOf(node: Node, source: string): string {
  return source.slice(node.startIndex, node.endIndex);
}
