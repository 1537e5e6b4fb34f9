import { decodeUtf8, isValidUtf8 } from "../../../src/core/base/text";
import { formatCount } from "../../../src/core/base/quantity";
import { t } from "../l10n";
import { pictureSize } from "./pictureSize";
import { svgCost } from "./svgCost";

/** Most pixels of a picture: each takes four bytes once it is decoded. */
const MOST_PIXELS = 50_000_000;
/** Most elements of a drawing. */
const MOST_ELEMENTS = 20_000;

/** What can be given to an `img`, or words for why nothing should be. */
export type ReadPicture = { readonly blob: Blob; readonly size: number } | { readonly words: string };

/** Decodes a picture in base64, and looks whether showing it would take more time or memory than there is. */
export function readPicture(mime: string, base64: string): ReadPicture {
  const bytes = decodeBase64(base64);
  if (!bytes) return { words: t("The picture is no base64, so it cannot be shown.") };
  if (mime === "image/svg+xml") return readDrawing(bytes);
  const size = pictureSize(bytes);
  if (size && size.width * size.height > MOST_PIXELS) return { words: t("The picture says that it has {0} × {1} pixels, which is more than can be shown here.", formatCount(size.width), formatCount(size.height)) };
  return { blob: new Blob([bytes], { type: mime }), size: bytes.length };
}

function readDrawing(bytes: Uint8Array<ArrayBuffer>): ReadPicture {
  // The browser must read it in the encoding in which it was looked at.
  const isReadable = isValidUtf8(bytes) && !bytes.includes(0);
  if (!isReadable || svgCost(decodeUtf8(bytes)) > MOST_ELEMENTS) return { words: t("The drawing is not shown: it holds other files or entities, is no UTF-8, or refers to its own parts more often than can be drawn.") };
  return { blob: new Blob([bytes], { type: "image/svg+xml;charset=utf-8" }), size: bytes.length };
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    // The decoder has no other way to say no.
    return undefined;
  }
}
