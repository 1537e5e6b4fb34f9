import assert from "node:assert/strict";
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dataFileName } from "../../../src/node/sessions/dataFiles";
import { listSessions } from "../../../src/node/sessions/listSessions";
import { SessionReader } from "../../../src/node/sessions/sessionReader";
import type { SessionWriter } from "../../../src/node/sessions/sessionWriter";
import { writeParts } from "../../../src/node/sessions/writeParts";
import { Failure } from "../../../src/core/base/failure";
import { Random } from "../../support/random";
import { ResourceWatch } from "../../support/leaks";
import { beginSession, block, blocksIn, everythingIn, KEY, newRoot, openSession, removeRoot, summary } from "./sessionFiles";

const windows = process.platform === "win32";
/** Nothing is forbidden to root. */
const root = process.getuid?.() === 0;

describe("a session on disk", () => {
  let folder: string;
  beforeEach(() => {
    folder = newRoot();
  });
  afterEach(() => removeRoot(folder));

  it("gives back every block at the offset it was given, over all files, and to whoever opens it later", async () => {
    const watch = await ResourceWatch.begin();
    const session = await openSession(folder, { fileBytes: 1000 });
    const random = new Random(7);
    const blocks = Array.from({ length: 200 }, (_, index) => block(index, 10 + random.below(400)));
    const appended = blocks.map((bytes) => {
      const cut = random.below(bytes.length);
      return session.append([bytes.subarray(0, cut), bytes.subarray(cut)]);
    });
    await Promise.all(appended.map(({ written }) => written));
    appended.forEach(({ offset }, index) => assert.deepEqual(session.read(offset, blocks[index]?.length ?? 0), new Uint8Array(blocks[index] ?? [])));
    const all = Buffer.concat(blocks);
    assert.deepEqual([session.first, session.next], [0, all.length]);
    await session.close(summary());
    const reader = await SessionReader.open(session.folder);
    assert.deepEqual([reader.first, reader.next], [0, all.length]);
    for (let round = 0; round < 100; round++) {
      const offset = random.below(all.length);
      const length = random.below(all.length - offset);
      assert.deepEqual(Buffer.from(reader.read(offset, length)), all.subarray(offset, offset + length));
    }
    reader.dispose();
    await watch.assertReleased();
  });

  it("never splits a block over two files, even one that is larger than a file may be", async () => {
    const session = await openSession(folder, { fileBytes: 1000 });
    for (const length of [600, 600, 3000, 10]) await session.append([block(1, length)]).written;
    assert.deepEqual(dataFiles(session), [[0, 600], [600, 600], [1200, 3000], [4200, 10]]);
    await session.close(summary());
  });

  it("knows an offset at once and keeps the order, however fast blocks come", async () => {
    const session = await openSession(folder, { fileBytes: 50_000 });
    const offsets = Array.from({ length: 3000 }, (_, index) => session.append([block(index)]).offset);
    assert.deepEqual(offsets, Array.from({ length: 3000 }, (_, index) => index * 100));
    await session.flush();
    assert.equal(session.next, 300_000);
    await session.close(summary());
    assert.deepEqual(await blocksIn(session.folder), Array.from({ length: 3000 }, (_, index) => index));
  });

  it("takes blocks before its folder is there, and can be closed before", async () => {
    const session = beginSession(folder);
    const { offset, written } = session.append([block(0)]);
    assert.deepEqual([offset, session.next], [0, 0]);
    await written;
    await session.close(summary());
    assert.deepEqual(await blocksIn(session.folder), [0]);
    const hasty = beginSession(folder);
    await hasty.close(summary());
    assert.deepEqual((await listSessions(folder, KEY)).map(({ id }) => id), [session.id]);
  });

  it("goes on writing for who appends as soon as the block before is there", async () => {
    const session = await openSession(folder);
    for (let index = 0; index < 50; index++) await session.append([block(index)]).written;
    assert.equal(session.next, 5000);
    await session.close(summary());
  });

  it("is private: folders 0700, files 0600", async () => {
    if (windows) return;
    const session = await openSession(folder);
    await session.append([block(0)]).written;
    for (const name of everythingIn(folder)) {
      const { mode } = statSync(path.join(folder, name));
      assert.equal((mode & 0o777).toString(8), (mode & 0o040000) === 0 ? "600" : "700", name);
    }
    assert.equal(everythingIn(folder).length, 5);
    await session.close(summary());
  });

  it("deletes the whole files before what is still needed, and all of them when nothing is", async () => {
    const session = await openSession(folder, { fileBytes: 1000 });
    for (let index = 0; index < 10; index++) await session.append([block(index, 500)]).written;
    session.discard(2600);
    await session.flush();
    assert.deepEqual([session.first, session.next], [2000, 5000]);
    assert.throws(() => session.read(1500, 600), RangeError);
    session.discard(5000);
    await session.flush();
    assert.deepEqual([session.first, session.next, dataFiles(session)], [5000, 5000, []]);
    const { offset, written } = session.append([block(11)]);
    await written;
    assert.equal(offset, 5000);
    await session.close(summary());
    assert.deepEqual(await blocksIn(session.folder), [11]);
  });

  it("lets everything before a block go at once when the block says so, also when it is not written yet", async () => {
    const session = await openSession(folder);
    await session.append([block(0)]).written;
    session.append([block(1)]);
    const { offset } = session.append([block(2)]);
    session.discard(offset);
    session.append([block(3)]);
    await session.flush();
    assert.deepEqual(dataFiles(session), [[200, 200]]);
    await session.close(summary());
    assert.deepEqual(await blocksIn(session.folder), [2, 3]);
  });

  it("without a row is removed when it is closed, also when all was discarded", async () => {
    for (const rows of [0, 5]) {
      const session = await openSession(folder);
      for (let index = 0; index < rows; index++) await session.append([block(index)]).written;
      session.discard(session.next);
      await session.close(summary());
      assert.deepEqual(everythingIn(folder), [KEY]);
    }
  });

  it("tells who it is: while it is written, and afterwards", async () => {
    const session = await openSession(folder, {}, 1_800_000_000_000);
    await session.append([block(0), block(1)]).written;
    const [open] = await listSessions(folder, KEY);
    assert.deepEqual([open?.id, open?.state, open?.started, open?.bytes, open?.info?.summary], [session.id, "own", 1_800_000_000_000, 200, undefined]);
    assert.deepEqual([open?.info?.workspace, open?.info?.version, open?.info?.pid], ["shop", "1.2.3", process.pid]);
    await session.close(summary(1_800_000_060_000));
    const [closed] = await listSessions(folder, KEY);
    assert.deepEqual([closed?.state, closed?.info?.summary], ["ended", { servers: ["everything"], messages: 3, ended: 1_800_000_060_000 }]);
    assert.deepEqual(everythingIn(folder).filter((name) => /lock|new|gone/.test(name)), []);
  });

  it("of a dead owner, or of a later process with the same pid, counts as ended, and its lock is removed by who sees it first", async () => {
    const session = await openSession(folder);
    await session.append([block(0)]).written;
    const lock = path.join(session.folder, "lock");
    const mine = readFileSync(lock, "utf8");
    const stale = [JSON.stringify({ ...JSON.parse(mine), pid: 2 ** 30 }), "", "{"];
    if (process.platform === "linux") stale.push(JSON.stringify({ ...JSON.parse(mine), start: "1" }));
    for (const text of stale) {
      writeFileSync(lock, text);
      const states = await Promise.all([1, 2, 3].map(async () => (await listSessions(folder, KEY))[0]?.state));
      assert.deepEqual(states, ["ended", "ended", "ended"], text);
      assert.ok(!readdirSync(session.folder).includes("lock"), text);
    }
    await session.close(summary());
  });

  it("can be read up to its last whole file when a file in the middle is gone, and lists what has lost its facts", async () => {
    const session = await openSession(folder, { fileBytes: 100 });
    for (let index = 0; index < 4; index++) await session.append([block(index)]).written;
    await session.close(summary());
    writeFileSync(path.join(session.folder, dataFileName(100)), "");
    writeFileSync(path.join(session.folder, "session.json"), "{");
    assert.deepEqual(await blocksIn(session.folder), [2, 3]);
    const [listed] = await listSessions(folder, KEY);
    assert.deepEqual([listed?.state, listed?.bytes, listed?.info], ["ended", 300, undefined]);
  });

  it("says what stands in the way when the folder cannot be written", async function () {
    if (windows) return;
    // A file where a folder should be stands in the way of root too.
    const inTheWay = path.join(folder, "file");
    writeFileSync(inTheWay, "");
    const says = (error: unknown): boolean => error instanceof Failure && /No traffic can be kept in .*file.*reload the window/.test(error.message);
    const session = beginSession(inTheWay);
    const early = session.append([block(0)]);
    await assert.rejects(session.opened, says);
    await assert.rejects(early.written, says);
    await assert.rejects(session.append([block(1)]).written, says);
    await assert.rejects(session.close(summary()), says);
    if (root) return;
    chmodSync(folder, 0o500);
    await assert.rejects(openSession(folder), (error) => error instanceof Failure && /EACCES/.test(error.message));
    assert.deepEqual(await listSessions(folder, KEY), []);
    chmodSync(folder, 0o700);
  });

  it("refuses everything after the disk is full, keeps what was written, and can be closed", async () => {
    let room = 450;
    const session = await openSession(folder, {
      fileBytes: 1000,
      write: async (file, parts, position) => {
        const bytes = Buffer.concat(parts);
        await writeParts(file, [bytes.subarray(0, room)], position);
        if (bytes.length > room) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
        room -= bytes.length;
      },
    });
    for (let index = 0; index < 4; index++) await session.append([block(index)]).written;
    const refused = [session.append([block(4)]), session.append([block(5)])];
    for (const { written } of refused) await assert.rejects(written, /ENOSPC/);
    await assert.rejects(session.append([block(6)]).written, /ENOSPC/);
    assert.equal(session.next, 400);
    assert.deepEqual(Buffer.from(session.read(300, 100)), Buffer.from(block(3)));
    await session.close(summary());
    assert.deepEqual(await blocksIn(session.folder), [0, 1, 2, 3]);
    assert.deepEqual((await listSessions(folder, KEY)).map(({ state }) => state), ["ended"]);
  });

  it("survives that its folder is removed under it", async () => {
    const session = await openSession(folder, { fileBytes: 150 });
    await session.append([block(0)]).written;
    removeRoot(path.join(folder, KEY));
    await assert.rejects(session.append([block(1)]).written, /ENOENT/);
    await assert.rejects(session.close(summary()));
  });
});

/** Offset and size of each data file. */
function dataFiles({ folder }: SessionWriter): [number, number][] {
  return readdirSync(folder).filter((name) => name.endsWith(".data")).sort().map((name) => [Number.parseInt(name, 10), statSync(path.join(folder, name)).size]);
}
