import type { EntryKind } from "../filter/facts";
import type { DefinitionCost } from "./definitionCost";

/** Figures over some entries. */
export interface Figures {
  readonly count: number;
  /** Requests that failed (error, tool error, malformed answer, end of the link), junk, and answers that nobody asked for. */
  readonly errors: number;
  readonly pending: number;
  /** Given up by who had asked, also where an answer came too late. */
  readonly cancelled: number;
  /** Bytes of the lines: requests with their answers. */
  readonly bytes: number;
  /** Requests that have been answered: those that the durations are of. */
  readonly answered: number;
  /** Milliseconds from request to answer; percentiles as `DurationDigest` says. `undefined` while none is answered. */
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  readonly max: number | undefined;
  /** All these durations together. */
  readonly waited: number;
}

/** Entries of the same server, sender, kind, method and subject. */
export interface StatisticsLine extends Figures {
  readonly server: string;
  readonly from: "client" | "server" | "host";
  readonly kind: EntryKind;
  readonly method: string | undefined;
  /** Tool, prompt or resource. */
  readonly subject: string | undefined;
}

export interface ServerStatistics extends Figures {
  readonly server: string;
  /** Most frequent first. */
  readonly lines: readonly StatisticsLine[];
  /** What its tools cost in a model's context; `undefined` when its list of tools did not cross the wire. */
  readonly definitions: DefinitionCost | undefined;
}

export interface StatisticsReport {
  readonly total: Figures;
  /** In the order of their first entry. */
  readonly servers: readonly ServerStatistics[];
}
