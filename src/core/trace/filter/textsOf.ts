import type { Filter } from "./filter";

/** The texts that a filter asks for, each once: `Facts.contains` has to know them. */
export function textsOf(filter: Filter | undefined): string[] {
  return filter === undefined ? [] : [...new Set(collect(filter))];
}

function collect(filter: Filter): readonly string[] {
  switch (filter.type) {
    case "text":
      return filter.any;
    case "not":
      return collect(filter.of);
    case "and":
    case "or":
      return filter.of.flatMap(collect);
    case "match":
    case "measure":
    case "marked":
      return [];
  }
}
