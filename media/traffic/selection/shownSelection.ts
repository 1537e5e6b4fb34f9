import type { TrafficModel } from "../../../src/core/feed/model/trafficModel";
import { type Selection, allSelected } from "./selection";

/** What is selected and has a line, in the order of the lines: entries, or the line of a session that the cursor is at. */
export function shownSelection(model: Pick<TrafficModel, "lineOf">, selection: Selection): readonly number[] {
  const lines = allSelected(selection).flatMap((seq) => {
    const line = model.lineOf(seq);
    return line === undefined ? [] : [{ seq, line }];
  });
  return lines.sort((one, other) => one.line - other.line).map(({ seq }) => seq);
}
