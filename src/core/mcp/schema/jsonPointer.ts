import { isJsonObject, type JsonObject } from "../../base/json";

/** The value that a JSON pointer (RFC 6901, without `#`) leads to; `undefined` when it leads nowhere. */
export function valueAt(root: unknown, pointer: string): unknown {
  let at: unknown = root;
  for (const token of pointer.split("/").slice(1)) at = memberOf(at, decodeToken(token));
  return at;
}

/** What a local `$ref` (`#`, `#/a/b` or `#anchor`) names; `undefined` for anything else. */
export function localRef(root: JsonObject, ref: string): unknown {
  if (ref === "#") return root;
  if (!ref.startsWith("#")) return undefined;
  const fragment = decodePercent(ref.slice(1));
  return fragment.startsWith("/") ? valueAt(root, fragment) : anchored(root, fragment);
}

/** A token of a pointer as cfworker writes it: percent-encoded over RFC 6901. */
export function decodeToken(token: string): string {
  return decodePercent(token).replaceAll("~1", "/").replaceAll("~0", "~");
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: the text means itself.
    return text;
  }
}

function memberOf(container: unknown, key: string): unknown {
  if (Array.isArray(container)) return /^\d+$/.test(key) ? (container as readonly unknown[])[Number(key)] : undefined;
  return isJsonObject(container) && Object.hasOwn(container, key) ? container[key] : undefined;
}

/** Anchors are looked for where definitions live; elsewhere nobody puts them. */
function anchored(root: JsonObject, anchor: string): unknown {
  for (const key of ["$defs", "definitions"]) {
    const definitions = root[key];
    if (!isJsonObject(definitions)) continue;
    for (const each of Object.values(definitions)) if (isJsonObject(each) && each["$anchor"] === anchor) return each;
  }
  return undefined;
}
