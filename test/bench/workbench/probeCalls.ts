import type { JsonObject } from "../../../src/core/base/json";

/** Processor time of the extension host since it began, milliseconds. */
export interface HostCpu {
  /** Of the thread in which extensions run. */
  readonly thread: number;
  readonly process: number;
}

/** What the benchmark asks of its extension in the extension host. Times of the clock are milliseconds since the epoch. */
export interface ProbeCalls {
  /** Settles when the server of this name runs. */
  running: { ask: { readonly server: string }; answer: null };
  /** Calls a tool and settles with its answer; milliseconds. */
  call: { ask: { readonly tool: string; readonly args: JsonObject }; answer: number };
  /** Calls a tool many times, so many of them at a time. */
  calls: { ask: { readonly tool: string; readonly count: number; readonly logs: boolean }; answer: null };
  /** Settles when this window's session has had so many rows. */
  rows: { ask: { readonly next: number }; answer: null };
  session: { ask: null; answer: { readonly id: string; readonly first: number; readonly next: number; readonly evicted: number } };
  /** Times and sizes of the rows `[from, to)` that have this method. */
  columns: { ask: { readonly from: number; readonly to: number; readonly method: string }; answer: { readonly times: readonly number[]; readonly sizes: readonly number[] } };
  /** Runs a command; tells when it was begun. */
  command: { ask: { readonly command: string; readonly args: readonly unknown[] }; answer: { readonly began: number } };
  /** Settles when the Traffic panel has everything there is of this session; tells when. */
  settled: { ask: { readonly session: string }; answer: { readonly at: number; readonly cpu: HostCpu } };
  cpu: { ask: null; answer: HostCpu };
  /** Megabytes after everything that can go has gone. */
  memory: { ask: null; answer: { readonly rss: number; readonly heap: number; readonly external: number } };
  /** Begins to watch the event loop. */
  watch: { ask: null; answer: null };
  /** The longest that the event loop has not turned since then, milliseconds. */
  watched: { ask: null; answer: number };
  /** Searches a text in this window's session as the panel does it, but without one; milliseconds. */
  search: { ask: { readonly text: string }; answer: { readonly took: number; readonly rows: number } };
  /** Parses the newest row of this kind again, as it was parsed when it came; milliseconds. */
  parse: { ask: { readonly kind: string }; answer: { readonly decode: number; readonly parse: number; readonly size: number } };
  /** Earlier sessions, newest first. */
  earlier: { ask: null; answer: readonly { readonly id: string; readonly bytes: number; readonly messages: number }[] };
  /** Writes this window's session as a recording. */
  record: { ask: { readonly file: string }; answer: number };
  /** Opens a file in the editor that is made for it; tells when it was begun. */
  openFile: { ask: { readonly file: string }; answer: { readonly began: number } };
  /** Settles when the page of the recording that is open has all of it; tells when. */
  recordingSettled: { ask: null; answer: { readonly at: number; readonly cpu: HostCpu } };
  /** Opens an editor that is an empty webview; tells when it was begun. */
  emptyEditor: { ask: null; answer: { readonly began: number } };
}

export type ProbeAnswer = { readonly number: number; readonly value: unknown } | { readonly number: number; readonly failed: string };
