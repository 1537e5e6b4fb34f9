/** Severity follows the spec's MUST (error) and SHOULD (warning). */
export type Severity = "error" | "warning" | "info";

/** What a rule has to say about one row of the trace. */
export interface Finding {
  /** Stable id of the rule, for example `stdout-noise`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly link: number;
  readonly seq: number;
  /** One sentence: what is wrong, with the exact text where that helps. */
  readonly message: string;
  /** In words: how to mend it, for the server's language where that is known. */
  readonly fix: string;
  /** Section of the specification. */
  readonly spec: string;
}

/** Languages for which a fix can be told precisely. */
export type ServerLanguage = "node" | "python" | "go" | "rust" | "java" | "dotnet" | "ruby" | "php" | "shell" | "unknown";
