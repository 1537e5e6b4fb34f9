import type { TrafficModel } from "../../../src/core/feed/model/trafficModel";
import type { FieldValues } from "../../../src/core/trace/filter/completeFilter";

/** How long values are good enough to be offered, milliseconds: to count them again takes a walk over all entries. */
const FRESH_MS = 2000;

/** The values of the traffic, counted anew when they are asked for after a while. */
export function fieldValues(model: Pick<TrafficModel, "values">, now: () => number): FieldValues {
  const known = new Map<string, { readonly at: number; readonly values: ReturnType<FieldValues> }>();
  return (field) => {
    const found = known.get(field);
    if (found && now() - found.at < FRESH_MS) return found.values;
    const values = valuesOf(model, field);
    known.set(field, { at: now(), values });
    return values;
  };
}

function valuesOf(model: Pick<TrafficModel, "values">, field: Parameters<FieldValues>[0]): ReturnType<FieldValues> {
  switch (field) {
    case "server":
    case "method":
    case "status":
    case "kind":
    case "tool":
    case "prompt":
    case "resource":
      return model.values(field);
    case "dir":
    case "id":
    case "dur":
    case "size":
    case "text":
      return [];
  }
}
