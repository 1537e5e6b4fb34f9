/** What to do with the bytes of a media type: show in a preview of their own, which VS Code has for some, read as text, or only keep. */
export interface MediaType {
  /** Extension of a file of this type, without dot. */
  readonly extension: string;
  readonly shown: "image" | "audio" | "video" | "text" | "nothing";
}

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["image/png", "png"],
  ["image/jpeg", "jpg"],
  ["image/jpg", "jpg"],
  ["image/gif", "gif"],
  ["image/webp", "webp"],
  ["image/bmp", "bmp"],
  ["image/avif", "avif"],
  ["image/svg+xml", "svg"],
  ["image/x-icon", "ico"],
  ["image/vnd.microsoft.icon", "ico"],
  ["audio/wav", "wav"],
  ["audio/x-wav", "wav"],
  ["audio/wave", "wav"],
  ["audio/mpeg", "mp3"],
  ["audio/mp3", "mp3"],
  ["audio/ogg", "ogg"],
  ["audio/vorbis", "ogg"],
  ["video/mp4", "mp4"],
  ["video/webm", "webm"],
  ["application/pdf", "pdf"],
  ["application/zip", "zip"],
  ["application/gzip", "gz"],
  ["application/json", "json"],
  ["text/plain", "txt"],
  ["text/markdown", "md"],
  ["text/html", "html"],
  ["text/css", "css"],
  ["text/csv", "csv"],
  ["text/javascript", "js"],
  ["text/typescript", "ts"],
  ["text/x-python", "py"],
  ["text/x-shellscript", "sh"],
  ["text/x-rust", "rs"],
  ["text/x-go", "go"],
  ["text/x-java-source", "java"],
  ["text/x-diff", "diff"],
  ["application/javascript", "js"],
  ["application/typescript", "ts"],
  ["application/toml", "toml"],
  ["application/sql", "sql"],
  ["application/x-sh", "sh"],
  ["text/xml", "xml"],
  ["application/xml", "xml"],
  ["application/yaml", "yaml"],
  ["text/yaml", "yaml"],
]);

/** Extensions of types that are text although they are called `application`. */
const TEXTS: ReadonlySet<string> = new Set(["json", "xml", "yaml", "js", "ts", "toml", "sql", "sh"]);

/** Types that have a file extension but no preview. */
const UNSEEN: ReadonlyMap<string, string> = new Map([
  ["image/tiff", "tif"],
  ["image/heic", "heic"],
  ["audio/flac", "flac"],
  ["audio/aac", "aac"],
  ["audio/mp4", "m4a"],
  ["audio/x-m4a", "m4a"],
  ["audio/webm", "weba"],
  ["audio/midi", "mid"],
  ["video/quicktime", "mov"],
  ["video/x-matroska", "mkv"],
  ["application/x-tar", "tar"],
  ["application/wasm", "wasm"],
  ["application/msword", "doc"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
  ["application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"],
]);

/** Looks a media type up; parameters such as `;charset=utf-8` do not matter. Unknown types are kept as `bin`. */
export function mediaTypeOf(mimeType: string): MediaType {
  const type = mimeType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const extension = EXTENSIONS.get(type);
  const family = type.split("/", 1)[0];
  if (extension && (family === "image" || family === "audio" || family === "video")) return { extension, shown: family };
  if (family === "text" || (extension !== undefined && TEXTS.has(extension))) return { extension: extension ?? "txt", shown: "text" };
  // `application/problem+json` is JSON as much as `application/json` is.
  const suffix = /\+(json|xml|yaml)$/.exec(type)?.[1];
  if (suffix !== undefined) return { extension: suffix, shown: "text" };
  return { extension: extension ?? UNSEEN.get(type) ?? "bin", shown: "nothing" };
}
