import type { SkippedFile } from "./skippedFile";

/** The files below a folder: paths relative to it, with `/`, in no particular order. */
export interface FileList {
  readonly files: readonly string[];
  readonly skipped: readonly SkippedFile[];
  readonly warnings: readonly string[];
}
