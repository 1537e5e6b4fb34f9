import type { Progress } from "./types";

/** Progress for people: the server's own words, how far it is, and how much that is of the whole: `Copying · 3 of 12 · 25 %`. */
export function progressWords({ progress, total, message }: Progress): string {
  const numbers = total === undefined ? number(progress) : `${number(progress)} of ${number(total)}`;
  const percent = total === undefined || total <= 0 ? undefined : `${Math.max(0, Math.min(100, Math.floor((progress / total) * 100)))} %`;
  // A server that counts in per cent has said it all.
  const counted = total === 100 && percent !== undefined ? [percent] : [numbers, percent];
  return [message?.trim() === "" ? undefined : message?.trim(), ...counted].filter((part) => part !== undefined).join(" · ");
}

/** Fractions come with all the digits of a binary computation. */
function number(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}
