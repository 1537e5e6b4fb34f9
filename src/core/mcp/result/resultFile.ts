/** One file that shows a part of a tool result. */
export interface ResultFile {
  /** Unique within the result; the extension tells the language or the preview. */
  readonly name: string;
  /** False for what only the summary links to. */
  readonly open: boolean;
  /** Markdown that is meant to be seen laid out, not as its source. */
  readonly rendered?: true;
  readonly content: ResultContent;
  /** Only the head of a text is in `content`; this many UTF-16 units are the whole. */
  readonly cutFrom?: number;
  /** The text is the structured content of the result, so that places in it can be pointed out. */
  readonly structured?: true;
}

export type ResultContent =
  | { readonly text: string }
  | { readonly base64: string }
  /** A resource of the server, to be read when somebody opens the file. */
  | { readonly resource: string };
