import type { Comparison, Filter } from "./filter";
import { printPattern, printText } from "./printValue";

/** A filter as a person would write it: `parseFilter` reads the same filter from it. */
export function printFilter(filter: Filter | undefined): string {
  return filter === undefined ? "" : print(filter);
}

function print(filter: Filter): string {
  switch (filter.type) {
    case "and":
      return filter.of.map((part) => inside(part, part.type === "or")).join(" ");
    case "or":
      return filter.of.map(print).join(" OR ");
    case "not":
      return `-${inside(filter.of, filter.of.type === "and" || filter.of.type === "or")}`;
    case "match":
      return `${filter.field}:${filter.any.map(printPattern).join("|")}`;
    case "measure":
      return `${filter.field}:${filter.any.map(printComparison).join("|")}`;
    case "text":
      return filter.any.map(printText).join("|");
    case "marked":
      return "@marked";
  }
}

function inside(filter: Filter, isGroup: boolean): string {
  return isGroup ? `(${print(filter)})` : print(filter);
}

function printComparison({ operator, amount, unit }: Comparison): string {
  return `${operator}${amount}${unit}`;
}
