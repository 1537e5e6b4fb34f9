import assert from "node:assert/strict";
import { SessionAxes } from "../../../media/traffic/table/sessionAxes";
import { SessionNumbers } from "../../../src/core/feed/model/sessionNumbers";
import type { Entry } from "../../../src/core/feed/model/trafficModel";

const DAY = 86_400_000;

describe("the waterfall's stretches of time", () => {
  const numbers = new SessionNumbers(["now", "then"]);
  const entry = (session: string, seq: number, time: number, took: number): Entry => ({
    seq: numbers.offsetOf(session) + seq, kind: "request", link: undefined, from: "client", method: "ping", subject: undefined, id: seq, status: "ok", time, ended: time + took,
    requestSize: 1, answerSize: 1, answer: undefined, suspect: false, marked: false, comment: undefined, children: 0, depth: 0,
  });

  it("are one for the entries of one session", () => {
    const entries = [entry("now", 0, 1000, 10), entry("now", 1, 1500, 100)];
    const { of, whole } = new SessionAxes().fit(entries, 5000, false);
    for (const each of entries) assert.deepEqual(of(each), whole);
    assert.ok(whole.from <= 1000 && whole.to >= 1600 && whole.to - whole.from < 1200);
  });

  it("begin with each session and are equally long, however far the sessions are from each other", () => {
    const entries = [entry("then", 0, 1000, 10), entry("then", 1, 1400, 100), entry("now", 0, 3 * DAY, 50)];
    const { of, whole } = new SessionAxes().fit(entries, 4 * DAY, false);
    for (const each of entries) {
      const { from, to } = of(each);
      assert.ok(from <= each.time && to >= (each.ended ?? each.time), "it holds the entry");
      assert.ok(to - from < 1000, "and no days of nothing");
      assert.ok(Math.abs(to - from - (whole.to - whole.from)) <= (to - from) * 0.1, "a bar of the same length stands for the same time");
    }
  });

  it("are others when a session comes in sight", () => {
    const axes = new SessionAxes();
    const now = entry("now", 0, 3 * DAY, 50);
    const { signature } = axes.fit([now], 4 * DAY, false);
    assert.equal(axes.fit([now], 4 * DAY, false).signature, signature);
    assert.notEqual(axes.fit([entry("then", 0, 1000, 10), now], 4 * DAY, false).signature, signature);
  });
});
