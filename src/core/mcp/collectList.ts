import { isJsonObject, type JsonObject } from "../base/json";
import { Failure } from "../base/failure";
import type { ParsedItem } from "./parse/parseItem";
import { typeName } from "./parse/typeName";
import type { Listed } from "./types";

/** A server may page for ever; beyond these a list is cut off, visibly. */
const MAX_PAGES = 1000;
const MAX_ITEMS = 100_000;

/** Everything that collecting one list needs. */
export interface ListRequest<T> {
  /** For example `tools/list`. */
  readonly method: string;
  /** Member of the result that holds the items. */
  readonly key: string;
  readonly parse: (value: unknown) => ParsedItem<T>;
  readonly request: (method: string, params: JsonObject | undefined) => Promise<unknown>;
}

/**
 * Collects a list over all its pages (2025-11-25, server/utilities/pagination). When a later page fails, the items of
 * the earlier ones are kept and `truncated` says why.
 * @throws Failure of the first page, and whatever page when the link closed
 */
export async function collectList<T>(source: ListRequest<T>): Promise<Listed<T>> {
  const items: T[] = [];
  const invalid: Listed<T>["invalid"][number][] = [];
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (let page = 1; ; page++) {
    let result: Page;
    try {
      result = readPage(await source.request(source.method, cursor === undefined ? undefined : { cursor }), source);
    } catch (error) {
      if (page === 1 || !(error instanceof Failure) || error.kind === "closed") throw error;
      return { items, invalid, truncated: `Page ${page} could not be read: ${error.message}` };
    }
    for (const value of result.items) {
      const index = items.length + invalid.length;
      if (index >= MAX_ITEMS) return { items, invalid, truncated: `The server lists more than ${MAX_ITEMS} items; the rest is left out.` };
      const parsed = source.parse(value);
      if (parsed.ok) items.push(parsed.item);
      else invalid.push({ index, name: parsed.name, reason: parsed.reason });
    }
    cursor = result.next;
    if (cursor === undefined) return { items, invalid, truncated: undefined };
    if (cursors.has(cursor)) return { items, invalid, truncated: `The server gave the cursor ${JSON.stringify(cursor)} twice, so its pages would never end.` };
    cursors.add(cursor);
    if (page === MAX_PAGES) return { items, invalid, truncated: `The server has more than ${MAX_PAGES} pages; the rest is left out.` };
  }
}

interface Page {
  readonly items: readonly unknown[];
  readonly next: string | undefined;
}

function readPage(result: unknown, source: { readonly method: string; readonly key: string }): Page {
  const malformed = (what: string): Failure => new Failure("protocol", `The result of ${source.method} ${what}.`);
  if (!isJsonObject(result)) throw malformed(`is ${typeName(result)}; it must be an object`);
  const items = result[source.key];
  if (!Array.isArray(items)) throw malformed(`has "${source.key}" ${items === undefined ? "missing" : `as ${typeName(items)}`}; it must be an array`);
  // Servers that cannot leave a member out send null or an empty cursor on the last page.
  const next = result["nextCursor"] || undefined;
  if (next !== undefined && typeof next !== "string") throw malformed(`has "nextCursor" as ${typeName(next)}; it must be a string`);
  return { items, next };
}
