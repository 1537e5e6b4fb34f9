/** Where a source says things: in the editor by its API, or in a page by the document. */
export type Kind = "editor" | "page";

export interface Texts {
  /** What can be translated, in the order of the source. */
  readonly messages: readonly string[];
  /** `line: what is wrong` */
  readonly problems: readonly string[];
}

/** @returns reads a source; `exempt` are texts that are the same in every language */
export function textReader(): Promise<(source: string, exempt?: ReadonlySet<string>, kind?: Kind) => Texts>;
