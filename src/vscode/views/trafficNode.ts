import type { Exchange } from "../../core/trace/exchange";
import type { LinkInfo } from "../../core/trace/trace";
import type { Frame } from "../../core/wire/frame";

/** One row of the Traffic tree. */
export type TrafficNode =
  | { readonly type: "run"; readonly id: string; readonly info: LinkInfo }
  | { readonly type: "exchange"; readonly id: string; readonly link: number; readonly seq: number; readonly exchange: Exchange }
  | { readonly type: "frame"; readonly id: string; readonly link: number; readonly seq: number; readonly frame: Frame }
  | { readonly type: "older"; readonly id: string; readonly link: number; readonly hidden: number }
  /** Rows of all runs that had to make room. */
  | { readonly type: "evicted"; readonly id: string };

/** A row that has a message to open. */
export type MessageNode = Extract<TrafficNode, { readonly seq: number }>;
