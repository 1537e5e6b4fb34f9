import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { openArchive } from "../../../src/core/trace/openArchive";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { FrameWriter } from "../../../src/core/wire/frame";
import { SessionReader } from "../../../src/node/sessions/sessionReader";
import type { SessionWriter } from "../../../src/node/sessions/sessionWriter";
import { writeParts } from "../../../src/node/sessions/writeParts";
import { FakeClock } from "../../support/fakeClock";
import { framesOf } from "../../support/script";
import { everythingIn, KEY, newRoot, openSession, removeRoot, summary } from "./sessionFiles";

const LINE = 200;

/** Traffic on a real disk that has room for 30 000 bytes, in files of 4000. */
async function stage(root: string): Promise<{ session: SessionWriter; trace: RingTrace; troubles: string[]; write: (count: number) => Promise<void> }> {
  let room = 30_000;
  const session = await openSession(root, {
    fileBytes: 4000,
    write: async (file, parts, position) => {
      const bytes = Buffer.concat(parts);
      await writeParts(file, [bytes.subarray(0, room)], position);
      if (bytes.length > room) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      room -= bytes.length;
    },
  });
  const trace = new RingTrace(new FakeClock(1000), { session: session.id, memoryBytes: 30_000, parts: { slotBytes: 1024, blockShift: 3 }, spill: session });
  const troubles: string[] = [];
  trace.onTrouble((message) => troubles.push(message));
  const writer: FrameWriter = trace.open({ server: "a", name: "A" });
  const write = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left--) {
      writer.stderr(Buffer.from(`${textOf(trace.next)}\n`));
      await session.flush();
    }
  };
  return { session, trace, troubles, write };
}

const textOf = (seq: number): string => String(seq).padEnd(LINE - 1, ".");
const texts = (trace: Parameters<typeof framesOf>[0]): string[] => framesOf(trace).map((frame) => frame.text());
const numbers = (first: number, next: number): string[] => Array.from({ length: next - first }, (_, index) => textOf(first + index));

describe("traffic on a disk that is full", () => {
  let root: string;
  beforeEach(() => {
    root = newRoot();
  });
  afterEach(() => removeRoot(root));

  it("gives files back as soon as their rows have left, while the window is open", async () => {
    const { session, trace, troubles, write } = await stage(root);
    await until(() => troubles.length > 0, write);
    assert.match(troubles[0] ?? "", /ENOSPC/);
    const full = dataBytes(session);
    assert.deepEqual([trace.first, full], [0, session.next]);
    const sizes = [full];
    for (let count = 0; count < 30; count++) {
      await write(10);
      assert.deepEqual(texts(trace), numbers(trace.first, trace.next));
      sizes.push(dataBytes(session));
    }
    assert.ok(sizes.some((size) => size > 0 && size < full), `not file by file: ${sizes.join(", ")}`);
    assert.equal(sizes.at(-1), 0);
    assert.equal(troubles.length, 1);
    await trace.flush();
    await session.close(summary());
    // Nothing of it lies on the disk, so there is nothing to be listed.
    assert.deepEqual(everythingIn(root), [KEY]);
  });

  it("can be read by the next window as far as it was written and is still needed", async () => {
    const { session, trace, troubles, write } = await stage(root);
    await until(() => troubles.length > 0, write);
    const full = dataBytes(session);
    await until(() => dataBytes(session) < full, write);
    await trace.flush();
    await session.close(summary());
    const reader = await SessionReader.open(session.folder);
    const archive = openArchive(reader, session.id);
    assert.equal(archive.damage, undefined);
    assert.ok(archive.first > 0 && archive.first <= trace.first && archive.next > trace.first, `[${archive.first}, ${archive.next}) of ${trace.first}`);
    assert.deepEqual(texts(archive), numbers(archive.first, archive.next));
    reader.dispose();
  });

  it("is gone from the disk when a person clears it", async () => {
    const { session, trace, troubles, write } = await stage(root);
    await until(() => troubles.length > 0, write);
    assert.ok(dataBytes(session) > 0);
    trace.clear();
    await session.flush();
    assert.equal(dataBytes(session), 0);
    await write(5);
    assert.deepEqual(texts(trace), numbers(trace.first, trace.next));
    await session.close(summary());
  });
});

async function until(isSo: () => boolean, write: (count: number) => Promise<void>): Promise<void> {
  for (let count = 0; !isSo(); count++) {
    assert.ok(count < 300, "it never came to that");
    await write(1);
  }
}

function dataBytes({ folder }: SessionWriter): number {
  return readdirSync(folder).filter((name) => name.endsWith(".data")).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}
