import assert from "node:assert/strict";
import type { Entry } from "../../../src/core/feed/model/trafficModel";
import { WaterfallSteps } from "../../../media/traffic/waterfall/waterfallSteps";

describe("the steps of an entry in the waterfall", () => {
  it("are when its children came", () => {
    assert.deepEqual(new WaterfallSteps(modelOf({ 1: [10, 20] })).of(entry(1, { children: 2 })), [10, 20]);
  });

  it("are looked for once, and again when there are more", () => {
    const times: Record<number, number[]> = { 1: [10] };
    const model = modelOf(times);
    const steps = new WaterfallSteps(model);
    steps.of(entry(1, { children: 1 }));
    steps.of(entry(1, { children: 1 }));
    assert.equal(model.looks, 1);
    times[1] = [10, 30];
    assert.deepEqual(steps.of(entry(1, { children: 2 })), [10, 30]);
  });

  it("are not those of another session's entry with the same sequence", () => {
    const model = modelOf({ 1: [10] });
    const steps = new WaterfallSteps(model);
    steps.of(entry(1, { children: 1 }));
    model.session = { id: "other", title: "", live: true };
    model.times[1] = [99];
    assert.deepEqual(steps.of(entry(1, { children: 1 })), [99]);
  });

  it("are not looked for when there are too many to be told apart", () => {
    const model = modelOf({});
    assert.equal(new WaterfallSteps(model).of(entry(1, { children: 1_000_000 })), "many");
    assert.equal(model.looks, 0);
  });
});

function modelOf(times: Record<number, number[]>): { session: { id: string; title: string; live: boolean }; times: Record<number, number[]>; looks: number; childrenOf(seq: number): readonly Entry[] } {
  return {
    session: { id: "one", title: "", live: true },
    times,
    looks: 0,
    childrenOf(seq) {
      this.looks++;
      return (this.times[seq] ?? []).map((time) => entry(0, { time }));
    },
  };
}

function entry(seq: number, more: Partial<Entry>): Entry {
  return { seq, kind: "request", link: undefined, from: "client", method: "tools/call", subject: undefined, id: 1, status: "ok", time: 0, ended: 1, requestSize: 1, answerSize: 1, answer: 2, suspect: false, marked: false, comment: undefined, children: 0, depth: 0, ...more };
}
