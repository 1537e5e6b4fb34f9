import { isJsonObject } from "../../base/json";
import type { Part } from "./part";

/** Longer texts are not parsed for this; shown twice is better than shown late. */
const LONGEST_COMPARED = 20_000_000;

/** Whether a text block only repeats the structured content, as servers do for older clients (2025-06-18, server/tools). */
export function mirrors(part: Part, structured: unknown): boolean {
  if (part.kind !== "text" || part.text.length > LONGEST_COMPARED) return false;
  try {
    return sameJson(JSON.parse(part.text), structured);
  } catch {
    // A text that is no JSON mirrors nothing.
    return false;
  }
}

function sameJson(left: unknown, right: unknown): boolean {
  if (Array.isArray(left)) return Array.isArray(right) && left.length === right.length && left.every((each, index) => sameJson(each, right[index]));
  if (!isJsonObject(left)) return left === right;
  if (!isJsonObject(right)) return false;
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && sameJson(left[name], right[name]));
}
