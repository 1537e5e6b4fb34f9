import { encodeUtf8 } from "../../base/text";

/**
 * UTF-8 bytes of a value as compact JSON, without writing it: a schema that is nested 10,000 deep would be too much for
 * `JSON.stringify`. Takes what JSON.parse gives; members that are `undefined` count nothing, as there.
 */
export function compactSize(value: unknown): number {
  let bytes = 0;
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (Array.isArray(next)) {
      bytes += 2 + Math.max(0, next.length - 1);
      for (const item of next) rest.push(item);
    } else if (typeof next === "object" && next !== null) {
      const members = Object.entries(next).filter(([, member]) => member !== undefined);
      bytes += 2 + Math.max(0, members.length - 1);
      for (const [name, member] of members) {
        bytes += sizeOf(name) + 1;
        rest.push(member);
      }
    } else bytes += sizeOf(next);
  }
  return bytes;
}

function sizeOf(value: unknown): number {
  const text = JSON.stringify(value) ?? "null";
  return encodeUtf8(text).length;
}
