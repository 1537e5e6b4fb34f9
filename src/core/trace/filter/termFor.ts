import { isMeasure, isPatternField } from "./fields";
import type { Filter, FilterField } from "./filter";
import { printFilter } from "./printFilter";

/** The language knows thousandths, and numbers below this one. */
const THOUSAND = 1000;
const LARGEST = 999_999_999_999;

/**
 * A term that keeps the entries with this value of a field, for whatever is in a cell. A duration is in milliseconds, a size
 * in bytes, and the term for them is "at least so much". A status of "error" is the JSON-RPC error alone.
 */
export function termFor(field: FilterField, value: string | number): string {
  return printFilter(filterFor(field, value));
}

function filterFor(field: FilterField, value: string | number): Filter {
  if (isMeasure(field)) return { type: "measure", field, any: [{ operator: ">=", amount: limitOf(Number(value)), unit: field === "dur" ? "ms" : "B" }] };
  if (!isPatternField(field)) return { type: "text", any: [String(value)] };
  return { type: "match", field, any: [[field === "status" && value === "error" ? "protocol-error" : String(value)]] };
}

/** Rounded down, so that the entry itself is kept. */
function limitOf(value: number): number {
  const bounded = Math.min(LARGEST, Math.max(0, value || 0));
  const thousandths = Math.floor(bounded * THOUSAND);
  return (thousandths / THOUSAND > bounded ? thousandths - 1 : thousandths) / THOUSAND;
}
