export interface MochaOptions {
  /** Absolute paths of compiled test files. */
  readonly files: readonly string[];
  readonly timeoutMs: number;
  /** Runs only tests whose full title contains this. */
  readonly grep?: string | undefined;
  /** Where the counts go as JSON. */
  readonly resultsFile?: string | undefined;
  readonly log?: (line: string) => void;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export function runMocha(options: MochaOptions): Promise<Counts>;
