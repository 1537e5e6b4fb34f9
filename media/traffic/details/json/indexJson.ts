import { t } from "../../l10n";
import { Cell, JsonIndex, type JsonProblem, escapeLength } from "./jsonIndex";

export interface JsonLimits {
  /** Most values that are indexed, 28 bytes each. */
  readonly nodes: number;
  /** The text is the head of a longer one, so that its end is no fault. */
  readonly head: boolean;
}

/**
 * Finds the values of a text in one pass. Total: a text that is no JSON, or stops being JSON, gives the values before that
 * place and the problem. Accepts exactly what JSON.parse accepts, at any depth.
 */
export function indexJson(text: string, limits: JsonLimits): JsonIndex {
  return new Indexer(text, limits).run();
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS = ["true", "false", "null"] as const;
const TORN_ESCAPE = /^\\(?:u[\da-fA-F]{0,3})?$/;
const TORN_NUMBER = /^(?:\.|[eE][+-]?)$/;

class Indexer {
  private cells = new Int32Array(64 * Cell.width);
  private count = 0;
  private at = 0;
  /** The innermost object or array that is not closed; -1 for none. */
  private open = -1;
  private problem: JsonProblem | undefined;
  private cut = false;

  constructor(
    private readonly text: string,
    private readonly limits: JsonLimits,
  ) {}

  run(): JsonIndex {
    this.space();
    let name = -1;
    for (;;) {
      const entered = this.value(name);
      if (entered === undefined) break;
      const more = entered ? this.firstChild() : this.following();
      if (more === undefined) break;
      name = more;
    }
    return new JsonIndex(this.text, this.cells, this.count, this.problem, this.cut);
  }

  /** Takes the value at the place: true when it is an object or array that was entered, `undefined` when all is over. */
  private value(name: number): boolean | undefined {
    const { text, at } = this;
    const first = text.charCodeAt(at);
    if (first === 0x7b || first === 0x5b) {
      const node = this.add(at, name);
      if (node === undefined) return undefined;
      this.open = node;
      this.at = at + 1;
      return true;
    }
    const end = first === 0x22 ? this.string(at) : this.plain(at, first);
    if (end === undefined) return this.torn(name);
    const node = this.add(at, name);
    if (node === undefined) return undefined;
    this.at = end;
    // The last digits of a head need not be the last digits of the number.
    const sure = !(this.limits.head && end === text.length && first !== 0x22);
    this.set(node, Cell.end, sure ? end : -1);
    this.set(node, Cell.next, this.count);
    return false;
  }

  /** A string that the end of a head tears apart is shown as far as it goes. */
  private torn(name: number): undefined {
    if (this.cut && this.text.charCodeAt(this.at) === 0x22) this.add(this.at, name);
    return undefined;
  }

  /** After an opening bracket: gives where the name of the first member begins, -1 in an array; closes what is empty. */
  private firstChild(): number | undefined {
    this.space();
    return this.text.charCodeAt(this.at) === this.closing() ? this.following() : this.name();
  }

  /** After a value: closes all that ends here; gives the name of the next one, `undefined` when there is none. */
  private following(): number | undefined {
    for (;;) {
      this.space();
      if (this.open < 0) return this.at < this.text.length ? this.fail(this.at, t("nothing more")) : undefined;
      const unit = this.text.charCodeAt(this.at);
      if (unit === this.closing()) {
        this.at++;
        this.set(this.open, Cell.end, this.at);
        this.set(this.open, Cell.next, this.count);
        this.open = this.get(this.open, Cell.parent);
      } else if (unit === 0x2c) {
        this.at++;
        this.space();
        return this.name();
      } else {
        return this.fail(this.at, this.inObject() ? t("a comma or }") : t("a comma or ]"));
      }
    }
  }

  /** Passes the name of a member; -1 in an array. */
  private name(): number | undefined {
    if (!this.inObject()) return -1;
    const start = this.at;
    if (this.text.charCodeAt(start) !== 0x22) return this.fail(start, t("a name in double quotes"));
    const end = this.string(start);
    if (end === undefined) return undefined;
    this.at = end;
    this.space();
    if (this.text.charCodeAt(this.at) !== 0x3a) return this.fail(this.at, t("a colon"));
    this.at++;
    this.space();
    return start;
  }

  private string(start: number): number | undefined {
    const { text } = this;
    for (let at = start + 1; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 0x22) return at + 1;
      if (unit < 0x20) return this.fail(at, t("no control character in a string"));
      if (unit !== 0x5c) continue;
      const length = escapeLength(text, at);
      if (length === 0) return this.fail(isTorn(text, at, TORN_ESCAPE) ? text.length : at, t("an escape that JSON knows"));
      at += length - 1;
    }
    return this.fail(text.length, t("a closing quote"));
  }

  private plain(start: number, first: number): number | undefined {
    if (first === 0x2d || (first >= 0x30 && first <= 0x39)) {
      NUMBER.lastIndex = start;
      if (!NUMBER.test(this.text)) return this.fail(start + 1, t("a digit"));
      const end = NUMBER.lastIndex;
      return this.limits.head && isTorn(this.text, end, TORN_NUMBER) ? this.text.length : end;
    }
    const word = WORDS.find((each) => each.charCodeAt(0) === first);
    if (word === undefined) return this.fail(start, t("a value"));
    if (this.text.startsWith(word, start)) return start + word.length;
    return this.fail(word.startsWith(this.text.slice(start)) ? this.text.length : start, t("a value"));
  }

  private add(start: number, name: number): number | undefined {
    if (this.count === this.limits.nodes) {
      this.cut = true;
      return undefined;
    }
    const node = this.count++;
    if (this.count * Cell.width > this.cells.length) {
      const larger = new Int32Array(this.cells.length * 2);
      larger.set(this.cells);
      this.cells = larger;
    }
    const place = this.open < 0 ? 0 : this.get(this.open, Cell.children);
    if (this.open >= 0) this.set(this.open, Cell.children, place + 1);
    this.set(node, Cell.start, start);
    this.set(node, Cell.end, -1);
    this.set(node, Cell.name, name);
    this.set(node, Cell.parent, this.open);
    this.set(node, Cell.place, place);
    this.set(node, Cell.next, -1);
    return node;
  }

  private fail(at: number, expected: string): undefined {
    if (this.limits.head && at >= this.text.length) this.cut = true;
    else this.problem = { at, expected };
    return undefined;
  }

  private inObject(): boolean {
    return this.open >= 0 && this.text.charCodeAt(this.get(this.open, Cell.start)) === 0x7b;
  }

  private closing(): number {
    return this.inObject() ? 0x7d : 0x5d;
  }

  private space(): void {
    const { text } = this;
    let unit = text.charCodeAt(this.at);
    while (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09) unit = text.charCodeAt(++this.at);
  }

  private get(node: number, field: number): number {
    return this.cells[node * Cell.width + field] ?? 0;
  }

  private set(node: number, field: number, value: number): void {
    this.cells[node * Cell.width + field] = value;
  }
}

/** The text ends within what begins here. */
function isTorn(text: string, at: number, torn: RegExp): boolean {
  return text.length - at < 6 && torn.test(text.slice(at));
}
