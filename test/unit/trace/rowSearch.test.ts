import assert from "node:assert/strict";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { RowSearch } from "../../../src/core/trace/search/rowSearch";
import { FakeClock } from "../../support/fakeClock";
import { FakeDisk } from "../../support/fakeDisk";
import { Random, rounds } from "../../support/random";

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

function newTrace(memoryBytes = 2 ** 24, disk = true): RingTrace {
  return new RingTrace(new FakeClock(0), { session: "test", memoryBytes, ...(disk && { spill: new FakeDisk() }), parts: { slotBytes: 4096 } });
}

describe("a search row by row", () => {
  it("finds what looking at every line finds, in any order of asking, also in what comes meanwhile", () => {
    for (let seed = 0; seed < rounds(40, 600); seed++) {
      const random = new Random(seed);
      const trace = newTrace(random.pick([20_000, 2 ** 24]), random.next() < 0.5);
      const writer = trace.open({ server: "s", name: "s" });
      const text = random.pick(["ab", "É", "aé", "b\u0130", "Zz"]);
      const search = new RowSearch(trace, text);
      for (let turn = 0; turn < 4; turn++) {
        for (let line = 0; line < 60; line++) {
          const words = Array.from({ length: random.below(30) }, () => random.pick(["a", "B", "é", "É", "z", "i̇", "-"])).join("");
          if (random.next() < 0.1) writer.host({ type: "note", message: words });
          else writer.stdout(utf8(`${words}\n`));
        }
        for (let ask = 0; ask < 100; ask++) {
          const seq = random.below(trace.next + 5);
          const frame = seq >= trace.first && seq < trace.next ? trace.at(seq) : undefined;
          if (frame) assert.equal(search.has(seq), frame.kind !== "host" && frame.text().toLowerCase().includes(text.toLowerCase()), `seed ${seed}, row ${seq}`);
        }
      }
    }
  });

  it("goes through a long line piece by piece, also where the text lies on the border", () => {
    const trace = newTrace();
    const writer = trace.open({ server: "s", name: "s" });
    const border = 256 * 1024;
    for (const before of [border - 3, border, 2 * border - 1, 10]) writer.stdout(utf8(`${"x".repeat(before)}needle${"y".repeat(3 * border)}\n`));
    writer.stdout(utf8(`${"x".repeat(3 * border)}\n`));
    const search = new RowSearch(trace, "NEEDLE");
    assert.deepEqual([0, 1, 2, 3, 4].map((seq) => search.has(seq)), [true, true, true, true, false]);
  });

  it("holds nothing that is not there", () => {
    const trace = newTrace();
    const writer = trace.open({ server: "s", name: "s" });
    writer.stdout(utf8("ab\n"));
    const search = new RowSearch(trace, "ab");
    assert.equal(search.has(1), false);
    writer.stdout(utf8("ab\n"));
    assert.equal(search.has(1), true, "it was not there when it was asked about first");
    trace.clear();
    writer.stdout(utf8("ab\n"));
    assert.deepEqual([0, 2].map((seq) => new RowSearch(trace, "ab").has(seq)), [false, true]);
  });
});
