import type { Exchange } from "../../core/trace/exchange";
import type { LinkInfo } from "../../core/trace/trace";
import type { Frame } from "../../core/wire/frame";
import type { EarlierSession } from "../history/earlierSession";
import type { TrafficSource } from "../history/trafficSource";

/** One row of the Traffic tree. */
export type TrafficNode =
  | { readonly type: "run"; readonly id: string; readonly source: TrafficSource; readonly info: LinkInfo }
  | { readonly type: "exchange"; readonly id: string; readonly source: TrafficSource; readonly link: number; readonly seq: number; readonly exchange: Exchange }
  | { readonly type: "frame"; readonly id: string; readonly source: TrafficSource; readonly link: number; readonly seq: number; readonly frame: Frame }
  | { readonly type: "older"; readonly id: string; readonly source: TrafficSource; readonly link: number; readonly hidden: number }
  /** Rows of all runs of a session that had to make room. */
  | { readonly type: "evicted"; readonly id: string; readonly source: TrafficSource }
  /** All earlier sessions. */
  | { readonly type: "earlier"; readonly id: string }
  | SessionNode
  /** Why something is not there. */
  | { readonly type: "notice"; readonly id: string; readonly label: string; readonly detail: string };

export interface SessionNode {
  readonly type: "session";
  readonly id: string;
  session: EarlierSession;
}

/** A row that has a message to open. */
export type MessageNode = Extract<TrafficNode, { readonly seq: number }>;

/** A row that belongs to a run. */
export type RowNode = Extract<TrafficNode, { readonly link: number }>;
