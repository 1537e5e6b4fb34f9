import { mediaTypeOf } from "./mediaTypes";
import type { Part } from "./part";
import { formatText } from "./textFormat";
import { uriEnding } from "./uriEnding";

/** Endings that would have the editor do more with a text than show it, or show it as what it is not. */
const NOT_FOR_TEXT: ReadonlySet<string> = new Set([
  "ipynb", "png", "jpg", "jpeg", "gif", "webp", "bmp", "ico", "avif", "mp3", "wav", "ogg", "oga", "mp4", "webm", "pdf", "vsix", "zip", "gz", "bin",
]);

/** All that VS Code takes for Markdown and so may lay out. */
const MARKDOWN: ReadonlySet<string> = new Set(["md", "mkd", "mkdn", "mdwn", "mdown", "markdown", "markdn", "mdtxt", "mdtext", "workbook"]);

/** The extension, without dot, of a file that holds this part as it was sent. */
export function extensionOf(part: Part): string {
  switch (part.kind) {
    case "text":
      return textExtension(part);
    case "bytes":
      return bytesExtension(part.mimeType, part.uri);
    case "link":
      return linkExtension(part.uri, part.mimeType);
    case "other":
      return "json";
  }
}

/**
 * The same for a file that a preview links to: bytes are never `.md` there, since the link would lay them out, and they
 * cannot be made harmless first.
 */
export function linkedExtensionOf(part: Part): string {
  const extension = extensionOf(part);
  return part.kind === "bytes" && MARKDOWN.has(extension) ? "txt" : extension;
}

/** Of an embedded resource the ending of its URI, else its media type; of a text block what it looks like. */
function textExtension({ text, uri, mimeType }: Part & { readonly kind: "text" }): string {
  const ending = uriEnding(uri);
  if (ending !== undefined && MARKDOWN.has(ending)) return "md";
  if (ending !== undefined && !NOT_FOR_TEXT.has(ending)) return ending;
  const type = mimeType === undefined ? undefined : mediaTypeOf(mimeType);
  if (type?.shown === "text" && type.extension !== "txt") return type.extension;
  const { language } = formatText(text);
  return language === "json" ? "json" : language === "markdown" ? "md" : "txt";
}

function bytesExtension(mimeType: string, uri: string | undefined): string {
  const { extension } = mediaTypeOf(mimeType);
  return extension === "bin" || extension === "txt" ? (uriEnding(uri) ?? extension) : extension;
}

/** What a linked resource is will be seen when it is read; until then its type and its name have to do. */
function linkExtension(uri: string, mimeType: string | undefined): string {
  const type = mimeType === undefined ? undefined : mediaTypeOf(mimeType);
  if (type && type.extension !== "bin" && type.extension !== "txt") return type.extension;
  const ending = uriEnding(uri);
  if (ending !== undefined && MARKDOWN.has(ending)) return "md";
  if (ending !== undefined && ending !== "ipynb") return ending;
  return type?.extension ?? "txt";
}
