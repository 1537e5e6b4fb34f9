import type { KnownSession } from "./knownSessions";

/** A run of a server, in some session. */
export interface RunPlace {
  readonly session: KnownSession;
  readonly link: number;
  readonly name: string;
  readonly run: number;
  /** Milliseconds since the epoch. */
  readonly opened: number;
}

/** One side of a comparison that has been written down. */
export interface Side {
  readonly title: string;
  readonly text: string;
  /** The older side stands on the left. */
  readonly time: number;
}
