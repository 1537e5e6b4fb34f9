import assert from "node:assert/strict";
import { MOST_SELECTED } from "../../../media/traffic/selection/selection";
import { SelectionSums } from "../../../media/traffic/selection/selectionSums";
import { shownSelection } from "../../../media/traffic/selection/shownSelection";
import { readState, stateOfSession } from "../../../media/traffic/state";
import type { Entry } from "../../../src/core/feed/model/trafficModel";

describe("a selection that is kept", () => {
  it("comes back with its cursor and its other entries, each once", () => {
    const { selected, alsoSelected } = readState({ selected: 7, alsoSelected: [9, 7, 3, 9] });
    assert.equal(selected, 7);
    assert.deepEqual(alsoSelected, [9, 3]);
  });

  it("comes back as far as it makes sense", () => {
    assert.deepEqual(readState({ alsoSelected: [1, 2] }).alsoSelected, [], "there are others only beside one");
    assert.deepEqual(readState({ selected: 1, alsoSelected: "2" }).alsoSelected, []);
    assert.deepEqual(readState({ selected: 1, alsoSelected: [2, "3", -4, 5.5, NaN, null, 6] }).alsoSelected, [2, 6]);
    const many = Array.from({ length: 2 * MOST_SELECTED }, (_, index) => index + 2);
    assert.equal(readState({ selected: 1, alsoSelected: many }).alsoSelected.length, MOST_SELECTED - 1);
  });

  it("does not outlive its session", () => {
    assert.deepEqual(stateOfSession("other").alsoSelected, []);
  });
});

describe("what is said about several entries", () => {
  const shown = [40, 20, 30];
  const known = new Map([20, 30, 40, 50].map((seq) => [seq, entry(seq)]));
  const model = {
    entryOf: (seq: number) => known.get(seq),
    lineOf: (seq: number) => (shown.includes(seq) ? shown.indexOf(seq) : undefined),
    extentOf: () => ({ first: 20, next: 100 }),
  };

  it("is about those that are shown, in the order of the table", () => {
    assert.deepEqual(shownSelection(model, { selected: 20, alsoSelected: [50, 40, 30] }), [40, 20, 30]);
    assert.deepEqual(shownSelection(model, { selected: undefined, alsoSelected: [] }), []);
  });

  it("is how many there are, from the first beginning to the last end, with questions and answers", () => {
    const sums = new SelectionSums(model);
    for (const seq of [20, 40, 50]) sums.add(seq);
    assert.equal(sums.shown, 2);
    assert.equal(sums.span, 40 + 5 - 20);
    assert.equal(sums.bytes, 2 * (10 + 3));
  });

  it("tells what has left from what has not come yet", () => {
    const sums = new SelectionSums(model);
    for (const seq of [10, 20, 99]) sums.add(seq);
    assert.deepEqual([...sums.left], [10]);
    assert.equal(sums.shown, 1);
  });

  it("is nothing for nothing", () => {
    const sums = new SelectionSums(model);
    assert.deepEqual([sums.shown, sums.span, sums.bytes], [0, 0, 0]);
  });
});

function entry(seq: number): Entry {
  return { seq, kind: "request", link: undefined, from: "client", method: "tools/call", subject: undefined, id: 1, status: "ok", time: seq, ended: seq + 5, requestSize: 10, answerSize: 3, answer: seq + 1, suspect: false, marked: false, comment: undefined, children: 0, depth: 0 };
}
