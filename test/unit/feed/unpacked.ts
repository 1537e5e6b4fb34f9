import { feedExchangeColumns, type FeedExchangeColumns, feedRowColumns, type FeedRowColumns, placedExchanges, placedRows } from "../../../src/core/feed/columns";
import { unpackColumn } from "../../../src/core/feed/packing/unpackColumn";
import { unpackTimes } from "../../../src/core/feed/packing/unpackTimes";
import type { FeedExchanges, FeedRows } from "../../../src/core/feed/protocol";

/** All columns of the rows in a message. */
export function unpackedRows(message: FeedRows): FeedRowColumns {
  const { count } = message;
  const to = feedRowColumns(count);
  const { times, ...placed } = placedRows(message);
  unpackTimes(times, 0, count, to.times, 0, new Uint32Array(count));
  unpackColumn(placed.sizes, 0, count, to.sizes, 0);
  unpackColumn(placed.ids, 0, count, to.ids, 0);
  unpackColumn(placed.flags, 0, count, to.flags, 0);
  unpackColumn(placed.exchanges, 0, count, to.exchanges, 0);
  unpackColumn(placed.links, 0, count, to.links, 0);
  unpackColumn(placed.methods, 0, count, to.methods, 0);
  unpackColumn(placed.subjects, 0, count, to.subjects, 0);
  return to;
}

/** All columns of the exchanges in a message. */
export function unpackedExchanges(message: FeedExchanges): FeedExchangeColumns {
  const { count } = message;
  const to = feedExchangeColumns(count);
  const placed = placedExchanges(message);
  unpackColumn(placed.numbers, 0, count, to.numbers, 0);
  unpackColumn(placed.requests, 0, count, to.requests, 0);
  unpackColumn(placed.enders, 0, count, to.enders, 0);
  unpackColumn(placed.states, 0, count, to.states, 0);
  return to;
}
