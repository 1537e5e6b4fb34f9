import type { OfferChange } from "./offerChange";

/** Names shown of each kind of difference; a server may exchange hundreds at once. */
const SHOWN = 8;

/** A change in one line for logs and hovers: `tools changed: +added, -removed, ~changed`. */
export function offerChangeText({ list, added, removed, changed }: OfferChange): string {
  const words = [...signed("+", added), ...signed("-", removed), ...signed("~", changed)];
  return `${list} changed: ${words.join(", ")}`;
}

/** The same as numbers, for a row: `+1 -2 ~3`. */
export function offerChangeCounts({ added, removed, changed }: OfferChange): string {
  const counts: readonly (readonly [string, number])[] = [["+", added.length], ["-", removed.length], ["~", changed.length]];
  return counts.filter(([, count]) => count > 0).map(([sign, count]) => sign + count).join(" ");
}

function signed(sign: string, names: readonly string[]): readonly string[] {
  const shown = names.slice(0, SHOWN).map((name) => sign + oneLine(name));
  return names.length > SHOWN ? [...shown, `${sign}${names.length - SHOWN} more`] : shown;
}

function oneLine(name: string): string {
  return name.slice(0, 200).replace(/\s+/g, " ");
}
