/** Two lists side by side: places that belong together, or one that has no counterpart; in the order of both. */
export interface Aligned {
  readonly one: number | undefined;
  readonly other: number | undefined;
}

/** Cells of a table that is filled to find the longest common part exactly; beyond, only unique keys are aligned. */
const MOST_CELLS = 4_000_000;

/**
 * Aligns two lists by their keys: first what each has exactly once (patience), then exactly in the stretches between.
 * Every place of both lists is in the answer once.
 */
export function align(ones: readonly string[], others: readonly string[]): readonly Aligned[] {
  const pairs: (readonly [number, number])[] = [];
  match(ones, others, { from: 0, to: ones.length, otherFrom: 0, otherTo: others.length }, pairs);
  const aligned: Aligned[] = [];
  let [one, other] = [0, 0];
  const skipTo = (nextOne: number, nextOther: number): void => {
    for (; one < nextOne; one++) aligned.push({ one, other: undefined });
    for (; other < nextOther; other++) aligned.push({ one: undefined, other });
  };
  for (const [nextOne, nextOther] of pairs) {
    skipTo(nextOne, nextOther);
    aligned.push({ one: one++, other: other++ });
  }
  skipTo(ones.length, others.length);
  return aligned;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}

function match(ones: readonly string[], others: readonly string[], stretch: Stretch, pairs: (readonly [number, number])[]): void {
  let { from, to, otherFrom, otherTo } = stretch;
  for (; from < to && otherFrom < otherTo && ones[from] === others[otherFrom]; from++, otherFrom++) pairs.push([from, otherFrom]);
  const tail: (readonly [number, number])[] = [];
  while (from < to && otherFrom < otherTo && ones[to - 1] === others[otherTo - 1]) tail.unshift([--to, --otherTo]);
  const rest = { from, to, otherFrom, otherTo };
  const anchors = rising(uniquePairs(ones, others, rest));
  if (anchors.length === 0) {
    pairs.push(...longestCommon(ones, others, rest));
  } else {
    for (const [one, other] of [...anchors, [to, otherTo] as const]) {
      match(ones, others, { from, to: one, otherFrom, otherTo: other }, pairs);
      if (one < to) pairs.push([one, other]);
      [from, otherFrom] = [one + 1, other + 1];
    }
  }
  pairs.push(...tail);
}

function uniquePairs(ones: readonly string[], others: readonly string[], { from, to, otherFrom, otherTo }: Stretch): (readonly [number, number])[] {
  const places = placesOf(others, otherFrom, otherTo);
  return [...placesOf(ones, from, to)].flatMap(([key, place]) => {
    const other = places.get(key);
    return place === undefined || other === undefined ? [] : [[place, other] as const];
  });
}

/** Where each key is; `undefined` when it is in several places. */
function placesOf(keys: readonly string[], from: number, to: number): Map<string, number | undefined> {
  const places = new Map<string, number | undefined>();
  for (let place = from; place < to; place++) {
    const key = keys[place] ?? "";
    places.set(key, places.has(key) ? undefined : place);
  }
  return places;
}

/** The longest selection of pairs, which ascend in their first member, that ascends in the second too. */
function rising(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, [, other]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < other) low = middle + 1;
      else high = middle;
    }
    before[index] = ends[low - 1];
    ends[low] = index;
  }
  const chosen: (readonly [number, number])[] = [];
  for (let index = ends.at(-1); index !== undefined; index = before[index]) {
    const pair = pairs[index];
    if (pair) chosen.push(pair);
  }
  return chosen.reverse();
}

function longestCommon(ones: readonly string[], others: readonly string[], { from, to, otherFrom, otherTo }: Stretch): (readonly [number, number])[] {
  const [rows, width] = [to - from, otherTo - otherFrom + 1];
  if (rows === 0 || width === 1 || (rows + 1) * width > MOST_CELLS) return [];
  const lengths = new Uint32Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = width - 2; column >= 0; column--) {
      const at = row * width + column;
      lengths[at] = ones[from + row] === others[otherFrom + column] ? 1 + (lengths[at + width + 1] ?? 0) : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < rows && column < width - 1; ) {
    const at = row * width + column;
    if (ones[from + row] === others[otherFrom + column]) pairs.push([from + row++, otherFrom + column++]);
    else if ((lengths[at + width] ?? 0) >= (lengths[at + 1] ?? 0)) row++;
    else column++;
  }
  return pairs;
}
