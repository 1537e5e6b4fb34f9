import type { Event } from "../base/event";
import type { Frame, FrameWriter, Rows } from "../wire/frame";
import type { RowColumns } from "./rowColumns";

/** Who a link belongs to; kept with the trace so that rows can be named after the server is gone. */
export interface LinkInfo {
  readonly link: number;
  /** Stable id of the configured server. */
  readonly server: string;
  /** Name that people read. */
  readonly name: string;
  /** Which run of that server, from 1. */
  readonly run: number;
  /** Milliseconds since the epoch. */
  readonly opened: number;
}

/**
 * The append-only store that everything shown, linted, recorded or compared is read from.
 * It keeps a byte budget: the oldest rows go first, and `evicted` says how many.
 */
export interface Trace {
  /** Id of the session that the rows belong to; with a sequence it names a row among all that were ever recorded. */
  readonly session: string;
  /** Opens a new link; its writer stamps sequence and arrival time. */
  open(server: { readonly server: string; readonly name: string }): FrameWriter;
  link(link: number): LinkInfo | undefined;
  links(): readonly LinkInfo[];
  /** Rows `[first, next)` are held. */
  readonly first: number;
  readonly next: number;
  /** `undefined` when evicted or not there yet. */
  at(seq: number): Frame | undefined;
  /**
   * The same for those who look at many rows, each once: the row is not remembered, so that two who ask may get two frames.
   * Remembering a million rows costs pauses that are felt.
   */
  glance(seq: number): Frame | undefined;
  /** The columns of the rows that are held, for those who look at many. */
  readonly columns: RowColumns;
  /** Since it was cleared last. */
  readonly evicted: { readonly frames: number; readonly bytes: number };
  /**
   * Fires once per chunk, line sent or host event, in the order of the rows and in the turn that wrote them: after the
   * line was handed on or the session has seen the rows, before any promise that they settled is heard.
   */
  readonly onAppend: Event<Rows>;
  /** Drops every row; sequences go on. Rows dropped here do not count as evicted, and neither do those before them any more. */
  clear(): void;
  readonly onClear: Event<void>;
}
