import assert from "node:assert/strict";
import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { listSessions } from "../../../src/node/sessions/listSessions";
import { takeLock } from "../../../src/node/sessions/ownerLock";
import { removeSession } from "../../../src/node/sessions/removeSession";
import { retainSessions } from "../../../src/node/sessions/retainSessions";
import { block, blocksIn, everythingIn, newRoot, openSession, removeRoot } from "./sessionFiles";

const DAY = 86_400_000;
const now = Date.now();

describe("retention of sessions", () => {
  let root: string;
  beforeEach(() => {
    root = newRoot();
  });
  afterEach(() => removeRoot(root));

  it("removes what is too old in all workspaces, and what has nothing in it", async () => {
    await ended({ age: 8 * DAY, bytes: 100, key: "one" });
    await ended({ age: 9 * DAY, bytes: 100, key: "two" });
    const young = await ended({ age: 6 * DAY, bytes: 100, key: "two" });
    const killed = await openSession(root, {}, now, "three");
    writeFileSync(path.join(killed.folder, "lock"), "");
    const { removed, excess } = await retainSessions(root, { maxAge: 7 * DAY, maxBytes: 1000, fileBytes: 0, now });
    assert.deepEqual([removed.length, excess], [3, 0]);
    assert.deepEqual(await left(), [young]);
    assert.deepEqual(everythingIn(root).filter((name) => !name.startsWith("two")), []);
  });

  it("then removes the oldest of all workspaces until what is left is under the limit", async () => {
    const sizes = [400, 300, 200, 100];
    const ids: string[] = [];
    for (const [index, bytes] of sizes.entries()) ids.push(await ended({ age: (4 - index) * 1000, bytes, key: index % 2 === 0 ? "one" : "two" }));
    await retainSessions(root, { maxAge: DAY, maxBytes: 600, fileBytes: 0, now });
    assert.deepEqual(await left(), ids.slice(1).sort());
    await retainSessions(root, { maxAge: DAY, maxBytes: 299, fileBytes: 0, now });
    assert.deepEqual(await left(), ids.slice(3).sort());
  });

  it("never touches a session of a living owner; this process gives of its own what is too much, after all ended ones", async () => {
    const session = await openSession(root, { fileBytes: 100 }, now - 30 * DAY, "one");
    for (let index = 0; index < 10; index++) await session.append([block(index)]).written;
    await ended({ age: 1000, bytes: 500, key: "one" });
    const { excess } = await retainSessions(root, { maxAge: DAY, maxBytes: 700, fileBytes: 0, now });
    assert.equal(excess, 300);
    assert.deepEqual(await left(), [session.id]);
    session.discard(session.first + excess);
    await session.flush();
    assert.equal((await retainSessions(root, { maxAge: DAY, maxBytes: 700, fileBytes: 0, now })).excess, 0);
    await session.close({ servers: [], messages: 0, ended: now });
    assert.deepEqual(await blocksIn(session.folder), [3, 4, 5, 6, 7, 8, 9]);
  });

  it("keeps a place for what a session that is written may still add before the next look", async () => {
    const session = await openSession(root, { fileBytes: 400 }, now, "one");
    const limits = { maxAge: DAY, maxBytes: 2000, fileBytes: session.fileBytes, now };
    const old = await ended({ age: 2000, bytes: 800, key: "one" });
    const young = await ended({ age: 1000, bytes: 800, key: "two" });
    // Without a file there is nothing that could grow: the first one brings a look of its own.
    assert.deepEqual([await retainSessions(root, limits), (await left()).length], [{ removed: [], excess: 0 }, 3]);
    await session.append([block(0)]).written;
    assert.equal((await retainSessions(root, limits)).excess, 0);
    assert.deepEqual(await left(), [old, young, session.id].sort());
    for (let index = 1; index < 6; index++) await session.append([block(index)]).written;
    // 600 bytes in two files of which the last may take 200 more.
    assert.equal((await retainSessions(root, limits)).excess, 0);
    assert.deepEqual(await left(), [young, session.id].sort());
    await session.close({ servers: [], messages: 1, ended: now });
    assert.deepEqual((await retainSessions(root, { ...limits, maxBytes: 1400 })).removed, []);
  });

  it("holds the limit at every moment while one session after the other is written", async () => {
    const maxBytes = 8000;
    const sizes: number[] = [];
    for (let round = 0; round < 2; round++) {
      const session = await openSession(root, { fileBytes: 1000 }, now, "one");
      let rolled = true;
      session.onRoll(() => (rolled = true));
      let allowed = maxBytes;
      for (let index = 0; index < 60; index++) {
        await session.append([block(index, 250)]).written;
        if (rolled) {
          rolled = false;
          const { excess } = await retainSessions(root, { maxAge: DAY, maxBytes, fileBytes: session.fileBytes, now });
          allowed = excess > 0 ? session.next - session.first - excess : maxBytes;
        }
        session.discard(Math.max(0, session.next - allowed));
        await session.flush();
        sizes.push((await listSessions(root, "one")).reduce((sum, { bytes }) => sum + bytes, 0));
      }
      assert.ok(session.next - session.first > maxBytes / 2);
      await session.close({ servers: [], messages: 1, ended: now });
    }
    assert.ok(Math.max(...sizes) <= maxBytes, `at most ${Math.max(...sizes)}`);
    assert.ok(Math.max(...sizes) > maxBytes - 2000, `at most ${Math.max(...sizes)}`);
  });

  it("leaves every window something, however many there are", async () => {
    const session = await openSession(root, { fileBytes: 1000 });
    await session.append([block(0, 600)]).written;
    // With places for its file and for that of the other, nothing would be left of the limit.
    const other = await openSession(root, { fileBytes: 1000 });
    await other.append([block(0, 100)]).written;
    writeFileSync(path.join(other.folder, "lock"), JSON.stringify({ pid: process.ppid, host: hostname() }));
    assert.equal((await retainSessions(root, { maxAge: DAY, maxBytes: 800, fileBytes: 1000, now })).excess, 400);
    for (const each of [session, other]) await each.close({ servers: [], messages: 1, ended: now });
  });

  it("shares what is too much between the living windows: all above an equal part give, and together no more than that", async () => {
    const own = await openSession(root);
    const other = await openSession(root);
    await own.append([block(0, 1000)]).written;
    await other.append([block(0, 600)]).written;
    // The process that runs the tests was started by one that lives.
    const lives = JSON.stringify({ pid: process.ppid, host: hostname() });
    writeFileSync(path.join(other.folder, "lock"), lives);
    assert.equal((await retainSessions(root, { maxAge: DAY, maxBytes: 1000, fileBytes: 0, now })).excess, 500);
    writeFileSync(path.join(own.folder, "lock"), lives);
    rmSync(path.join(other.folder, "lock"));
    await takeLock(other.folder);
    assert.equal((await retainSessions(root, { maxAge: DAY, maxBytes: 1000, fileBytes: 0, now })).excess, 100);
    assert.equal((await left()).length, 2);
    for (const session of [own, other]) await session.close({ servers: [], messages: 1, ended: now });
  });

  it("can be done by several at once: what one removes is removed for the others too", async () => {
    for (let index = 0; index < 20; index++) await ended({ age: index * 1000, bytes: 100, key: `key${index % 3}` });
    await Promise.all([1, 2, 3, 4].map(() => retainSessions(root, { maxAge: DAY, maxBytes: 1000, fileBytes: 0, now })));
    assert.equal((await left()).length, 10);
    assert.deepEqual(everythingIn(root).filter((name) => /lock|\.new|\.gone/.test(name)), []);
  });

  it("clears away what a crash left half done, but not what another window is just making, nor what is not ours", async () => {
    const folder = path.join(root, "one");
    for (const name of [".gone-1234", ".new-half", ".new-old", ".new-young", "something else"]) mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, ".gone-1234", "0000000000000000.data"), "x");
    // Whoever made it was killed after opening its lock.
    writeFileSync(path.join(folder, ".new-half", "lock"), "");
    for (const name of [".new-half", ".new-old"]) utimesSync(path.join(folder, name), new Date(now - DAY), new Date(now - DAY));
    await retainSessions(root, { maxAge: DAY, maxBytes: 0, fileBytes: 0, now });
    assert.deepEqual(everythingIn(root), ["one", "one/.new-young", "one/something else"]);
  });

  it("does nothing where there is nothing", async () => {
    assert.deepEqual(await retainSessions(path.join(root, "nowhere"), { maxAge: 0, maxBytes: 0, fileBytes: 0, now }), { removed: [], excess: 0 });
    assert.equal(await removeSession(path.join(root, "nowhere")), true);
  });

  /** A session that ended that long ago; returns its id. */
  async function ended({ age, bytes, key }: { readonly age: number; readonly bytes: number; readonly key: string }): Promise<string> {
    const session = await openSession(root, {}, now - age, key);
    await session.append([block(0, bytes)]).written;
    await session.close({ servers: [], messages: 1, ended: now - age });
    const time = new Date(now - age);
    utimesSync(path.join(session.folder, "0000000000000000.data"), time, time);
    return session.id;
  }

  async function left(): Promise<string[]> {
    const keys = everythingIn(root).filter((name) => !name.includes("/"));
    return (await Promise.all(keys.map((key) => listSessions(root, key)))).flat().map(({ id }) => id).sort();
  }
});
