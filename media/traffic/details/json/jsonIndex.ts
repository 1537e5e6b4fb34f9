/** Where a text stops being JSON. */
export interface JsonProblem {
  /** Position in the text, in UTF-16 units. */
  readonly at: number;
  /** What should have been there, in words that follow "expected". */
  readonly expected: string;
}

export type JsonKind = "object" | "array" | "string" | "number" | "boolean" | "null";

/** Numbers of a node in `cells`. */
export const Cell = { start: 0, end: 1, name: 2, parent: 3, place: 4, next: 5, children: 6, width: 7 } as const;

/**
 * The places of all values of a JSON text (RFC 8259), in the order of the text. Values are never made anew: a number
 * keeps its digits, a name that comes twice is there twice, members keep their order. Nodes are counted from 0, the
 * root; what is nested has no limit but that of their number.
 */
export class JsonIndex {
  constructor(
    readonly text: string,
    private readonly cells: Int32Array,
    readonly count: number,
    /** What is after the indexed part is no JSON. */
    readonly problem: JsonProblem | undefined,
    /** The text goes on behind what is indexed: it is the head of a longer one, or has too many values. */
    readonly cut: boolean,
  ) {}

  start(node: number): number {
    return this.cell(node, Cell.start);
  }

  /** After the value; where the text ends for a value that is not complete. */
  end(node: number): number {
    const end = this.cell(node, Cell.end);
    return end < 0 ? (this.problem?.at ?? this.text.length) : end;
  }

  /** The closing bracket or quote is there. */
  complete(node: number): boolean {
    return this.cell(node, Cell.end) >= 0;
  }

  /** -1 for the root. */
  parent(node: number): number {
    return this.cell(node, Cell.parent);
  }

  /** Which child of its parent it is, from 0. */
  place(node: number): number {
    return this.cell(node, Cell.place);
  }

  /** The first node after all that are in this one. */
  next(node: number): number {
    const next = this.cell(node, Cell.next);
    return next < 0 ? this.count : next;
  }

  /** How many values an object or array holds directly. */
  children(node: number): number {
    return this.cell(node, Cell.children);
  }

  childrenOf(node: number): Int32Array {
    const children = new Int32Array(this.children(node));
    for (let child = node + 1, at = 0; at < children.length; child = this.next(child)) children[at++] = child;
    return children;
  }

  /** Where the name of a member begins, at its quote; -1 when it has none. */
  nameStart(node: number): number {
    return this.cell(node, Cell.name);
  }

  /** Where a node begins, its name included. Nodes are in the order of these places. */
  begin(node: number): number {
    const name = this.nameStart(node);
    return name < 0 ? this.start(node) : name;
  }

  kind(node: number): JsonKind {
    switch (this.text.charCodeAt(this.start(node))) {
      case 0x7b:
        return "object";
      case 0x5b:
        return "array";
      case 0x22:
        return "string";
      case 0x74:
      case 0x66:
        return "boolean";
      case 0x6e:
        return "null";
      default:
        return "number";
    }
  }

  isContainer(node: number): boolean {
    const first = this.text.charCodeAt(this.start(node));
    return first === 0x7b || first === 0x5b;
  }

  /** A value as it stands in the text, at most `limit` units of it. */
  literal(node: number, limit = Number.POSITIVE_INFINITY): string {
    const start = this.start(node);
    return this.text.slice(start, Math.min(this.end(node), start + limit));
  }

  /** The name of a member as it stands in the text, with its quotes, at most `limit` units of it; `undefined` in arrays and for the root. */
  nameLiteral(node: number, limit = Number.POSITIVE_INFINITY): string | undefined {
    const start = this.nameStart(node);
    if (start < 0) return undefined;
    const text = limit < this.text.length ? this.text.slice(start, start + limit) : this.text.slice(start);
    const end = stringEnd(text, 0);
    return end < 0 ? text : text.slice(0, end);
  }

  /** The name of a member, decoded. */
  name(node: number): string | undefined {
    const literal = this.nameLiteral(node);
    return literal === undefined ? undefined : decodeString(literal);
  }

  /** The text that a string means; as much as there is of one that is not complete. */
  stringValue(node: number): string {
    const literal = this.literal(node);
    return decodeString(this.complete(node) ? literal : `${withoutTornEscape(literal)}"`);
  }

  /** The first member of an object with this name. */
  member(node: number, name: string): number | undefined {
    if (node >= this.count || this.kind(node) !== "object") return undefined;
    const literal = JSON.stringify(name);
    const last = this.next(node);
    for (let child = node + 1; child < last; child = this.next(child)) {
      const start = this.nameStart(child);
      if (this.text.startsWith(literal, start)) return child;
      // Written with escapes, each letter takes six places at most.
      if (this.text.slice(start, start + 6 * name.length).includes("\\") && this.name(child) === name) return child;
    }
    return undefined;
  }

  private cell(node: number, field: number): number {
    const value = this.cells[node * Cell.width + field];
    if (value === undefined || node >= this.count) throw new RangeError(`There is no node ${node}.`);
    return value;
  }
}

/** Position after the string whose quote is at `start`; -1 when it is not closed or holds what no string may. */
export function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) return at + 1;
    if (unit < 0x20) return -1;
    if (unit === 0x5c) {
      const length = escapeLength(text, at);
      if (length === 0) return -1;
      at += length - 1;
    }
  }
  return -1;
}

/** Length of the escape at a backslash; 0 when it is none. */
export function escapeLength(text: string, at: number): number {
  const letter = text.charAt(at + 1);
  if (letter === "u") return /^[\da-fA-F]{4}$/.test(text.slice(at + 2, at + 6)) ? 6 : 0;
  return letter !== "" && '"\\/bfnrt'.includes(letter) ? 2 : 0;
}

/** An escape that the end of the text tears apart decodes to nothing. */
function withoutTornEscape(literal: string): string {
  for (let at = 1; at < literal.length; at++) {
    if (literal.charCodeAt(at) !== 0x5c) continue;
    const length = escapeLength(literal, at);
    if (length === 0) return literal.slice(0, at);
    at += length - 1;
  }
  return literal;
}

function decodeString(literal: string): string {
  const value: unknown = JSON.parse(literal);
  if (typeof value !== "string") throw new TypeError("The index took something else for a string.");
  return value;
}
