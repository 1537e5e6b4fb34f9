const DIGITS = 1 << 16;

/** Sorts values by their keys, which are below 2^32, in place; those with the same key keep their order. Both have the same length. */
export function radixSort(values: Uint32Array, keys: Uint32Array): void {
  const spareValues = new Uint32Array(values.length);
  const spareKeys = new Uint32Array(keys.length);
  pass(values, keys, spareValues, spareKeys, 0);
  pass(spareValues, spareKeys, values, keys, 16);
}

function pass(values: Uint32Array, keys: Uint32Array, toValues: Uint32Array, toKeys: Uint32Array, shift: 0 | 16): void {
  const starts = new Uint32Array(DIGITS);
  for (let index = 0; index < keys.length; index++) {
    const digit = ((keys[index] ?? 0) >>> shift) & (DIGITS - 1);
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = starts[digit] ?? 0;
    starts[digit] = start;
    start += count;
  }
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? 0;
    const digit = (key >>> shift) & (DIGITS - 1);
    const to = starts[digit] ?? 0;
    starts[digit] = to + 1;
    toValues[to] = values[index] ?? 0;
    toKeys[to] = key;
  }
}
