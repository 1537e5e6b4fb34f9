/** A session with the time that it took, milliseconds since the epoch. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** With so many times as much time as they took, one overview of several sessions would show hardly anything but the time between them. */
const MOST = 4;

/** Those that one overview can be about: all of them, or the one that is looked at, which is the last one when it is none of them. */
export function oneOverview<T extends Stretch>(stretches: readonly T[], isLookedAt: (stretch: T) => boolean): readonly T[] {
  const from = Math.min(...stretches.map((each) => each.from));
  const to = Math.max(...stretches.map((each) => each.to));
  const taken = stretches.reduce((sum, each) => sum + each.to - each.from, 0);
  if (stretches.length < 2 || to - from <= taken * MOST) return stretches;
  const about = stretches.find(isLookedAt) ?? stretches.toSorted((a, b) => b.to - a.to)[0];
  return about ? [about] : [];
}
