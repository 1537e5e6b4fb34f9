import type { FilterField } from "./filter";
import { termFor } from "./termFor";

/** A term that leaves out the entries that `termFor` would keep. */
export function excludeTerm(field: FilterField, value: string | number): string {
  return `-${termFor(field, value)}`;
}
