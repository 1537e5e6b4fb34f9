import type { Event } from "../base/event";
import type { Closed } from "./closed";
import type { Rows } from "./frame";

/** A tapped transport: nothing is delivered or sent that is not already in the trace. */
export interface Link {
  readonly id: number;
  /** The rows of the server's stdout, junk among them, once per chunk that completed any, after they were traced. */
  readonly onMessages: Event<Rows>;
  /**
   * Traces and sends one line of JSON, given without terminator; the answer is the sequence of its row. Does nothing once
   * closed, and answers `undefined`.
   */
  send(line: string): number | undefined;
  /** Begins an orderly shutdown; see Transport.close. */
  close(): void;
  /** Settles once, after the last row of the link is in the trace. */
  readonly closed: Promise<Closed>;
}
