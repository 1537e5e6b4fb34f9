import type { JsonIndex } from "./jsonIndex";

/** Names that need no quotes (RFC 9535, section 2.5.1). */
const SHORTHAND = /^[A-Za-z_\u0080-\ud7ff\ue000-\uffff][\w\u0080-\ud7ff\ue000-\uffff]*$/;

/** Where a value is, as a normalised-enough JSONPath (RFC 9535): `$.result.content[0].text`. */
export function jsonPath(index: JsonIndex, node: number): string {
  const segments: string[] = [];
  for (let at = node; index.parent(at) >= 0; at = index.parent(at)) {
    const name = index.name(at);
    segments.push(name === undefined ? `[${index.place(at)}]` : SHORTHAND.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
  }
  return `$${segments.reverse().join("")}`;
}
