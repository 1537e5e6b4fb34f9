import type { Node } from "jsonc-parser";
import { describeNode } from "./configNode";
import type { EntryProblems } from "./entryProblems";

/** A string as it was written, with its place. */
export interface WrittenText {
  readonly value: string;
  readonly node: Node;
}

/**
 * @param what how the part is called, for messages
 * @param instead what to write when it is something else
 */
export function textOf(node: Node, what: string, instead: string, problems: EntryProblems): WrittenText | undefined {
  const value: unknown = node.value;
  if (typeof value !== "string") {
    problems.error(node, `${what} must be a string, but this is ${describeNode(node)}. Write ${instead}.`);
    return undefined;
  }
  if (value.includes("\0")) {
    problems.error(node, `${what} contains a NUL character, which no program can be given. Remove it.`);
    return undefined;
  }
  return { value, node };
}

/** What to write instead of a value of another type. */
export function quoted(node: Node): string {
  return node.type === "number" || node.type === "boolean" ? `"${String(node.value)}" in double quotes` : "a string in double quotes";
}
