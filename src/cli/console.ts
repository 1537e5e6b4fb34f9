import type { CancelSignal } from "../core/base/cancel";

/** Where a command writes to and by what it is interrupted. */
export interface CliConsole {
  /** A line of the result. */
  result(line: string): void;
  /** A result that is to arrive as it is, without a line end of ours. */
  exact(bytes: Uint8Array): void;
  /** Results are read by a person, not written into a file or a pipe. */
  readonly isTerminal: boolean;
  /** A line of everything else. */
  note(line: string): void;
  /** Ctrl+C, SIGTERM, or a reader of the results that went away. */
  readonly interrupt: CancelSignal;
}
