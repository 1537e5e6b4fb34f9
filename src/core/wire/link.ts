import type { Event } from "../base/event";
import type { Closed } from "./closed";
import type { Frame } from "./frame";

/** A tapped transport: nothing is delivered or sent that is not already in the trace. */
export interface Link {
  readonly id: number;
  /** Every row from the server's stdout that is a message (faulty ones too), after it was traced. */
  readonly onMessage: Event<Frame>;
  /** Traces and sends one line of JSON, given without terminator; returns its row, or `undefined` once closed. */
  send(line: string): Frame | undefined;
  /** Begins an orderly shutdown; see Transport.close. */
  close(): void;
  /** Settles once, after the last row of the link is in the trace. */
  readonly closed: Promise<Closed>;
}
