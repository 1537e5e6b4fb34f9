/** What to do with the bytes of a media type: show in a preview of their own, read as text, or only keep. */
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
  ["text/xml", "xml"],
  ["application/xml", "xml"],
  ["application/yaml", "yaml"],
  ["text/yaml", "yaml"],
]);

/** Looks a media type up; parameters such as `;charset=utf-8` do not matter. Unknown types are kept as `bin`. */
export function mediaTypeOf(mimeType: string): MediaType {
  const type = mimeType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const extension = EXTENSIONS.get(type);
  const family = type.split("/", 1)[0];
  if (extension && (family === "image" || family === "audio" || family === "video")) return { extension, shown: family };
  if (family === "text" || extension === "json" || extension === "xml" || extension === "yaml") return { extension: extension ?? "txt", shown: "text" };
  return { extension: extension ?? "bin", shown: "nothing" };
}
