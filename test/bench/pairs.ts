/** Alternates several subjects over `rounds`, so that a drift of the machine's speed hits all alike. */
export async function alternate<K extends string, V>(subjects: Readonly<Record<K, () => Promise<V>>>, rounds: number): Promise<Record<K, V[]>> {
  const names = Object.keys(subjects) as K[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as V[]])) as Record<K, V[]>;
  for (let round = -1; round < rounds; round++) {
    // The order turns with each round, so that nobody always runs in another's warm cache.
    const order = names.map((_, index) => names[(index + round + names.length) % names.length] as K);
    for (const name of order) {
      const value = await subjects[name]();
      if (round >= 0) figures[name].push(value);
    }
  }
  return figures;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Median over the rounds of `a / b`, round by round. */
export function pairedRatio(a: readonly number[], b: readonly number[]): number {
  return median(a.map((value, index) => value / (b[index] ?? NaN)));
}
