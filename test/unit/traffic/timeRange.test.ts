import assert from "node:assert/strict";
import { TimeSpan } from "../../../media/traffic/overview/timeRange";

describe("the range of time that is chosen on the overview", () => {
  const span = new TimeSpan(1000, 2000);

  it("lies between two places, whichever comes first", () => {
    assert.deepEqual(span.rangeOf(0.25, 0.75), { from: 1250, to: 1750 });
    assert.deepEqual(span.rangeOf(0.75, 0.25), { from: 1250, to: 1750 });
  });

  it("is none when it is all of the strip", () => {
    assert.equal(span.rangeOf(0, 1), undefined);
    assert.equal(span.rangeOf(1, 0), undefined);
  });

  it("goes on with the session when it reaches to the end of the strip", () => {
    const range = span.rangeOf(0.5, 1);
    assert.equal(range?.from, 1500);
    assert.ok((range?.to ?? 0) > Date.UTC(9999, 0));
    const later = new TimeSpan(1000, 9000);
    assert.equal(later.shareOf(range?.to ?? 0), 1);
    assert.deepEqual(later.clip(range), { from: 1500, to: 9000 });
  });

  it("holds what comes to stand before the strip when it reaches to the beginning", () => {
    assert.deepEqual(new TimeSpan(0, 2000).clip(span.rangeOf(0, 0.5)), { from: 0, to: 1500 });
  });

  it("does not reach into other sessions when the strip is about one of several", () => {
    const ended = new TimeSpan(1000, 2000, { goesOn: false });
    assert.deepEqual(ended.rangeOf(0, 0.5), { from: 1000, to: 1500 });
    assert.deepEqual(ended.rangeOf(0.5, 1), { from: 1500, to: 2000 });
    assert.ok((new TimeSpan(1000, 2000, { goesOn: true }).rangeOf(0.5, 1)?.to ?? 0) > Date.UTC(9999, 0));
    assert.equal(ended.rangeOf(0, 1), undefined, "all of it is no range");
  });

  it("is found again where it was chosen", () => {
    const range = span.rangeOf(0.125, 0.5);
    assert.equal(span.shareOf(range?.from ?? 0), 0.125);
    assert.equal(span.shareOf(range?.to ?? 0), 0.5);
  });

  it("stays on the strip when its rows have been evicted", () => {
    assert.equal(span.shareOf(500), 0);
    assert.equal(span.shareOf(5000), 1);
  });

  it("can be chosen when everything happened in one moment", () => {
    const moment = new TimeSpan(1000, 1000);
    assert.equal(moment.shareOf(1000), 0);
    assert.ok(Number.isFinite(moment.rangeOf(0.2, 0.4)?.from));
    assert.deepEqual(moment.clip(undefined), { from: 1000, to: 1001 });
  });
});
