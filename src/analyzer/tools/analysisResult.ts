import type { SkippedFile } from "../files/skippedFile";

export interface Coverage {
  readonly filesAnalyzed: number;
  readonly filesSkipped: number;
  /** Files in languages we have no grammar for. */
  readonly filesOfOtherLanguages: number;
  /** The first of the skipped files; `filesSkipped` counts them all. */
  readonly skipped: readonly SkippedFile[];
}

/** What a tool returns as structured content. */
export interface AnalysisResult<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly truncated: boolean;
  readonly nextCursor?: string;
  readonly coverage: Coverage;
  readonly warnings: readonly string[];
}
