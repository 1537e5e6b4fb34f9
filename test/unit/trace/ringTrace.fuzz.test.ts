import assert from "node:assert/strict";
import { openArchive } from "../../../src/core/trace/openArchive";
import { RingTrace, type RingTraceOptions } from "../../../src/core/trace/ringTrace";
import { FakeClock } from "../../support/fakeClock";
import { FakeDisk } from "../../support/fakeDisk";
import { Random, rounds } from "../../support/random";
import { seenIn, writeTraffic } from "./traceModel";

const STEPS = 60;

function stage(options: Partial<RingTraceOptions>) {
  const clock = new FakeClock(1000);
  const trace = new RingTrace(clock, { session: "test", memoryBytes: 1e9, ...options });
  const writers = ["a", "b", "a"].map((server) => trace.open({ server, name: server }));
  return { clock, trace, writers };
}

const partsOf = (random: Random) => ({ slotBytes: random.pick([64, 1000, 50_000, 1_000_000]), blockShift: random.pick([0, 2, 5, 14]) });

describe("ring trace under random traffic", () => {
  it("has the rows that parsing every line gives, however they came", async () => {
    for (let round = 0; round < rounds(30, 1000); round++) {
      const random = new Random(100 + round);
      const capBytes = random.pick([5, 100, 50_000, 1e9]);
      const { clock, trace, writers } = stage({ parts: partsOf(random), capBytes });
      const expected = await writeTraffic(writers, clock, random, STEPS, capBytes);
      assert.deepEqual(seenIn(trace), expected, `round ${round}`);
    }
  });

  it("has the same rows when their bytes are on disk, and again when it is opened later", async () => {
    for (let round = 0; round < rounds(30, 1000); round++) {
      const random = new Random(200 + round);
      const disk = new FakeDisk();
      const capBytes = random.pick([100, 1e9]);
      const { clock, trace, writers } = stage({ parts: partsOf(random), spill: disk, capBytes });
      const expected = await writeTraffic(writers, clock, random, STEPS, capBytes);
      assert.deepEqual(seenIn(trace), expected, `round ${round}`);
      await trace.flush();
      const archive = openArchive(disk, "test");
      assert.equal(archive.damage, undefined);
      assert.deepEqual(seenIn(archive), expected, `round ${round}, archive`);
      const used = new Set(expected.map((row) => row.link));
      assert.deepEqual(archive.links(), trace.links().filter(({ link }) => used.has(link)));
      assertTokens(trace, archive);
    }
  });

  it("keeps the newest rows when memory is short, and counts the others", async () => {
    let short = 0;
    for (let round = 0; round < rounds(30, 1000); round++) {
      const random = new Random(300 + round);
      const capBytes = random.pick([100, 1e9]);
      const parts = { slotBytes: random.pick([64, 1000]), blockShift: random.pick([0, 2]) };
      const memoryBytes = random.pick([1, 2000, 20_000]);
      const { clock, trace, writers } = stage({ parts, memoryBytes, capBytes });
      trace.onAppend((rows) => {
        for (const frame of rows) assert.equal(frame.held, true);
      });
      const expected = await writeTraffic(writers, clock, random, STEPS, capBytes);
      // What is short for most of them is enough for a few.
      assert.ok(trace.first > 0 || memoryBytes === 20_000, `round ${round}`);
      assert.ok(trace.next === expected.length && trace.first < trace.next, `round ${round}`);
      if (trace.first > 0) short++;
      assert.deepEqual(seenIn(trace), expected.slice(trace.first), `round ${round}`);
      const lost = expected.slice(0, trace.first);
      assert.deepEqual(trace.evicted, { frames: lost.length, bytes: lost.reduce((total, row) => total + row.size - row.dropped, 0) });
    }
    assert.ok(short > 0.9 * rounds(30, 1000), `${short} rounds`);
  });
});

function assertTokens(trace: RingTrace, archive: ReturnType<typeof openArchive>): void {
  for (let seq = trace.first; seq < trace.next; seq++) {
    assert.deepEqual([archive.columns.token(seq), archive.columns.toolError(seq)], [trace.columns.token(seq), trace.columns.toolError(seq)]);
  }
}
