import type { Exchanges } from "../exchange";

const owner = new Uint32Array(1);

/** The sequence of the request that a row that is held belongs to; `undefined` when it belongs to none, or its request has left. */
export function entryStart(seq: number, { columns }: Exchanges): number | undefined {
  columns.catchUp(seq + 1);
  columns.copyOwners(seq, seq + 1, owner);
  const number = (owner[0] ?? 0) - 1;
  return number < columns.first ? undefined : columns.request(number);
}
