import type { Random } from "./random";

/** Up to this length all splits are tried; there are 2^(length-1) of them. */
const ALL_UP_TO = 12;

/** Every way to cut short bytes into chunks; for long ones each byte alone, the whole, and seeded random cuts. */
export function* splits(bytes: Uint8Array, random: Random, count: number): Generator<readonly Uint8Array[]> {
  if (bytes.length <= ALL_UP_TO) {
    for (let cuts = 0; cuts < 2 ** Math.max(0, bytes.length - 1); cuts++) yield cutWhere(bytes, (at) => (cuts >>> (at - 1)) % 2 === 1);
    return;
  }
  yield [bytes];
  yield cutWhere(bytes, () => true);
  for (let round = 0; round < count; round++) {
    // From a few large chunks to many small ones, with empty ones among them.
    const density = random.next() ** 3;
    const chunks = cutWhere(bytes, () => random.next() < density);
    yield random.next() < 0.2 ? chunks.flatMap((chunk) => [new Uint8Array(0), chunk]) : chunks;
  }
}

function cutWhere(bytes: Uint8Array, cut: (at: number) => boolean): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let start = 0;
  for (let at = 1; at < bytes.length; at++) {
    if (!cut(at)) continue;
    chunks.push(bytes.slice(start, at));
    start = at;
  }
  chunks.push(bytes.slice(start));
  return chunks;
}
