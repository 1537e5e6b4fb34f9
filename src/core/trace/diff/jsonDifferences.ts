import { isJsonObject } from "../../base/json";

/** A place where two JSON values differ; `undefined` is a member that is not there. */
export interface JsonDifference {
  /** Names and indices from the top. */
  readonly path: readonly string[];
  readonly one: unknown;
  readonly other: unknown;
}

interface Place {
  readonly name: string;
  readonly above: Place | undefined;
}

interface Pair {
  readonly one: unknown;
  readonly other: unknown;
  readonly place: Place | undefined;
}

/** Where two values as JSON.parse gives them differ, at most `limit` places. The order of members does not matter, and neither does how deep they are. */
export function jsonDifferences(one: unknown, other: unknown, limit: number): readonly JsonDifference[] {
  const found: JsonDifference[] = [];
  // Not by recursion: a message may be nested deeper than the stack is.
  const waiting: Pair[] = [{ one, other, place: undefined }];
  for (let pair = waiting.pop(); pair && found.length < limit; pair = waiting.pop()) {
    if (Object.is(pair.one, pair.other)) continue;
    const members = membersOf(pair);
    if (members) waiting.push(...members.toReversed());
    else found.push({ path: pathTo(pair.place), one: pair.one, other: pair.other });
  }
  return found;
}

/** The members of two lists or two objects, side by side; `undefined` when the values are nothing of that kind. */
function membersOf({ one, other, place }: Pair): Pair[] | undefined {
  const areAlike = (Array.isArray(one) && Array.isArray(other)) || (isJsonObject(one) && isJsonObject(other));
  if (!areAlike) return undefined;
  const [ones, others] = [new Map<string, unknown>(Object.entries(one)), new Map<string, unknown>(Object.entries(other))];
  return [...new Set([...ones.keys(), ...others.keys()])].map((name) => ({ one: ones.get(name), other: others.get(name), place: { name, above: place } }));
}

function pathTo(place: Place | undefined): readonly string[] {
  const names: string[] = [];
  for (let each = place; each; each = each.above) names.push(each.name);
  return names.reverse();
}
