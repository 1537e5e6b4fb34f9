import type { HostEvent } from "../../src/core/wire/frame";

/** One thing that happens on the wire of a server; `after`: milliseconds since the step before, which nobody waits for. */
export interface Step {
  readonly server: string;
  readonly after?: number;
  readonly what:
    | { readonly type: "client" | "server" | "stderr"; readonly text: string }
    | { readonly type: "host"; readonly event: HostEvent };
}

/** What a test has the stand-in for the host do. */
export type HostOrder =
  | { readonly type: "play"; readonly steps: readonly Step[] }
  /** Everyday traffic of so many rows, at once. */
  | { readonly type: "load"; readonly rows: number }
  /** So many rows a second until so many have come. */
  | { readonly type: "flood"; readonly rows: number; readonly perSecond: number }
  /** So many notifications in one burst, numbered from 0. */
  | { readonly type: "burst"; readonly rows: number }
  | { readonly type: "clear" }
  | { readonly type: "reveal"; readonly seq: number }
  /** A session that ended earlier, to switch to. */
  | { readonly type: "earlier"; readonly rows: number };

/** What the stand-in says of itself. */
export type HostReport =
  | { readonly type: "done"; readonly order: number }
  | { readonly type: "failed"; readonly order: number; readonly message: string }
  | { readonly type: "warned"; readonly message: string }
  | { readonly type: "acted"; readonly action: string; readonly seqs: readonly number[]; readonly text: string | undefined };
