import assert from "node:assert/strict";
import { openArchive } from "../../../src/core/trace/openArchive";
import { RingTrace, type RingTraceOptions } from "../../../src/core/trace/ringTrace";
import type { Trace } from "../../../src/core/trace/trace";
import type { FrameWriter } from "../../../src/core/wire/frame";
import { FakeClock, settle } from "../../support/fakeClock";
import { FakeDisk } from "../../support/fakeDisk";
import { framesOf } from "../../support/script";

/** Memory for the bytes of ten lines, in four slots. */
const SMALL = { slotBytes: 512, blockShift: 2 };
const ROW_BYTES = 34;
const LINE = 200;

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const line = (number: number): string => String(number).padEnd(LINE - 1, ".");

function stage(options: Partial<RingTraceOptions> & { readonly disk?: FakeDisk } = {}) {
  const { disk = new FakeDisk(), ...rest } = options;
  const clock = new FakeClock(1000);
  const trace = new RingTrace(clock, { session: "test", memoryBytes: 1e9, parts: SMALL, spill: disk, ...rest });
  const writer = trace.open({ server: "a", name: "A" });
  const troubles: string[] = [];
  trace.onTrouble((message) => troubles.push(message));
  const write = (count: number): void => {
    for (let left = count; left > 0; left--) writer.stderr(bytes(`${line(trace.next)}\n`));
  };
  return { clock, disk, trace, writer, troubles, write };
}

const texts = (trace: Trace): string[] => framesOf(trace).map((frame) => frame.text().replace(/\.*$/, ""));
const numbers = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, index) => String(from + index));

