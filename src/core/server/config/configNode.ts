import type { Node } from "jsonc-parser";
import { isJsonObject } from "../../base/json";

/** The properties of an object node in their order, those without a value too, as half-written texts have them. */
export function propertiesOf(node: Node): readonly Property[] {
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key && typeof key.value === "string" ? [{ name: key.value, key, value, node: property }] : [];
  });
}

export interface Property {
  readonly name: string;
  readonly key: Node;
  readonly value: Node | undefined;
  readonly node: Node;
}

/** The same shape of tree as a parsed text has, for a value that comes without its text: every offset is 0. */
export function nodeOf(value: unknown): Node {
  if (Array.isArray(value)) return { type: "array", offset: 0, length: 0, children: value.map(nodeOf) };
  if (isJsonObject(value)) return { type: "object", offset: 0, length: 0, children: Object.entries(value).map(([name, each]) => ({ type: "property", offset: 0, length: 0, children: [nodeOf(name), nodeOf(each)] })) };
  const type = typeof value;
  return type === "string" || type === "number" || type === "boolean" ? { type, value, offset: 0, length: 0 } : { type: "null", value: null, offset: 0, length: 0 };
}

/** Length of a node within its text: the parser counts what ends in a comment that is never closed one too long. */
export function lengthWithin(text: string | undefined, { offset, length }: Pick<Node, "offset" | "length">): number {
  return text === undefined ? length : Math.min(length, text.length - offset);
}

/** What stands there, for a message: `the number 8080`. */
export function describeNode(node: Node): string {
  switch (node.type) {
    case "array":
      return "a list";
    case "object":
      return "an object";
    case "string":
      return "a string";
    case "number":
      return `the number ${String(node.value)}`;
    default:
      return String(node.value);
  }
}
