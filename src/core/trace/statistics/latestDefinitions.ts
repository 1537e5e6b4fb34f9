import { isJsonObject, type JsonObject } from "../../base/json";
import { decodeUtf8 } from "../../base/text";
import { definitionCost, type DefinitionCost } from "./definitionCost";

/** A client that never gets to the end of a list leaves more pages than anybody wants read. */
const MOST_PAGES = 200;

/** The lines of an exchange as they crossed the wire. */
export interface ExchangeText {
  readonly request: Uint8Array;
  readonly answer: Uint8Array;
}

/**
 * What the newest list of tools costs. A list can have several pages, each asked for by an exchange of its own with the
 * cursor of the one before; so it is read backwards to the page that was asked for without a cursor.
 * @param lists sequences of the answered `tools/list` requests of a server, in order of time
 * @param read gives the lines of such an exchange, `undefined` when they are not held any more
 * @returns `undefined` when not even the newest page can be read
 */
export async function latestDefinitions(lists: readonly number[], read: (seq: number) => Promise<ExchangeText | undefined>): Promise<DefinitionCost | undefined> {
  const results: unknown[] = [];
  let wireBytes = 0;
  let complete = false;
  for (const seq of lists.slice(-MOST_PAGES).toReversed()) {
    const text = await read(seq);
    const [request, answer] = [parse(text?.request), parse(text?.answer)];
    if (text === undefined || request === undefined || !isJsonObject(answer?.["result"])) break;
    // The newest page says whether the list goes on.
    if (results.length === 0) complete = typeof answer["result"]["nextCursor"] !== "string";
    results.unshift(answer["result"]);
    wireBytes += text.answer.length;
    const params = request["params"];
    if (!isJsonObject(params) || params["cursor"] === undefined) return definitionCost(results, wireBytes, complete);
  }
  return results.length === 0 ? undefined : definitionCost(results, wireBytes, false);
}

function parse(bytes: Uint8Array | undefined): JsonObject | undefined {
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(decodeUtf8(bytes));
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    // What a server sends need not be JSON; the table shows such a line as junk.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
