import type { JsonIndex } from "./jsonIndex";

/** A pattern for a text as it may stand in JSON: as it is, or escaped as serialisers do. Upper and lower case are the same. */
export function textPattern(text: string): RegExp {
  const escaped = JSON.stringify(text).slice(1, -1);
  const ascii = escaped.replace(/[^\u0000-\u007f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const forms = [...new Set([text, escaped, ascii])].map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(forms.join("|"), "giu");
}

/** The nodes in whose name or value a text stands, in order, at most `limit` of them. */
export function findInJson(index: JsonIndex, text: string, limit: number): readonly number[] {
  if (text === "" || index.count === 0) return [];
  const found: number[] = [];
  let node = 0;
  for (const match of index.text.matchAll(textPattern(text))) {
    while (node + 1 < index.count && index.begin(node + 1) <= match.index) node++;
    if (found.at(-1) === node) continue;
    found.push(node);
    if (found.length === limit) break;
  }
  return found;
}
