/** A tag, or what may hold something that looks like one. */
const MARKUP = /<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<\?[^]*?(?:\?>|$)|<(\/?)([^\s<>/!]+)(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /(?:^|\s)([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const REFERENCE = /#([^\s"'()]+)/g;

interface Element {
  readonly children: Element[];
  readonly references: readonly string[];
}

/**
 * How many elements a browser makes of an SVG document when all that refers to others is followed: a few lines can ask for
 * billions. `Infinity` where that cannot be told, or where it declares entities or attributes of its own, or has other files in it.
 */
export function svgCost(text: string): number {
  if (/<!ENTITY|<!ATTLIST|data:|@import/i.test(text) || (/<style/i.test(text) && /url\(/i.test(text))) return Infinity;
  const root: Element = { children: [], references: [] };
  const named = new Map<string, Element>();
  const open: Element[] = [root];
  for (const [, closing, name, attributes = ""] of text.matchAll(MARKUP)) {
    if (name === undefined) continue;
    if (closing === "/") {
      if (open.length > 1) open.pop();
      continue;
    }
    const { id, references } = readAttributes(attributes);
    if (references === undefined) return Infinity;
    const element: Element = { children: [], references };
    open.at(-1)?.children.push(element);
    if (id !== undefined && !named.has(id)) named.set(id, element);
    if (!attributes.trimEnd().endsWith("/")) open.push(element);
  }
  return new Counter(named).of(root);
}

/** `references`: undefined where they are written in a way that is not understood. */
function readAttributes(text: string): { readonly id: string | undefined; readonly references: readonly string[] | undefined } {
  let id: string | undefined;
  const references: string[] = [];
  for (const [, name = "", double, single] of text.matchAll(ATTRIBUTE)) {
    const value = plain(double ?? single ?? "");
    if (name === "id") id = value;
    else if (/href$/i.test(name) || /url\s*\(/i.test(value)) {
      if (value.includes("\\")) return { id, references: undefined };
      references.push(...Array.from(value.matchAll(REFERENCE), ([, target = ""]) => target));
    }
  }
  return { id, references };
}

/** With its character references spelt out. */
function plain(value: string): string {
  return value.replace(/&#(x[\da-f]{1,6}|\d{1,7});/gi, (_, code: string) => {
    const point = code.startsWith("x") || code.startsWith("X") ? Number.parseInt(code.slice(1), 16) : Number(code);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
  });
}

class Counter {
  private readonly known = new Map<Element, number>();

  constructor(private readonly named: ReadonlyMap<string, Element>) {}

  /** Without recursion: elements may be nested as deep as the text is long. What refers to what it is in has no end. */
  of(root: Element): number {
    const stack: { readonly element: Element; readonly parts: readonly Element[]; next: number; sum: number }[] = [];
    const enter = (element: Element): void => {
      this.known.set(element, Infinity);
      const targets = element.references.flatMap((name) => this.named.get(name) ?? []);
      stack.push({ element, parts: [...element.children, ...targets], next: 0, sum: 1 });
    };
    enter(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const part = top.parts[top.next];
      if (part && !this.known.has(part)) {
        enter(part);
        continue;
      }
      if (part) {
        top.sum += this.known.get(part) ?? 0;
        top.next++;
        continue;
      }
      this.known.set(top.element, top.sum);
      stack.pop();
    }
    return this.known.get(root) ?? 0;
  }
}
