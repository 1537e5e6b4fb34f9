/**
 * A window for the tests of sessions, as a process of its own: opens sessions one after the other under a root, writes
 * numbered blocks, looks at what others have left, and closes. It prints what it has done, line by line:
 * `open ID`, `has ID COUNT` (that many blocks are on the disk), `closed ID`, `done`.
 * Arguments: root, rounds (0: one session that is written until somebody kills it), seed, limit of all sessions in bytes.
 */
import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { listSessions } from "../../../src/node/sessions/listSessions";
import { retainSessions } from "../../../src/node/sessions/retainSessions";
import { Random } from "../../support/random";
import { block, KEY, openSession, summary } from "./sessionFiles";

const [root = "", rounds = "0", seed = "1", limit = "1e12"] = process.argv.slice(2);
const random = new Random(Number(seed));

async function session(blocks: number): Promise<void> {
  const writer = await openSession(root, { fileBytes: 2000 });
  say(`open ${writer.id}`);
  for (let count = 0; count < blocks; ) {
    const some = 1 + random.below(20);
    const written = Array.from({ length: some }, () => writer.append([block(count++)]).written);
    await Promise.all(written);
    say(`has ${writer.id} ${count}`);
    if (random.below(4) === 0) await sleep(random.below(5));
    if (random.below(8) === 0) await listSessions(root, KEY);
    if (random.below(8) === 0) await retain();
  }
  await writer.close(summary());
  say(`closed ${writer.id}`);
}

async function retain(): Promise<void> {
  await retainSessions(root, { maxAge: 86_400_000, maxBytes: Number(limit), fileBytes: 0, now: Date.now() });
}

/** At once: what waits in a buffer is lost when the process is killed. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}

if (rounds === "0") await session(Number.POSITIVE_INFINITY);
for (let round = 0; round < Number(rounds); round++) await session(1 + random.below(60));
await retain();
say("done");
