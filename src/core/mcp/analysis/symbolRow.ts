/** The figures of one function, as the tool `complexity` gives them. */
export interface SymbolFigures {
  readonly cyclomatic: number;
  readonly cognitive: number;
  /** Deepest nesting of statements. */
  readonly nesting: number;
  /** Lines from the first to the last of the function. */
  readonly length: number;
}

/** One symbol of a file: what the tools `outline` and `complexity` say of it together. */
export interface SymbolRow {
  readonly name: string;
  /** Kind as the analyzer names it, for example `method`. */
  readonly kind: string;
  /** Names of the enclosing symbols; empty at the top of the file. */
  readonly container: string;
  /** 1 at the top of the file. */
  readonly depth: number;
  /** First and last line, 1-based. */
  readonly startLine: number;
  readonly endLine: number;
  /** `undefined` for what is no function. */
  readonly figures: SymbolFigures | undefined;
}
