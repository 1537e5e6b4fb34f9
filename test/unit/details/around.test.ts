import assert from "node:assert/strict";
import { relatedTo } from "../../../media/traffic/details/related";
import { courseOf } from "../../../media/traffic/details/timing";
import type { Entry, RowFacts } from "../../../src/core/feed/model/trafficModel";
import type { LinkInfo } from "../../../src/core/trace/trace";

const LINK: LinkInfo = { link: 1, server: "a", name: "a", run: 1, opened: 0 };
const OTHER: LinkInfo = { ...LINK, link: 2, name: "b" };

type Given = Partial<RowFacts> & Pick<RowFacts, "kind" | "time">;

function entryOf(row: RowFacts, more: Partial<Entry> = {}): Entry {
  return {
    seq: row.seq, kind: "request", link: row.link, from: row.from, method: row.method, subject: undefined, id: 1, status: "ok", time: row.time, ended: undefined,
    requestSize: row.size, answerSize: undefined, answer: undefined, suspect: false, marked: false, comment: undefined, children: 0, depth: 0, ...more,
  };
}

/** A model of so many rows, of which the first that is a request owns those given. */
function modelOf(given: readonly Given[], own: readonly number[], caused: readonly number[] = [], now = 0) {
  const rows = given.map((row, seq): RowFacts => ({ seq, from: "server", link: LINK, method: undefined, size: 10, ...row }));
  const first = (seq: number): RowFacts => rows[seq] ?? assert.fail(`There is no row ${seq}.`);
  return {
    now,
    extentOf: () => ({ first: 0, next: rows.length }),
    rowAt: (seq: number) => rows[seq],
    rowsOf: () => own,
    childrenOf: () => caused.map((seq) => entryOf(first(seq))),
    entry: (seq: number, more: Partial<Entry> = {}) => entryOf(first(seq), more),
  };
}

describe("course of an exchange", () => {
  it("names its steps, the time of each and the silence before it", () => {
    const model = modelOf(
      [
        { kind: "request", from: "client", time: 1000 },
        { kind: "notification", method: "notifications/progress", time: 1200 },
        { kind: "notification", method: "notifications/cancelled", from: "client", time: 1900 },
        { kind: "error", time: 2000 },
        { kind: "result", time: 2001 },
      ],
      [0, 1, 2, 3, 4],
    );
    const course = courseOf(model, model.entry(0, { ended: 2000, answer: 3 }));
    assert.deepEqual(course.steps.map(({ words, after, gap }) => [words, after, gap]), [["Request", 0, 0], ["Progress", 200, 200], ["Cancelled", 900, 700], ["Error", 1000, 100], ["Further answer", 1001, 1]]);
    assert.deepEqual(course.longest, { gap: 700, until: "Cancelled" });
    assert.equal(course.total, 1001);
  });

  it("counts the time that a pending call is waiting as silence", () => {
    const model = modelOf([{ kind: "request", from: "client", time: 1000 }, { kind: "notification", method: "notifications/progress", time: 1100 }], [0, 1], [], 5000);
    const course = courseOf(model, model.entry(0, { status: "pending" }));
    assert.deepEqual([course.pending, course.total, course.longest], [true, 4000, { gap: 3900, until: undefined }]);
  });

  it("lists the beginning and the end of ten thousand steps, and counts the rest", () => {
    const given: Given[] = [{ kind: "request", from: "client", time: 0 }, ...Array.from({ length: 10_000 }, (_, at): Given => ({ kind: "notification", method: "notifications/progress", time: at + 1 })), { kind: "result", time: 20_000 }];
    const model = modelOf(given, given.map((_, seq) => seq));
    const course = courseOf(model, model.entry(0, { ended: 20_000, answer: 10_001 }));
    assert.equal(course.steps.length + course.left, 10_002);
    assert.ok(course.steps.length <= 200);
    assert.equal(course.steps.at(-1)?.words, "Answer");
  });

  it("says nothing about silence for a row by itself", () => {
    const model = modelOf([{ kind: "stderr", time: 5 }], [0]);
    const course = courseOf(model, model.entry(0, { kind: "stderr", status: undefined }));
    assert.deepEqual([course.total, course.longest, course.pending], [0, undefined, false]);
  });
});

describe("what has to do with an entry", () => {
  const seqs = (model: ReturnType<typeof modelOf>, more: Partial<Entry>, seq: number) => relatedTo(model, model.entry(seq, more)).map((group) => group.rows.map((row) => row.seq));

  it("is its own rows but for those that are shown already, what it caused, and stderr of the same run around it", () => {
    const model = modelOf(
      [
        { kind: "stderr", time: 0 },
        { kind: "stderr", time: 0, link: OTHER },
        { kind: "request", from: "client", time: 1 },
        { kind: "notification", method: "notifications/progress", time: 2 },
        { kind: "stderr", time: 3 },
        { kind: "notification", method: "notifications/message", time: 3 },
        { kind: "result", time: 4 },
        { kind: "stderr", time: 5 },
        { kind: "result", time: 6 },
      ],
      [2, 3, 6, 8],
      [3, 5],
    );
    assert.deepEqual(seqs(model, { answer: 6 }, 2), [[3, 8], [5], [0, 4, 7]]);
  });

  it("is nothing for an entry that stands alone", () => {
    const model = modelOf([{ kind: "stderr", time: 0 }], [0]);
    assert.deepEqual(seqs(model, { kind: "stderr" }, 0), []);
  });

  it("stays a list that can be looked through in a flood of stderr", () => {
    const given: Given[] = [...Array.from({ length: 500 }, (): Given => ({ kind: "stderr", time: 0 })), { kind: "request", from: "client", time: 1 }, ...Array.from({ length: 5_000 }, (): Given => ({ kind: "stderr", time: 2 })), { kind: "result", time: 3 }];
    const model = modelOf(given, [500, 5_501]);
    const group = relatedTo(model, model.entry(500, { answer: 5_501 })).at(-1);
    assert.ok(group && group.rows.length <= 220 && group.rows[0]?.seq === 480);
    assert.equal(group.rows.length + group.left, 20 + 5_000);
  });
});
