import type { SavedFilter } from "../../src/core/trace/filter/savedFilter";
import type { FeedRowsOf } from "../../src/core/feed/protocol";
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
  | { readonly type: "reveal"; readonly seq: number; readonly session?: string }
  /** The saved filters of the settings become these. */
  | { readonly type: "filters"; readonly filters: readonly SavedFilter[] }
  /** Lines of any bytes, in base64, that cross the wire of one server. */
  | { readonly type: "lines"; readonly server: string; readonly lines: readonly { readonly from: "client" | "server" | "stderr"; readonly base64: string }[] }
  /** A session that ended earlier, by default yesterday's, with what happened in it; the next one that is listed. A torn one cannot be opened. */
  | { readonly type: "earlier"; readonly rows: number; readonly session?: string; readonly steps?: readonly Step[]; readonly daysAgo?: number; readonly torn?: boolean }
  /** A session is deleted; one that is shown goes on being shown. */
  | { readonly type: "delete"; readonly session: string };

/** What the stand-in says of itself. */
export type HostReport =
  | { readonly type: "done"; readonly order: number }
  | { readonly type: "failed"; readonly order: number; readonly message: string }
  /** The page has changed the saved filters. */
  | { readonly type: "filtersSaved"; readonly filters: readonly SavedFilter[] }
  | { readonly type: "warned"; readonly message: string }
  /** A session was opened to be shown. */
  | { readonly type: "opened"; readonly session: string }
  | { readonly type: "acted"; readonly action: string; readonly seqs: readonly number[]; readonly text: string | undefined; readonly beside?: readonly FeedRowsOf[] };

/** What was seen on a walk through the page, and what was wrong with it. */
export interface Walk {
  /** Lines of the table that were selected, with the details in all their looks. */
  lines: number;
  /** Values that were shown by themselves. */
  values: number;
  /** Filters that came from cells and from completions. */
  filters: number;
  readonly problems: string[];
}
