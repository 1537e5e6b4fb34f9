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
    const { from, to } = rawSpan(raw, start, length);
    this.found.push({ severity, message, offset: node.offset + from, length: to - from, server });
  }

  private add(severity: ConfigProblem["severity"], node: Node, message: string): void {
    this.found.push({ severity, message, offset: node.offset, length: lengthWithin(this.text, node), server: this.server });
  }
}

/** A character or an escape; of an escape that is none, what the parser passes over. */
const SPELT = /\\(?:u[\da-f]{0,4}|[^])|[^]/giu;
const IS_ESCAPE = /^\\(?:u[\da-f]{4}|["\\/bfnrt])$/i;

/** Where units `[start, start + length)` of a string's value stand in its JSON text, quotes and escapes counted; a broken escape is none of its units. */
function rawSpan(raw: string, start: number, length: number): { readonly from: number; readonly to: number } {
  let unit = 0;
  let from: number | undefined;
  for (const { 0: spelt, index } of raw.slice(1).matchAll(SPELT)) {
    if (spelt.startsWith("\\") && !IS_ESCAPE.test(spelt)) continue;
    if (unit <= start) from = index + 1;
    unit += spelt.startsWith("\\") ? 1 : spelt.length;
    if (unit >= start + length) return { from: from ?? 1, to: index + 1 + spelt.length };
  }
  return { from: from ?? 1, to: raw.length };
}
