import type { Node } from "jsonc-parser";
import type { ConfigProblem } from "../config";
import { lengthWithin } from "./configNode";
import { inOrder } from "./problemOrder";

/** Collects the faults of one server, each at its place in the text. */
export class EntryProblems {
  private readonly found: ConfigProblem[];

  /** @param text the whole text; `undefined` when the configuration came as a value, which has no places */
  constructor(
    private readonly server: string,
    private readonly text: string | undefined,
    before: readonly ConfigProblem[],
  ) {
    this.found = before.map((problem) => ({ ...problem, server }));
  }

  get all(): readonly ConfigProblem[] {
    return inOrder(this.found);
  }

  get fatal(): boolean {
    return this.found.some((problem) => problem.severity === "error");
  }

  error(node: Node, message: string): void {
    this.add("error", node, message);
  }

  warning(node: Node, message: string): void {
    this.add("warning", node, message);
  }

  /** A fault in a part of a string; `start` and `length` count UTF-16 units of its value. */
  within(node: Node, { severity, start, length, message }: Pick<ConfigProblem, "severity" | "length" | "message"> & { readonly start: number }): void {
    const { server, text } = this;
    if (text === undefined) return this.add(severity, node, message);
    const raw = text.slice(node.offset, node.offset + node.length);
    const from = rawIndex(raw, start);
    this.found.push({ severity, message, offset: node.offset + from, length: rawIndex(raw, start + length) - from, server });
  }

  private add(severity: ConfigProblem["severity"], node: Node, message: string): void {
    this.found.push({ severity, message, offset: node.offset, length: lengthWithin(this.text, node), server: this.server });
  }
}

/** Where the `index`th unit of a string's value stands in its JSON text, quotes and escapes counted. */
function rawIndex(raw: string, index: number): number {
  let at = 1;
  for (let unit = 0; unit < index; unit++) at += raw[at] !== "\\" ? 1 : raw[at + 1] === "u" ? 6 : 2;
  return at;
}
