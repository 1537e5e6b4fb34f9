import type { Node } from "jsonc-parser";
import { propertiesOf } from "./configNode";

/** The value that a node stands for, with every key as an own property, `__proto__` too; of equal keys the last counts. */
export function jsonValueOf(node: Node): unknown {
  switch (node.type) {
    case "array":
      return (node.children ?? []).map(jsonValueOf);
    case "object":
      return Object.fromEntries(propertiesOf(node).map(({ name, value }) => [name, value ? jsonValueOf(value) : null]));
    default:
      return node.value as unknown;
  }
}
