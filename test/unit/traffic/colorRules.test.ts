import assert from "node:assert/strict";
import { colorRules } from "../../../media/traffic/filterBar/colorRules";
import type { Entry } from "../../../src/core/feed/model/trafficModel";

const NOW = 10_000;

const call: Entry = {
  seq: 7, kind: "request", link: undefined, from: "client", method: "tools/call", subject: "echo", id: 3, status: "ok", time: NOW - 500, ended: NOW,
  requestSize: 100, answerSize: 2000, answer: 8, suspect: false, marked: false, comment: undefined, children: 0, depth: 0,
};
const pending: Entry = { ...call, status: "pending", ended: undefined, answerSize: undefined, answer: undefined };

const nameOf = (filters: Parameters<typeof colorRules>[0], entry: Entry, now = NOW): string | undefined => colorRules(filters)?.(entry, now)?.name;

describe("the colours of rows", () => {
  it("come from the first filter with a colour that matches", () => {
    const filters = [
      { name: "none", filter: "tool:echo" },
      { name: "other tool", filter: "tool:other", color: "red" },
      { name: "slow", filter: "dur:>400ms", color: "orange" },
      { name: "echo", filter: "tool:echo", color: "blue" },
    ];
    assert.deepEqual(colorRules(filters)?.(call, NOW), { name: "slow", color: "orange" });
    assert.equal(nameOf(filters.toReversed(), call), "echo");
    assert.equal(nameOf(filters, { ...call, subject: "other", ended: call.time + 1 }), "other tool");
    assert.equal(nameOf(filters, { ...call, subject: "third", ended: call.time + 1 }), undefined);
  });

  it("follow what is pending, by the time at the host", () => {
    const filters = [{ name: "slow", filter: "dur:>1s", color: "red" }];
    assert.equal(nameOf(filters, pending), undefined);
    assert.equal(nameOf(filters, pending, NOW + 501), "slow");
  });

  it("go by everything that a filter can ask for but texts", () => {
    const link = { link: 1, server: "w", name: "weather", run: 1, opened: NOW };
    for (const filter of ["server:weather", "method:tools/*", "status:ok", "dir:out", "kind:request", "id:3", "size:>2KB", "@marked", "-status:error"]) {
      assert.equal(nameOf([{ name: filter, filter, color: "green" }], { ...call, link, marked: true }), filter);
    }
  });

  it("are none where no filter can colour: without a colour, of a colour that there is not, wrong, or looking for texts", () => {
    const none = [
      { name: "plain", filter: "tool:echo" },
      { name: "pink", filter: "tool:echo", color: "pink" },
      // Its sound rest matches everything of that tool, its other part would match all there is.
      { name: "wrong", filter: "tool:echo statsu:error", color: "red" },
      { name: "text", filter: "tool:echo OR timeout", color: "red" },
      { name: "no text", filter: "-timeout", color: "red" },
    ];
    assert.equal(colorRules(none), undefined);
    assert.equal(nameOf([...none, { name: "echo", filter: "tool:echo", color: "purple" }], call), "echo");
  });
});
