import { isJsonObject, type JsonObject } from "../../base/json";
import { parseJson } from "../../wire/parseJson";

/** A client that never gets to the end of a list leaves more pages than anybody wants read. */
const MOST_PAGES = 200;

/** The lines of an exchange as they crossed the wire. */
export interface ExchangeText {
  readonly request: Uint8Array;
  readonly answer: Uint8Array;
}

/** A list that a server gave, perhaps in several pages. */
export interface ListPages {
  /** The results, in order. */
  readonly results: readonly JsonObject[];
  /** Bytes of the lines with the answers. */
  readonly wireBytes: number;
  /** It begins with the first page and ends with the last one. */
  readonly complete: boolean;
}

/**
 * The newest list that a server gave. A list can have several pages, each asked for by an exchange of its own with the
 * cursor of the one before; so it is read backwards to the page that was asked for without a cursor.
 * @param lists sequences of the answered requests for the list, of one server, in order of time
 * @param read gives the lines of such an exchange, `undefined` when they are not held any more
 * @returns `undefined` when not even the newest page can be read
 */
export async function latestPages(lists: readonly number[], read: (seq: number) => Promise<ExchangeText | undefined>): Promise<ListPages | undefined> {
  const results: JsonObject[] = [];
  let wireBytes = 0;
  let complete = false;
  for (const seq of lists.slice(-MOST_PAGES).toReversed()) {
    const text = await read(seq);
    const [request, answer] = [parse(text?.request), parse(text?.answer)];
    const result = answer?.["result"];
    if (text === undefined || request === undefined || !isJsonObject(result)) break;
    // The newest page says whether the list goes on.
    if (results.length === 0) complete = typeof result["nextCursor"] !== "string";
    results.unshift(result);
    wireBytes += text.answer.length;
    const params = request["params"];
    if (!isJsonObject(params) || params["cursor"] === undefined) return { results, wireBytes, complete };
  }
  return results.length === 0 ? undefined : { results, wireBytes, complete: false };
}

function parse(bytes: Uint8Array | undefined): JsonObject | undefined {
  // What a server sends need not be JSON; the table shows such a line as junk.
  const value = bytes && parseJson(bytes);
  return isJsonObject(value) ? value : undefined;
}
