import type { ContentBlock } from "../types";
import type { Part } from "./part";
import type { ResultFile } from "./resultFile";

/** How a part stands in the summary. */
export interface SummaryPart {
  readonly part: Part;
  readonly block: ContentBlock | undefined;
  /** The file of its own, when it has one. */
  readonly file: ResultFile | undefined;
  /** The text as it came, where the file is a harmless copy of it. */
  readonly source?: ResultFile | undefined;
  /** A text as it is printed in the summary; `undefined` for nothing. */
  readonly inline: string | undefined;
}

/** The structured content: its file, and its beginning for the summary. */
export interface StructuredFile {
  readonly file: ResultFile;
  readonly inline: string;
}
