import assert from "node:assert/strict";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { openArchive } from "../../../src/core/trace/openArchive";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { SpillReader } from "../../../src/core/trace/spill";
import type { FrameWriter } from "../../../src/core/wire/frame";
import { FakeClock } from "../../support/fakeClock";
import { FakeDisk } from "../../support/fakeDisk";
import { Random, rounds } from "../../support/random";
import { framesOf } from "../../support/script";
import { seenIn } from "./traceModel";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

function stage(memoryBytes = 1e9) {
  const clock = new FakeClock(1000);
  const disk = new FakeDisk();
  const trace = new RingTrace(clock, { session: "live", memoryBytes, spill: disk, parts: { slotBytes: 1024, blockShift: 2 } });
  return { clock, disk, trace, writer: trace.open({ server: "a", name: "A" }) };
}

/** A request with progress and its answer, with ids and a token that need words on disk. */
function talk(writer: FrameWriter, number: number): void {
  writer.sent(bytes(`{"jsonrpc":"2.0","id":"call-${number}","method":"tools/call","params":{"name":"t${number}","_meta":{"progressToken":"p${number}"}}}`));
  writer.stdout(bytes(`{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p${number}","progress":1}}\n`));
  writer.stdout(bytes(`noise\n{"jsonrpc":"2.0","id":"call-${number}","result":{"isError":true,"content":[{"type":"text","text":"failed ${number}"}]}}\n`));
}

/** The first bytes of what is on a disk. */
class Cut implements SpillReader {
  constructor(
    private readonly disk: SpillReader,
    readonly next: number,
    readonly first = disk.first,
  ) {}

  read(offset: number, length: number): Uint8Array {
    if (offset + length > this.next) throw new RangeError("beyond the end");
    return this.disk.read(offset, length);
  }
}

