import { isJsonObject } from "../base/json";
import type { FeedAction, FeedRequestName, FeedRequests } from "./protocol";

/** A request of a page. */
export type Asked = { readonly [K in FeedRequestName]: { readonly name: K; readonly value: FeedRequests[K]["ask"] } }[FeedRequestName];

/** What a page said, checked. */
export type PageMessage =
  | { readonly type: "ready" }
  | { readonly type: "ack"; readonly batch: number }
  /** `undefined`: it asks for something that there is not, or not in the right way. */
  | { readonly type: "ask"; readonly ask: number; readonly asked: Asked | undefined }
  | { readonly type: "broken"; readonly message: string };

const ACTIONS: { readonly [action in FeedAction]: true } = {
  open: true, openRaw: true, compare: true, copyJson: true, copyCommandLine: true, sendAgain: true, editAndSend: true,
  mark: true, unmark: true, comment: true, export: true, clear: true, save: true,
};

/** Reads what came from a page; it shows what servers sent, so it is not taken on trust. `undefined` for anything unknown. */
export function readPageMessage(given: unknown): PageMessage | undefined {
  if (!isJsonObject(given)) return undefined;
  const { type, batch, ask, name, value, message } = given;
  switch (type) {
    case "ready":
      return { type };
    case "ack":
      return typeof batch === "number" ? { type, batch } : undefined;
    case "ask":
      return typeof ask === "number" ? { type, ask, asked: readAsked(name, value) } : undefined;
    case "broken":
      return typeof message === "string" ? { type, message } : undefined;
    default:
      return undefined;
  }
}

function readAsked(name: unknown, value: unknown): Asked | undefined {
  if (!isJsonObject(value)) return undefined;
  const { seq, limit, text, session, action, seqs } = value;
  switch (name) {
    case "body":
      return isCount(seq) && isCount(limit) ? { name, value: { seq, limit } } : undefined;
    case "search":
      return typeof text === "string" ? { name, value: { text } } : undefined;
    case "show":
      return typeof session === "string" ? { name, value: { session } } : undefined;
    case "act":
      return isAction(action) && isCounts(seqs) ? { name, value: { action, seqs, ...(typeof text === "string" && { text }) } } : undefined;
    default:
      return undefined;
  }
}

function isAction(value: unknown): value is FeedAction {
  return typeof value === "string" && Object.hasOwn(ACTIONS, value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(isCount);
}
