import type { ExchangeColumns } from "../trace/exchangeColumns";
import { feedExchangeColumns, packedExchanges } from "./columns";
import type { FeedExchanges } from "./protocol";

/** Exchanges as a page gets them: those numbered `[first, next)`, and others that have changed. */
export function exchangeBatch(columns: ExchangeColumns, first: number, next: number, changed: readonly number[]): FeedExchanges {
  const count = next - first + changed.length;
  const set = feedExchangeColumns(count);
  for (let number = first; number < next; number++) set.numbers[number - first] = number;
  set.numbers.set(changed, next - first);
  // The codes and bits of the trace are those of the protocol.
  const held = { requests: new Float64Array(count), enders: new Float64Array(count), states: new Uint8Array(count) };
  columns.copy(first, next, held, 0);
  changed.forEach((number, index) => columns.copy(number, number + 1, held, next - first + index));
  set.states.set(held.states);
  const base = smallest(held.requests);
  for (let index = 0; index < count; index++) {
    const ender = held.enders[index] ?? -1;
    set.requests[index] = (held.requests[index] ?? base) - base;
    set.enders[index] = ender < 0 ? 0 : ender - base + 1;
  }
  return { type: "exchanges", first: base, ...packedExchanges(set) };
}

/** What ends an exchange is no row before its request, so no row of theirs is before this one. */
function smallest(requests: Float64Array): number {
  let smallest = requests[0] ?? 0;
  for (const request of requests) if (request < smallest) smallest = request;
  return smallest;
}
