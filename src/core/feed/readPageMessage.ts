import { isJsonObject } from "../base/json";
import type { SavedFilter } from "../trace/filter/savedFilter";
import type { FeedAction, FeedRequestName, FeedRequests, FeedRowsOf } from "./protocol";

/** A request of a page. */
export type Asked = { readonly [K in FeedRequestName]: { readonly name: K; readonly value: FeedRequests[K]["ask"] } }[FeedRequestName];

/** What a page said, checked. */
export type PageMessage =
  | { readonly type: "ready" }
  | { readonly type: "ack"; readonly of: string; readonly batch: number; readonly worked: number }
  /** `undefined`: it asks for something that there is not, or not in the right way. */
  | { readonly type: "ask"; readonly ask: number; readonly asked: Asked | undefined }
  | { readonly type: "broken"; readonly message: string };

const ACTIONS: { readonly [action in FeedAction]: true } = {
  open: true, openRaw: true, compare: true, copyJson: true, copyCommandLine: true, copySdkTest: true, sendAgain: true, editAndSend: true,
  mark: true, unmark: true, comment: true, export: true, clear: true, save: true,
};

/** Reads what came from a page; it shows what servers sent, so it is not taken on trust. `undefined` for anything unknown. */
export function readPageMessage(given: unknown): PageMessage | undefined {
  if (!isJsonObject(given)) return undefined;
  const { type, of, batch, worked, ask, name, value, message } = given;
  switch (type) {
    case "ready":
      return { type };
    case "ack":
      return typeof of === "string" && typeof batch === "number" && typeof worked === "number" ? { type, of, batch, worked } : undefined;
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
  const { seq, limit, from, text, session, beside, action, rows, filters } = value;
  switch (name) {
    case "body":
      return typeof session === "string" && isCount(seq) && isCount(limit) && (from === undefined || isCount(from)) ? { name, value: { session, seq, limit, ...(from !== undefined && { from }) } } : undefined;
    case "search":
      return typeof session === "string" && typeof text === "string" ? { name, value: { session, text } } : undefined;
    case "show":
      return typeof session === "string" && typeof beside === "boolean" ? { name, value: { session, beside } } : undefined;
    case "hide":
      return typeof session === "string" ? { name, value: { session } } : undefined;
    case "saveFilters":
    case "adoptFilters":
      return isFilters(filters) ? { name, value: { filters: filters.map(({ name: called, filter, color }) => ({ name: called, filter, ...(color !== undefined && { color }) })) } } : undefined;
    case "act":
      return isAction(action) && isRows(rows) ? { name, value: { action, rows, ...(typeof text === "string" && { text }) } } : undefined;
    default:
      return undefined;
  }
}

function isAction(value: unknown): value is FeedAction {
  return typeof value === "string" && Object.hasOwn(ACTIONS, value);
}

function isFilters(value: unknown): value is readonly SavedFilter[] {
  return Array.isArray(value) && value.every((each: unknown) => isJsonObject(each) && isWritten(each["name"]) && isWritten(each["filter"]) && (each["color"] === undefined || typeof each["color"] === "string"));
}

function isWritten(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isRows(value: unknown): value is readonly FeedRowsOf[] {
  return Array.isArray(value) && value.length > 0 && value.every((each: unknown) => isJsonObject(each) && typeof each["session"] === "string" && Array.isArray(each["seqs"]) && each["seqs"].every(isCount));
}