describe("a trace that spills to disk", () => {
  it("keeps every row while bytes leave memory", async () => {
    const { trace, write } = stage();
    for (let count = 0; count < 100; count++) {
      write(1);
      await settle();
    }
    assert.deepEqual(texts(trace), numbers(0, 100));
    assert.deepEqual([trace.first, trace.evicted.frames], [0, 0]);
    assert.ok(trace.memory <= 4 * 512 + 104 * ROW_BYTES, `memory is ${trace.memory}`);
  });

  it("writes what waits 200 ms after the first row of it, so that no more is lost when the host is killed", async () => {
    const { clock, disk, write } = stage();
    write(1);
    await clock.advance(150);
    write(1);
    await clock.advance(49);
    assert.equal(disk.next, 0);
    await clock.advance(1);
    assert.deepEqual(texts(reopened(disk)), ["0", "1"]);
    await clock.advance(1000);
    assert.equal(disk.blocks.length, 1);
    write(1);
    await clock.advance(200);
    assert.deepEqual(texts(reopened(disk)), ["0", "1", "2"]);
  });

  it("writes at once when a megabyte waits, in one block", async () => {
    const { disk, trace, writer } = stage({ parts: { slotBytes: 4 * 1024 * 1024, blockShift: 14 } });
    const chunk = bytes(`${"x".repeat(65_535)}\n`);
    for (let count = 0; count < 15; count++) writer.stderr(chunk);
    assert.equal(disk.blocks.length, 0);
    writer.stderr(chunk);
    assert.equal(disk.blocks.length, 1);
    await settle();
    assert.equal(reopened(disk).next, trace.next);
  });

  it("asks to be waited for when the disk is slower than the server, and drops nothing if it is not", async () => {
    const { disk, trace, writer, write } = stage({ disk: new FakeDisk(true) });
    assert.equal(congested(writer), undefined);
    for (let count = 0; !congested(writer); count++) {
      assert.ok(count < 100, "it never asked");
      write(1);
    }
    let settled = false;
    const waiting = (congested(writer) ?? Promise.resolve()).then(() => (settled = true));
    write(30);
    await settle();
    assert.equal(settled, false);
    assert.deepEqual(texts(trace), numbers(0, trace.next));
    while (disk.pending > 0) {
      disk.finish(1);
      await settle();
    }
    await waiting;
    assert.equal(congested(writer), undefined);
    assert.ok(trace.memory <= 4 * 512 + (trace.next + 4) * ROW_BYTES, `memory is ${trace.memory}`);
    assert.deepEqual(texts(trace), numbers(0, trace.next));
    assert.equal(trace.evicted.frames, 0);
  });

  it("does not touch memory that is being written", async () => {
    // The disk itself checks, when a write ends, that its parts are as they were.
    const { disk, trace, write } = stage({ disk: new FakeDisk(true) });
    for (let round = 0; round < 60; round++) {
      write(3);
      disk.finish(Math.floor(disk.pending / 2));
      await settle();
    }
    disk.finish();
    await settle();
    assert.deepEqual(texts(trace), numbers(0, 180));
  });

  it("does not touch the columns of rows that leave while they are being written", async () => {
    const { disk, trace, write } = stage({ disk: new FakeDisk(true), memoryBytes: 4 * 512 + 20 * ROW_BYTES });
    for (let round = 0; round < 60; round++) {
      write(3);
      if (round % 10 === 9) disk.finish(1);
      await settle();
    }
    assert.ok(trace.first > 100, `first is ${trace.first}`);
    disk.finish();
    await settle();
    assert.deepEqual(texts(trace), numbers(trace.first, 180));
  });

  it("lets a large line leave memory as soon as it is written", async () => {
    const { trace, writer, write } = stage();
    write(2);
    const large = `{"jsonrpc":"2.0","id":1,"result":{"text":"${"x".repeat(100_000)}"}}`;
    writer.stdout(bytes(`${large}\n`));
    assert.ok(trace.memory > 100_000);
    write(2);
    await settle();
    assert.ok(trace.memory < 10_000, `memory is ${trace.memory}`);
    assert.equal(trace.at(2)?.text(), large);
    assert.deepEqual([trace.at(1)?.size, trace.at(3)?.text().slice(0, 2)], [LINE - 1, "3."]);
  });

  it("lets the oldest rows leave when columns fill the memory, on disk too", async () => {
    const { disk, trace, write } = stage({ memoryBytes: 4 * 512 + 20 * ROW_BYTES });
    for (let count = 0; count < 50; count++) {
      write(2);
      await settle();
    }
    assert.ok(trace.first >= 80 && trace.first <= 84, `first is ${trace.first}`);
    assert.deepEqual(trace.evicted, { frames: trace.first, bytes: trace.first * (LINE - 1) });
    assert.deepEqual(texts(trace), numbers(trace.first, 100));
    assert.ok(disk.first > 0);
    assert.deepEqual(texts(reopened(disk)), numbers(trace.first, disk.next === 0 ? 0 : reopened(disk).next));
  });

  it("keeps some rows however little memory it may have", async () => {
    const { trace, write } = stage({ memoryBytes: 1 });
    for (let count = 0; count < 50; count++) {
      write(1);
      await settle();
    }
    assert.ok(trace.first >= 40 && trace.first <= 46, `first is ${trace.first}`);
    assert.deepEqual(texts(trace), numbers(trace.first, 50));
  });

  it("keeps to its space on disk", async () => {
    const { disk, trace, write } = stage({ diskBytes: 10_000 });
    for (let count = 0; count < 100; count++) {
      write(1);
      await settle();
    }
    assert.ok(trace.first > 50 && trace.first < 80, `first is ${trace.first}`);
    assert.ok(disk.next - disk.first <= 10_000);
    assert.deepEqual(texts(trace), numbers(trace.first, 100));
    assert.equal(trace.evicted.frames, trace.first);
  });

  it("gives up space on disk when it is asked to", async () => {
    const { disk, trace, write } = stage();
    for (let count = 0; count < 100; count++) {
      write(1);
      await settle();
    }
    const before = disk.next - disk.first;
    trace.trimDisk(5000);
    assert.ok(disk.next - disk.first <= before - 5000 && disk.next - disk.first > before - 7000);
    assert.deepEqual([texts(trace), trace.evicted.frames], [numbers(trace.first, 100), trace.first]);
    trace.trimDisk(1e9);
    assert.equal(trace.next, 100);
  });

  it("goes on in memory when the disk refuses, says so once, and lets rows leave visibly", async () => {
    for (const slow of [false, true]) {
      const { disk, trace, writer, troubles, write } = stage({ disk: new FakeDisk(slow), memoryBytes: 8000 });
      write(10);
      await settle();
      disk.refuse("no space left on device");
      write(40);
      await settle();
      assert.equal(troubles.length, 1);
      assert.match(troubles[0] ?? "", /can no longer be written to disk: no space left on device\. .*in memory only/);
      write(40);
      await settle();
      assert.equal(congested(writer), undefined);
      assert.deepEqual([trace.next, trace.evicted.frames], [90, trace.first]);
      assert.ok(trace.first > 40 && trace.first < 80, `first is ${trace.first}`);
      assert.deepEqual(texts(trace), numbers(trace.first, 90));
      assert.ok(trace.memory <= 8000, `memory is ${trace.memory}`);
      await trace.flush();
      assert.equal(troubles.length, 1);
    }
  });

  it("frees the disk that refuses of what leaves, and never of more than was written", async () => {
    for (const slow of [false, true]) {
      const { disk, trace, troubles, write } = stage({ disk: new FakeDisk(slow), memoryBytes: 8000 });
      write(30);
      disk.finish();
      await settle();
      // With a slow disk these wait, and are refused with the rest.
      write(10);
      disk.refuse();
      const written = disk.next;
      assert.ok(written > 4000 && disk.first === 0);
      write(1);
      await settle();
      let first = 0;
      for (let count = 0; trace.first < 60; count++) {
        assert.ok(count < 200, `first is ${trace.first}`);
        write(1);
        await settle();
        assert.ok(disk.first >= first && disk.first <= written, `the disk begins at ${disk.first} and ends at ${written}`);
        first = disk.first;
        assert.deepEqual(texts(trace), numbers(trace.first, trace.next));
      }
      assert.deepEqual([disk.first, disk.next, troubles.length], [written, written, 1]);
      assert.deepEqual(trace.evicted, { frames: trace.first, bytes: trace.first * (LINE - 1) });
    }
  });

  it("does not count what the disk refused as space that it takes", async () => {
    const disk = new FakeDisk(true);
    const limits = { diskBytes: 1e9 };
    const trace = new RingTrace(new FakeClock(1000), Object.assign(limits, { session: "test", memoryBytes: 1e9, parts: SMALL, spill: disk }));
    const writer = trace.open({ server: "a", name: "A" });
    const write = (count: number): void => {
      for (let left = count; left > 0; left--) writer.stderr(bytes(`${line(trace.next)}\n`));
    };
    write(20);
    disk.finish();
    await settle();
    write(20);
    disk.refuse();
    await settle();
    limits.diskBytes = disk.next;
    write(20);
    assert.deepEqual([trace.first, trace.next], [0, 60]);
    limits.diskBytes = disk.next - 1;
    write(1);
    assert.ok(trace.first > 0 && trace.first < 20, `first is ${trace.first}`);
  });

  it("drops everything on clear from a disk that refuses, too", async () => {
    const { disk, trace, write } = stage({ disk: new FakeDisk(true) });
    write(20);
    disk.finish(2);
    await settle();
    disk.refuse();
    await settle();
    assert.ok(disk.next > 0);
    trace.clear();
    assert.equal(disk.first, disk.next);
    write(3);
    trace.clear();
    await settle();
    assert.deepEqual([disk.first, trace.first, trace.next], [disk.next, 23, 23]);
  });

  it("lets those go on who wait for a disk that refuses then", async () => {
    const { disk, writer, write } = stage({ disk: new FakeDisk(true) });
    while (!congested(writer)) write(1);
    const waiting = congested(writer);
    disk.refuse();
    await waiting;
    await settle();
    assert.equal(congested(writer), undefined);
  });

  it("says once that the disk cannot be read, and shows such rows empty", async () => {
    const { disk, trace, troubles, write } = stage();
    for (let count = 0; count < 50; count++) {
      write(1);
      await settle();
    }
    disk.read = () => {
      throw new Error("input/output error");
    };
    assert.deepEqual([trace.at(0)?.text(), trace.at(1)?.bytes().length, trace.at(0)?.size], ["", 0, LINE - 1]);
    assert.equal(trace.at(49)?.text(), line(49));
    assert.equal(troubles.length, 1);
    assert.match(troubles[0] ?? "", /cannot be read back: input\/output error/);
  });

  it("has everything on disk after a flush, and leaves no alarm", async () => {
    const { clock, disk, trace, write } = stage({ disk: new FakeDisk(true) });
    write(7);
    let flushed = false;
    const flushing = trace.flush().then(() => (flushed = true));
    await settle();
    assert.equal(flushed, false);
    disk.finish();
    await flushing;
    assert.equal(clock.waiting, 0);
    assert.deepEqual(texts(reopened(disk)), numbers(0, 7));
    await trace.flush();
  });

  it("drops everything on clear, on disk too, whether it was written or not", async () => {
    const { clock, disk, trace, write } = stage();
    write(20);
    await clock.advance(200);
    write(3);
    const frame = trace.at(0);
    trace.clear();
    await settle();
    assert.deepEqual([trace.first, trace.next, frame?.held, frame?.text()], [23, 23, false, ""]);
    assert.deepEqual([reopened(disk).first, reopened(disk).next], [23, 23]);
    write(2);
    await clock.advance(200);
    assert.deepEqual(texts(trace), ["23", "24"]);
    assert.deepEqual(texts(reopened(disk)), ["23", "24"]);
    assert.deepEqual(trace.evicted, { frames: 0, bytes: 0 });
  });
});

// A function, because the compiler does not see that the property changes.
function congested(writer: FrameWriter): Promise<void> | undefined {
  return writer.congestion;
}

/** What is on a disk, as the next window finds it. */
function reopened(disk: FakeDisk): Trace {
  const archive = openArchive(disk, "test");
  assert.equal(archive.damage, undefined);
  return archive;
}
