import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, utimesSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { listSessions, type StoredSession } from "../../../src/node/sessions/listSessions";
import { removeLeftovers } from "../../../src/node/sessions/removeSession";
import { inProject } from "../../support/project";
import { Random, rounds } from "../../support/random";
import { blocksIn, everythingIn, KEY, newRoot, removeRoot } from "./sessionFiles";

/** What a window has said of one of its sessions. */
interface Told {
  /** Blocks that it knew to be on the disk. */
  blocks: number;
  closed: boolean;
}

describe("sessions of several windows", function () {
  this.timeout(Math.max(60_000, this.timeout()));
  let folder: string;
  let root: string;
  let program: string;
  const windows: ChildProcess[] = [];

  before(async () => {
    folder = newRoot();
    program = path.join(folder, "window.mjs");
    await build({ bundle: true, platform: "node", logLevel: "error", format: "esm", entryPoints: [inProject("test", "unit", "node", "sessionWindow.ts")], outfile: program });
  });
  beforeEach(() => {
    root = newRoot();
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) await killed(window);
    removeRoot(root);
  });
  after(() => removeRoot(folder));

  it("keep what was on the disk when their window is killed, and are adopted by anybody", async () => {
    for (let round = 0; round < rounds(3, 20); round++) {
      const told = new Map<string, Told>();
      const window = open(told, 0, round, 1e12);
      const [id, facts] = await firstOf(told, ({ blocks }) => blocks > 100 + round * 10);
      assert.equal((await listed(id)).state, "live");
      await killed(window);
      // Several look at once; one of them removes the lock.
      const states = await Promise.all([1, 2, 3].map(async () => (await listed(id)).state));
      assert.deepEqual(states, ["ended", "ended", "ended"]);
      await isIntact(await listed(id), facts);
    }
    assert.deepEqual(locksIn(root), []);
  });

  it("are none lost, corrupt or locked, however two windows are opened, closed and killed", async () => {
    const random = new Random(20);
    const told = new Map<string, Told>();
    const wanted = rounds(50, 400);
    await Promise.all([1, 2].map(async (number) => {
      for (let round = 0; round < wanted; ) {
        const some = 1 + random.below(20);
        const window = open(told, some, number * 1000 + round, 1e12);
        round += some;
        if (random.below(3) > 0) assert.equal(await ended(window), 0, "the window ends by itself");
        else await killedAfter(window, random.below(200));
      }
    }));
    const sessions = await listSessions(root, KEY);
    assert.ok(told.size > wanted, `${told.size} sessions`);
    for (const [id, facts] of told) {
      const session = sessions.find((each) => each.id === id);
      assert.ok(session ?? facts.blocks === 0, `session ${id} is there`);
      if (session) await isIntact(session, facts);
    }
    assert.deepEqual(sessions.filter(({ state }) => state !== "ended"), []);
    // As a window does a few minutes later: one that was killed while it made its session has left a draft, perhaps with half a lock.
    ageDrafts(path.join(root, KEY));
    await removeLeftovers(path.join(root, KEY));
    assert.deepEqual(locksIn(root), []);
  });

  it("stay under the limit, and what stays is whole, when two windows remove the oldest at once", async () => {
    const limit = 40_000;
    const told = new Map<string, Told>();
    const results = await Promise.all([1, 2].map((seed) => ended(open(told, rounds(25, 200), seed, limit))));
    assert.deepEqual(results, [0, 0]);
    const sessions = await listSessions(root, KEY);
    assert.ok(sessions.length > 0 && sessions.length < told.size);
    assert.ok(sessions.reduce((sum, { bytes }) => sum + bytes, 0) <= limit);
    for (const session of sessions) await isIntact(session, told.get(session.id));
    const newest = [...told.keys()].at(-1) ?? "";
    assert.ok(sessions.some(({ id }) => id === newest), "the newest is kept");
    assert.deepEqual(everythingIn(root).filter((name) => /lock|\.gone|\.new/.test(name)), []);
  });

  function open(told: Map<string, Told>, sessions: number, seed: number, limit: number): ChildProcess {
    const window = spawn(process.execPath, [program, root, String(sessions), String(seed), String(limit)], { stdio: ["ignore", "pipe", "inherit"] });
    windows.push(window);
    let rest = "";
    window.stdout?.on("data", (chunk) => {
      const lines = (rest + String(chunk)).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) note(told, line);
    });
    return window;
  }

  async function listed(id: string): Promise<StoredSession> {
    return (await listSessions(root, KEY)).find((each) => each.id === id) ?? assert.fail(`session ${id} is not there`);
  }
});

function note(told: Map<string, Told>, line: string): void {
  const [what, id = "", count] = line.split(" ");
  const facts = told.get(id) ?? { blocks: 0, closed: false };
  if (what === "has") facts.blocks = Number(count);
  if (what === "closed") facts.closed = true;
  if (what !== "done") told.set(id, facts);
}

/** Everything that was known to be on the disk is there, in order, and then at most what was just being written. */
async function isIntact({ id, folder, info }: StoredSession, facts: Told | undefined): Promise<void> {
  const blocks = await blocksIn(folder);
  assert.deepEqual(blocks, blocks.map((_, index) => index), `session ${id} is in order`);
  assert.ok(facts && blocks.length >= facts.blocks && blocks.length <= facts.blocks + 20, `session ${id} has ${blocks.length} blocks of ${facts?.blocks}`);
  if (facts.closed) assert.ok(info?.summary && blocks.length === facts.blocks, `session ${id} was closed properly`);
}

async function firstOf(told: Map<string, Told>, isIt: (facts: Told) => boolean): Promise<[string, Told]> {
  for (;;) {
    const found = [...told].find(([, facts]) => isIt(facts));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A young draft with half a lock may be somebody's who is just writing it. */
function ageDrafts(folder: string): void {
  const then = new Date(Date.now() - 300_000);
  for (const name of readdirSync(folder)) if (name.startsWith(".new-")) utimesSync(path.join(folder, name), then, then);
}

function locksIn(root: string): string[] {
  return everythingIn(root).filter((name) => name.endsWith("lock"));
}

/** The exit code, once everything that it said was heard. */
async function ended(window: ChildProcess): Promise<number | null> {
  if (window.exitCode === null && window.signalCode === null) await once(window, "close");
  return window.exitCode;
}

async function killed(window: ChildProcess): Promise<void> {
  const closed = ended(window);
  window.kill("SIGKILL");
  await closed;
}

async function killedAfter(window: ChildProcess, ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  await killed(window);
}
