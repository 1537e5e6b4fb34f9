import { isValidUtf8 } from "../../base/text";
import { safeFileName } from "../result/fileNames";
import { mediaTypeOf } from "../result/mediaTypes";
import { extensionOf } from "../result/partFile";
import { uriEnding } from "../result/uriEnding";
import type { ResourceContent } from "../types";

/** How a content of a resource is shown as a file. */
export interface ResourceFile {
  /** With the extension of what is in it, which tells the editor the language or the preview. */
  readonly name: string;
  /** `note`: bytes that no editor shows; a text says what they are. */
  readonly shown: "text" | "preview" | "note";
}

/** @param bytes of the content, decoded */
export function resourceFile(content: ResourceContent, bytes: Uint8Array): ResourceFile {
  const { uri, mimeType } = content;
  if ("text" in content) return { name: fileName(uri, extensionOf({ kind: "text", text: content.text, uri, mimeType })), shown: "text" };
  const type = mediaTypeOf(mimeType ?? "application/octet-stream");
  const name = fileName(uri, extensionOf({ kind: "bytes", base64: content.base64, uri, mimeType: mimeType ?? "application/octet-stream" }));
  if (type.shown === "text" || (type.shown === "nothing" && isText(bytes))) return { name, shown: "text" };
  return { name, shown: type.shown === "nothing" ? "note" : "preview" };
}

/** Servers send texts as bytes of no particular type, too. */
function isText(bytes: Uint8Array): boolean {
  return !bytes.includes(0) && isValidUtf8(bytes);
}

/** The last part of the URI that says something, with the right ending. */
function fileName(uri: string, extension: string): string {
  const parts = uri.split(/[?#]/, 1)[0]?.replace(/^[a-z][a-z\d+.-]*:/i, "").split("/") ?? [];
  const last = safeFileName(decoded(parts.findLast((part) => part !== "") ?? "")) || "resource";
  return uriEnding(last) === extension ? last : `${last}.${extension}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // No triplets of UTF-8: then it is shown as it is.
    return part;
  }
}
