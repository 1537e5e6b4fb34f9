import type { ExchangeColumns } from "../trace/exchangeColumns";
import { feedExchangeColumns } from "./columns";
import { FEED_EXCHANGE_BYTES, type FeedExchanges } from "./protocol";

/** Exchanges as a page gets them: those numbered `[first, next)`, and others that have changed. */
export function exchangeBatch(columns: ExchangeColumns, first: number, next: number, changed: readonly number[]): FeedExchanges {
  const count = next - first + changed.length;
  const buffer = new ArrayBuffer(count * FEED_EXCHANGE_BYTES);
  const set = feedExchangeColumns(count, buffer);
  for (let number = first; number < next; number++) set.numbers[number - first] = number;
  set.numbers.set(changed, next - first);
  // The codes and bits of the trace are those of the protocol.
  columns.copy(first, next, set, 0);
  changed.forEach((number, index) => columns.copy(number, number + 1, set, next - first + index));
  return { type: "exchanges", count, columns: buffer };
}
