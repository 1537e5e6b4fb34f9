/** What stands in the place of a secret. */
const MASK = /\[hidden(?: #(\d+))?\]/g;
/** What an editor would not show, or a reader of source text take for something else. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
/** Characters of a list or an object that is written on one line. */
const LINE = 100;
/** Deeper values are refused: compilers follow a literal by recursion. */
const DEEPEST = 100;

/**
 * Writes values as literals of TypeScript, which mean the same whatever is in them. Where a secret was hidden the name of a
 * constant stands, and the text around it is a template: `[hidden #1]` is `hidden1`.
 */
export class ScriptLiterals {
  private readonly found = new Map<string, string>();

  /** The constants that were used, and the variables of the environment that they are to be read from. */
  get hidden(): ReadonlyMap<string, string> {
    return this.found;
  }

  /** @param value as JSON.parse gives it @param indent of the line that it begins in */
  write(value: unknown, indent: string): string {
    if (typeof value === "string") return this.text(value);
    if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
    if (typeof value !== "object" || value === null) return String(value);
    const inner = `${indent}  `;
    const items = Array.isArray(value)
      ? value.map((item: unknown) => this.write(item, inner))
      : Object.entries(value).map(([name, member]) => `${this.key(name)}: ${this.write(member, inner)}`);
    const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{ ", " }"];
    if (items.length === 0) return `${open}${close}`.replace("  ", "");
    const line = `${open}${items.join(", ")}${close}`;
    if (line.length <= LINE && !line.includes("\n")) return line;
    return `${open.trim()}\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}${close.trim()}`;
  }

  text(text: string): string {
    const pieces = text.split(MASK);
    // Every second piece is the number of a mask, or nothing for one without.
    if (pieces.length === 1) return quoted(text);
    const [before, number, after] = pieces;
    if (pieces.length === 3 && before === "" && after === "") return this.constant(number);
    return `\`${pieces.map((piece: string | undefined, place) => (place % 2 === 0 ? templatePart(piece ?? "") : `\${${this.constant(piece)}}`)).join("")}\``;
  }

  /** The name of a member of an object. */
  key(name: string): string {
    if (name.split(MASK).length > 1) return `[${this.text(name)}]`;
    // Without brackets it would not be a member, but the prototype.
    if (name === "__proto__") return `["__proto__"]`;
    return IDENTIFIER.test(name) ? name : quoted(name);
  }

  private constant(number: string | undefined): string {
    const name = `hidden${number ?? ""}`;
    this.found.set(name, number === undefined ? "HIDDEN" : `HIDDEN_${number}`);
    return name;
  }
}

/** Whether a value can be written down as a literal. */
export function isWritable(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((each): unknown[] => (typeof each === "object" && each !== null ? Object.values(each) : []));
    if (level.length === 0) return true;
  }
  return false;
}

/** A text in double quotes. */
export function quoted(text: string): string {
  return seen(JSON.stringify(text));
}

function templatePart(text: string): string {
  return seen(JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("`", "\\`").replaceAll("${", "\\${"));
}

function seen(literal: string): string {
  return literal.replace(UNSEEN, (character) => Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""));
}
