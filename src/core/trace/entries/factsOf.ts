import type { Exchanges } from "../exchange";
import type { Trace } from "../trace";
import { entriesOf } from "./entriesOf";
import type { RowRange } from "./ownersOf";
import { EntryCursor, type FactsOptions } from "./entryCursor";

/**
 * The facts about every entry of a trace, in order of their first rows. It is one cursor that is moved on: what is of
 * interest is to be read at once.
 */
export function* factsOf(trace: Trace, exchanges: Exchanges, options: FactsOptions & RowRange = {}): Generator<EntryCursor> {
  const cursor = new EntryCursor(trace, exchanges, options);
  for (const place of entriesOf(trace, exchanges, options)) yield cursor.moveTo(place);
}
