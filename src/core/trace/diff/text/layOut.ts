import { escapeText } from "../../escape";

/** Members that say what a value is, which people look for first; the others follow by name. */
const FIRST = ["type", "name", "title", "uri", "method", "role", "description"];
/** Deeper values are not laid out. */
const DEEPEST = 60;

/**
 * A value as JSON.parse gives it, as lines: the same for the same value, whatever the order of its members was. A text of
 * several lines keeps them, so that a comparison shows the one that differs.
 */
export function layOut(value: unknown, indent = "", depth = 0): string {
  const inner = `${indent}  `;
  if (typeof value === "string") return textOf(value, inner);
  if (typeof value !== "object" || value === null) return String(value);
  if (depth >= DEEPEST) return "… (nested too deep to be laid out)";
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const items = Array.isArray(value)
    ? value.map((item: unknown) => layOut(item, inner, depth + 1))
    : sorted(Object.entries(value)).map(([name, member]) => `${escapeText(JSON.stringify(name))}: ${layOut(member, inner, depth + 1)}`);
  return items.length === 0 ? `${open}${close}` : `${open}\n${items.map((item) => `${inner}${item}\n`).join("")}${indent}${close}`;
}

function textOf(text: string, indent: string): string {
  if (!text.includes("\n")) return escapeText(JSON.stringify(text));
  return `|\n${text.split("\n").map((line) => `${indent}| ${escapeText(line)}`).join("\n")}`;
}

function sorted(members: [string, unknown][]): [string, unknown][] {
  const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return members.filter(([, member]) => member !== undefined).sort(([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1));
}
