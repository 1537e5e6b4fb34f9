/** One file that shows a part of a tool result. */
export interface ResultFile {
  /** Unique within the result; the extension tells the language or the preview. */
  readonly name: string;
  /** False for what only the summary links to. */
  readonly open: boolean;
  /** Markdown of ours that is meant to be seen laid out, not as its source. */
  readonly rendered?: true;
  readonly content: { readonly text: string } | { readonly base64: string };
}
