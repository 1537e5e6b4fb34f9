import * as assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CancelSource } from "../../../src/core/base/cancel";
import { Failure } from "../../../src/core/base/failure";
import { RecordingReader } from "../../../src/core/trace/recording/recordingReader";
import { allRows } from "../../../src/core/trace/recording/rowsOf";
import { writeRecording } from "../../../src/core/trace/recording/writeRecording";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { loadRecording, readChunks } from "../../../src/node/recordings/loadRecording";
import { removeLeftovers, TemporarySession } from "../../../src/node/recordings/temporarySession";
import { writeTextFile } from "../../../src/node/recordings/writeTextFile";
import { nodeClock } from "../../../src/node/clock";
import { splits } from "../../support/chunks";
import { FakeClock } from "../../support/fakeClock";
import { Random } from "../../support/random";
import { seenIn, writeTraffic } from "../trace/traceModel";

const never = new CancelSource();
const OPTIONS = { product: "p", saved: 0 };

async function traffic(steps: number): Promise<RingTrace> {
  const clock = new FakeClock(1000);
  const trace = new RingTrace(clock, { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
  await writeTraffic([trace.open({ server: "a", name: "a" })], clock, new Random(steps), steps);
  return trace;
}

function newReader(): RecordingReader {
  return new RecordingReader(nodeClock, { session: "o", memoryBytes: Number.POSITIVE_INFINITY });
}

/** How often anything else had its turn while this went on. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const tick = (): void => {
    turns++;
    if (!isOver) setImmediate(tick);
  };
  setImmediate(tick);
  await work.finally(() => (isOver = true));
  return turns;
}

describe("recordings on the disk", function () {
  this.timeout(60_000);
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "wirelight-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string): string => path.join(folder, name);

  it("are read as they were written, by nobody but their owner", async () => {
    const trace = await traffic(150);
    await writeTextFile(at("a.mcptrace"), writeRecording(trace, allRows(trace), OPTIONS), never);
    const reader = newReader();
    await loadRecording(at("a.mcptrace"), reader, { cancel: never });
    assert.deepEqual(reader.problems, []);
    assert.deepEqual(seenIn(reader.trace), seenIn(trace));
    if (process.platform !== "win32") assert.equal(statSync(at("a.mcptrace")).mode & 0o077, 0);
  });

  it("are the same however the file comes in chunks", async () => {
    const trace = await traffic(12);
    const text = [...writeRecording(trace, allRows(trace), OPTIONS)].join("");
    for (const chunks of splits(Buffer.from(text), new Random(3), 20)) {
      const reader = newReader();
      await readChunks(chunks, text.length, reader, { cancel: never });
      assert.deepEqual(reader.problems, []);
      assert.deepEqual(seenIn(reader.trace), seenIn(trace));
    }
  });

  it("are written and read with breaks in which everything else has its turn", async () => {
    const trace = new RingTrace(nodeClock, { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
    const writer = trace.open({ server: "a", name: "a" });
    const lines = Buffer.from(`{"jsonrpc":"2.0","method":"notifications/message","params":{"data":"${"x".repeat(250)}"}}\n`.repeat(1000));
    for (let batch = 0; batch < 20; batch++) writer.stdout(lines);
    let progress = 0;
    const written = await turnsDuring(writeTextFile(at("a.mcptrace"), writeRecording(trace, allRows(trace), OPTIONS), never));
    const reader = newReader();
    const read = await turnsDuring(loadRecording(at("a.mcptrace"), reader, { cancel: never, onProgress: (part) => (progress = part) }));
    assert.equal(reader.trace.next, 20_000);
    assert.equal(progress, 1);
    assert.ok(written > 5 && read > 5, `${written} and ${read} breaks`);
  });

  it("leave what was there when writing is cancelled or fails, and no draft", async () => {
    writeFileSync(at("a.mcptrace"), "before");
    const cancel = new CancelSource();
    const pieces = function* (): Generator<string> {
      yield "one";
      cancel.cancel();
      yield "two";
    };
    await assert.rejects(writeTextFile(at("a.mcptrace"), pieces(), cancel), (error) => error instanceof Failure && error.kind === "cancelled");
    const failing = function* (): Generator<string> {
      yield "one";
      throw new Error("torn apart");
    };
    await assert.rejects(writeTextFile(at("a.mcptrace"), failing(), never), /a\.mcptrace could not be written: torn apart/);
    assert.equal(readFileSync(at("a.mcptrace"), "utf8"), "before");
    assert.deepEqual(readdirSync(folder), ["a.mcptrace"]);
  });

  it("say what is wrong with a file that cannot be read, and what to do", async () => {
    await assert.rejects(loadRecording(at("none.mcptrace"), newReader(), { cancel: never }), /none\.mcptrace could not be read: ENOENT.*Check/);
    await assert.rejects(loadRecording(folder, newReader(), { cancel: never }), /could not be read: EISDIR/);
  });

  it("stop being read when that is cancelled, or when the first line says that it is none", async () => {
    const trace = await traffic(60);
    await writeTextFile(at("a.mcptrace"), writeRecording(trace, allRows(trace), OPTIONS), never);
    const cancel = new CancelSource();
    cancel.cancel();
    const cancelled = newReader();
    await loadRecording(at("a.mcptrace"), cancelled, { cancel });
    assert.ok(cancelled.trace.next < trace.next);
    writeFileSync(at("b.mcptrace"), "no recording\n".repeat(10_000));
    const refused = newReader();
    await loadRecording(at("b.mcptrace"), refused, { cancel: never });
    assert.deepEqual([refused.isRefused, refused.problemCount], [true, 1]);
  });

  it("tolerate a byte order mark and line ends of Windows, which editors put there", async () => {
    const trace = await traffic(20);
    const text = [...writeRecording(trace, allRows(trace), OPTIONS)].join("");
    writeFileSync(at("a.mcptrace"), `\ufeff${text.replaceAll("\n", "\r\n")}`);
    const reader = newReader();
    await loadRecording(at("a.mcptrace"), reader, { cancel: never });
    assert.deepEqual(reader.problems, []);
    assert.deepEqual(seenIn(reader.trace), seenIn(trace));
  });

  it("are read with their rows on a disk, which is given back afterwards", async () => {
    const trace = await traffic(400);
    const text = [...writeRecording(trace, allRows(trace), OPTIONS)].join("");
    const root = at("rows");
    const session = new TemporarySession(root, 5, "0");
    const reader = new RecordingReader(nodeClock, { session: "o", memoryBytes: Number.POSITIVE_INFINITY, spill: session.writer, parts: { slotBytes: 64 * 1024 } });
    await readChunks([Buffer.from(text)], text.length, reader, { cancel: never });
    await reader.trace.flush();
    assert.ok(session.writer.next > session.writer.first, "the rows went to the disk");
    assert.ok(reader.trace.memory < text.length);
    assert.deepEqual(seenIn(reader.trace), seenIn(trace));
    await session.remove();
    assert.deepEqual(readdirSync(path.join(root, "open")), []);
  });

  it("leave nothing of windows that were killed", async () => {
    const root = at("rows");
    const mine = new TemporarySession(root, 5, "0");
    await mine.writer.opened;
    const lost = path.join(root, "open", "20200101T000000-00000000");
    const gone = new TemporarySession(root, 6, "0");
    await gone.writer.opened;
    // What a killed window leaves is a folder whose lock nobody holds.
    rmSync(path.join(gone.writer.folder, "lock"), { recursive: true, force: true });
    renameSync(gone.writer.folder, lost);
    await removeLeftovers(root);
    assert.deepEqual(readdirSync(path.join(root, "open")), [path.basename(mine.writer.folder)]);
    await mine.remove();
  });
});
