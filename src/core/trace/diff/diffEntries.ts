import { align } from "./align";
import type { ComparedEntry } from "./comparedEntry";
import { type JsonDifference, jsonDifferences } from "./jsonDifferences";

/** Differences of one entry that are told. */
const MOST_PLACES = 50;

/** What became of an entry from one recording to the other. */
export type EntryDifference =
  | { readonly type: "same"; readonly one: ComparedEntry; readonly other: ComparedEntry }
  | { readonly type: "removed"; readonly one: ComparedEntry }
  | { readonly type: "added"; readonly other: ComparedEntry }
  | { readonly type: "changed"; readonly one: ComparedEntry; readonly other: ComparedEntry; readonly places: readonly JsonDifference[] };

/** Compares two recordings entry by entry: first what is the same in both is put side by side, then what is about the same in between. */
export function diffEntries(ones: readonly ComparedEntry[], others: readonly ComparedEntry[]): readonly EntryDifference[] {
  const differences: EntryDifference[] = [];
  let [lostOnes, lostOthers]: [ComparedEntry[], ComparedEntry[]] = [[], []];
  const settle = (): void => {
    differences.push(...between(lostOnes, lostOthers));
    [lostOnes, lostOthers] = [[], []];
  };
  for (const { one, other } of align(ones.map(keyOf), others.map(keyOf))) {
    const [left, right] = [one === undefined ? undefined : ones[one], other === undefined ? undefined : others[other]];
    if (left && right) {
      settle();
      differences.push({ type: "same", one: left, other: right });
    } else if (left) {
      lostOnes.push(left);
    } else if (right) {
      lostOthers.push(right);
    }
  }
  settle();
  return differences;
}

function between(ones: readonly ComparedEntry[], others: readonly ComparedEntry[]): EntryDifference[] {
  return align(ones.map(({ label }) => label), others.map(({ label }) => label)).flatMap(({ one, other }): EntryDifference[] => {
    const [left, right] = [one === undefined ? undefined : ones[one], other === undefined ? undefined : others[other]];
    if (left && right) {
      const places = jsonDifferences(left.content(), right.content(), MOST_PLACES);
      return [places.length === 0 ? { type: "same", one: left, other: right } : { type: "changed", one: left, other: right, places }];
    }
    if (left) return [{ type: "removed", one: left }];
    return right ? [{ type: "added", other: right }] : [];
  });
}

function keyOf({ label, digest }: ComparedEntry): string {
  return `${label}\n${digest}`;
}
