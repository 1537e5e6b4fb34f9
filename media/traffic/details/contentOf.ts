import type { JsonIndex } from "./json/jsonIndex";

/** What a value can be shown as, beside its literal. */
export type Content =
  /** `data` is the node with the picture in base64. */
  | { readonly type: "image"; readonly mime: string; readonly data: number }
  /** A string with several lines or many characters. */
  | { readonly type: "text"; readonly data: number };

/** Formats that a browser shows as a picture without running anything; SVG in an `img` neither runs scripts nor loads. */
const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp", "image/svg+xml", "image/x-icon"]);
/** Strings longer than this do not fit on a line. */
const LONG = 80;
const MOST_MEMBERS = 20;

/**
 * What is in a value: image contents and embedded resources of MCP (2025-11-25, server/tools and server/resources) have
 * `mimeType` beside `data` or `blob`; strings are text.
 */
export function contentOf(index: JsonIndex, node: number): Content | undefined {
  if (index.kind(node) === "object") return imageIn(index, node);
  if (index.kind(node) !== "string") return undefined;
  const parent = index.parent(node);
  const image = parent < 0 ? undefined : imageIn(index, parent);
  if (image?.data === node) return image;
  // Escaped line breaks are two characters of the literal.
  const literal = index.literal(node, LONG + 1);
  return literal.length > LONG || literal.includes("\\n") ? { type: "text", data: node } : undefined;
}

function imageIn(index: JsonIndex, object: number): Content | undefined {
  // Asked for every line in sight, and nothing with so many members is a content.
  if (index.children(object) > MOST_MEMBERS) return undefined;
  const type = index.member(object, "mimeType");
  const data = index.member(object, "data") ?? index.member(object, "blob");
  if (type === undefined || data === undefined || index.kind(type) !== "string" || index.kind(data) !== "string") return undefined;
  const mime = index.stringValue(type).toLowerCase();
  return PICTURES.has(mime) ? { type: "image", mime, data } : undefined;
}