describe("an archive", () => {
  it("has the exchanges that the trace had", async () => {
    const { clock, disk, trace, writer } = stage();
    const live = new ExchangeFold(trace);
    for (let number = 0; number < 20; number++) {
      talk(writer, number);
      if (number % 5 === 0) await clock.advance(200);
    }
    writer.sent(bytes('{"jsonrpc":"2.0","id":7,"method":"never answered"}'));
    writer.host({ type: "closed", closed: { how: "exited", code: 0, signal: null, asked: false } });
    await trace.flush();
    const archive = openArchive(disk, "old");
    const folded = new ExchangeFold(archive);
    const plain = (fold: ExchangeFold): unknown =>
      fold.rows(1, 1000).rows.map((row) => {
        if (row.type === "frame") return row.seq;
        const { link, sender, id, method, subject, status, request, answer, extraAnswers, notes, started, ended, reason } = row.exchange;
        return { link, sender, id, method, subject, status, request, answer, extraAnswers, notes, started, ended, reason };
      });
    assert.deepEqual(plain(folded), plain(live));
    assert.equal(folded.of(2)?.reason, undefined);
    assert.deepEqual([folded.of(3)?.status, folded.of(3)?.reason, folded.of(1)?.id], ["tool-error", "failed 0", "call-0"]);
    assert.deepEqual([archive.session, archive.damage, folded.pending(1)], ["old", undefined, []]);
  });

  it("is for reading only", () => {
    const archive = openArchive(new FakeDisk(), "old");
    assert.throws(() => archive.open(), /old has ended/);
    assert.throws(() => archive.clear(), /reading only/);
    assert.deepEqual([archive.first, archive.next, archive.damage, archive.at(0)], [0, 0, undefined, undefined]);
  });

  it("drops a torn last block, wherever it was torn, and says so", async () => {
    const { clock, disk, trace, writer } = stage();
    talk(writer, 0);
    await clock.advance(200);
    const whole = disk.next;
    const before = seenIn(trace);
    talk(writer, 1);
    await clock.advance(200);
    assert.equal(disk.blocks.length, 2);
    for (let end = whole; end < disk.next; end++) {
      const archive = openArchive(new Cut(disk, end), "old");
      assert.deepEqual([archive.first, archive.next], [0, 4], `cut at ${end}`);
      if (end % 50 === 0) assert.deepEqual(seenIn(archive), before);
      if (end === whole) assert.equal(archive.damage, undefined);
      else assert.match(archive.damage ?? "", new RegExp(`last ${end - whole} bytes are incomplete`));
    }
    assert.equal(openArchive(disk, "old").next, 8);
  });

  it("drops a block that is not what was written", async () => {
    const { disk, trace, writer } = stage();
    talk(writer, 0);
    await trace.flush();
    const random = new Random(41);
    const { length } = disk.blocks[0] ?? assert.fail();
    const data = framesOf(trace).reduce((total, frame) => total + frame.size + 1, 0);
    const front = length - Math.ceil(data / 8) * 8;
    for (let round = 0; round < rounds(500, 5000); round++) {
      const at = random.below(front);
      // Four bytes of the header have no meaning.
      if (at >= 20 && at < 24) continue;
      const archive = openArchive({ first: 0, next: disk.next, read: (offset, size) => flip(disk.read(offset, size), at - offset, 1 << random.below(8)) }, "old");
      assert.ok(archive.damage !== undefined, `a bit of byte ${at} was changed unseen`);
      assert.deepEqual([archive.first, archive.next], [0, 0]);
    }
  });

  it("refuses a format that it does not know, with what to do", async () => {
    const { disk, trace, writer } = stage();
    writer.stdout(bytes("a\n"));
    await trace.flush();
    const archive = openArchive({ first: 0, next: disk.next, read: (offset, size) => flip(disk.read(offset, size), 4 - offset, 0b11) }, "old");
    assert.equal(archive.damage, "It was written by another version of Wirelight, in format 2, which this one cannot read. Update Wirelight to see it.");
    assert.equal(archive.next, 0);
  });

  it("says what stopped it from reading on", async () => {
    const { clock, disk, writer } = stage();
    for (let number = 0; number < 3; number++) {
      talk(writer, number);
      await clock.advance(200);
    }
    const limit = disk.blocks[2]?.offset ?? 0;
    const archive = openArchive({ first: 0, next: disk.next, read: (offset, size) => (offset < limit ? disk.read(offset, Math.min(size, limit - offset)) : assert.fail("no such device")) }, "old");
    assert.match(archive.damage ?? "", /could not be read to its end: no such device/);
    assert.equal(archive.next, 8);
  });

  it("has the rows from the first file that is left", async () => {
    const { clock, disk, writer, trace } = stage();
    for (let number = 0; number < 10; number++) {
      talk(writer, number);
      await clock.advance(200);
    }
    const first = disk.blocks[4]?.offset ?? 0;
    const archive = openArchive(new Cut(disk, disk.next, first), "old");
    assert.deepEqual(seenIn(archive), seenIn(trace).slice(16));
    assert.deepEqual([archive.first, archive.evicted.frames, archive.link(1)?.name], [16, 16, "A"]);
    assert.equal(new ExchangeFold(archive).rows(1, 100).total, 12);
  });

  it("does not bring back what had left", async () => {
    const { clock, disk, trace, writer } = stage(4 * 1024 + 20 * 34);
    for (let number = 0; number < 30; number++) {
      talk(writer, number);
      await clock.advance(200);
    }
    await trace.flush();
    assert.ok(trace.first > 0);
    assert.equal(openArchive(new Cut(disk, disk.next), "old").first, trace.first);
    // Even when its file is still there.
    disk.first = 0;
    const archive = openArchive(disk, "old");
    // The last block was written before the last rows left.
    assert.ok(archive.first > 80 && archive.first <= trace.first && archive.next === trace.next, `${archive.first} of ${trace.first}`);
    assert.equal(archive.evicted.frames, archive.first);
    assert.deepEqual(framesOf(archive).at(-1)?.text(), framesOf(trace).at(-1)?.text());
  });

  it("reads thousands of small blocks in few portions", async () => {
    const { disk, trace, writer } = stage();
    for (let number = 0; number < 1000; number++) {
      writer.stderr(bytes(`${number}\n`));
      await trace.flush();
    }
    let reads = 0;
    const archive = openArchive({ first: 0, next: disk.next, read: (offset, size) => (reads++, disk.read(offset, size)) }, "old");
    assert.equal(archive.next, 1000);
    assert.ok(reads < 100, `${reads} reads`);
    assert.equal(archive.at(999)?.text(), "999");
  });

  it("keeps its columns when a row cannot be read any more, and says so once", async () => {
    const { disk, trace, writer } = stage();
    talk(writer, 0);
    await trace.flush();
    const archive = openArchive(disk, "old");
    const troubles: string[] = [];
    archive.onTrouble((message) => troubles.push(message));
    disk.read = () => assert.fail("gone");
    assert.deepEqual([archive.at(0)?.method, archive.at(0)?.text(), archive.at(1)?.bytes().length], ["tools/call", "", 0]);
    assert.deepEqual(troubles, ["Messages of an earlier session cannot be read: gone. They are shown empty."]);
  });

  it("shows every row, and ends nothing, when the rows that would tell cannot be read any more", async () => {
    const { disk, trace, writer } = stage();
    writer.sent(bytes('{"jsonrpc":"2.0","id":1,"method":"a"}'));
    writer.stdout(bytes('[{"jsonrpc":"2.0","id":1,"result":{}}]\n'));
    writer.host({ type: "closed", closed: { how: "exited", code: 0, signal: null, asked: false } });
    await trace.flush();
    const archive = openArchive(disk, "old");
    disk.read = () => assert.fail("gone");
    const folded = new ExchangeFold(archive);
    assert.deepEqual(folded.rows(1, 10).rows.map(({ type, seq }) => `${type} ${seq}`), ["frame 2", "frame 1", "exchange 0"]);
    assert.equal(folded.of(0)?.status, "pending");
  });
});

function flip(bytes: Uint8Array, at: number, bits: number): Uint8Array {
  if (at >= 0 && at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ bits;
  return bytes;
}
