import { setImmediate as turn } from "node:timers/promises";
import { indentedPieces } from "../../src/core/base/indentJson";
import { bodyOf } from "../../src/core/feed/bodyOf";
import { Feed } from "../../src/core/feed/feed";
import { TextSearch } from "../../src/core/feed/textSearch";
import { ExchangeFold } from "../../src/core/trace/exchangeFold";
import { RingTrace } from "../../src/core/trace/ringTrace";
import { nodeClock } from "../../src/node/clock";
import { encodePieces } from "../../src/node/encodePieces";
import { newSessionId } from "../../src/node/sessions/sessionId";
import { SessionWriter } from "../../src/node/sessions/sessionWriter";
import "../../src/node/utf8Check";
import { runFolder } from "../run/host.mjs";
import { median } from "./pairs";
import { TurnWatch } from "./scenarios/turnWatch";
import { printBar, scaled } from "./table";

const ROUNDS = 7;
/** Milliseconds that anything else may have to wait. */
const BAR = 50;
/** What a page asks for: at first, when a person wants more, and piece by piece. */
const [HEAD, MORE, PIECE] = [500_000, 8_000_000, 1_000_000];
/** Larger messages are opened by their head. */
const IN_EDITOR = 20_000_000;
const SEQ = 1;

const SHAPES: { readonly [shape: string]: (bytes: number) => string } = {
  numbers: (bytes) => `{"jsonrpc":"2.0","id":1,"result":{"structuredContent":{"list":[${"1234567,".repeat(bytes / 8)}1]}}}`,
  "one string": (bytes) => `{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"${"lorem ipsum \\n".repeat(bytes / 14)}"}]}}`,
  "a million names": (bytes) => `{"jsonrpc":"2.0","id":1,"result":{"structuredContent":{${Array.from({ length: 1_000_000 }, (_, at) => `"n${at}":"${"x".repeat(Math.max(0, bytes / 1_000_000 - 14))}"`).join(",")}}}}`,
};

/** How long a host that has a very long line, in memory or on disk, keeps everything else waiting while a page and an editor show it. */
async function main(): Promise<void> {
  const { folder, remove } = await runFolder("bench-big");
  try {
    for (const megabytes of [20, 50]) {
      for (const [shape, text] of Object.entries(SHAPES)) for (const where of ["memory", "disk"] as const) await measureLine(folder, `${megabytes} MB, ${shape}, ${where === "disk" ? "on disk" : "in memory"}`, text(scaled(megabytes * 1_000_000)), where);
    }
  } finally {
    await remove();
  }
}

async function measureLine(root: string, name: string, line: string, where: "memory" | "disk"): Promise<void> {
  const spill = where === "disk" ? new SessionWriter({ root, workspaceKey: "bench", workspace: "bench", id: newSessionId(Date.now()), started: Date.now(), version: "0" }) : undefined;
  const trace = new RingTrace(nodeClock, { session: spill?.id ?? "bench", memoryBytes: 16 * 2 ** 20, ...(spill && { spill }) });
  const exchanges = new ExchangeFold(trace);
  const writer = trace.open({ server: "bench", name: "bench" });
  writer.sent(Buffer.from('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"big"}}'));
  writer.stdout(Buffer.from(`${line}\n`));
  await writer.congestion;
  await trace.flush();
  console.log(`${name}, longest turn, CPU, medians of ${ROUNDS}`);
  printBar("  JSON.parse of the line, for comparison", await longest(() => void JSON.parse(line)), undefined, 1, " ms");
  printBar("  its row sent to a page", await longest(() => feed(trace, exchanges)), BAR, 1, " ms");
  printBar("  its head", await longest(() => ask(trace, HEAD)), BAR, 1, " ms");
  printBar("  more of it", await longest(() => ask(trace, MORE)), BAR, 1, " ms");
  printBar("  all of it, piece by piece", await longest(() => askAll(trace)), BAR, 1, " ms");
  printBar("  a text looked for in it", await longest(() => search(trace)), BAR, 1, " ms");
  if (line.length <= IN_EDITOR * 1.01) printBar("  laid out for an editor, its text at hand", await longest(() => encodePieces(indentedPieces(line, "  "))), BAR, 1, " ms");
  exchanges.dispose();
  await spill?.close({ servers: ["bench"], messages: 2, ended: Date.now() });
}

async function longest(work: () => unknown): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    globalThis.gc?.();
    await turn();
    const watch = new TurnWatch();
    await work();
    rounds.push(watch.end());
  }
  return median(rounds);
}

/** As it goes to the page, which is another process. */
function ask(trace: RingTrace, limit: number, from = 0): number {
  return structuredClone(bodyOf(trace, SEQ, limit, from)).bytes?.byteLength ?? 0;
}

async function askAll(trace: RingTrace): Promise<void> {
  const size = trace.at(SEQ)?.size ?? 0;
  for (let from = 0; from < size; from += PIECE) {
    if (ask(trace, PIECE, from) === 0) throw new Error(`Nothing is held from ${from} of ${size} on.`);
    await turn();
  }
}

async function search(trace: RingTrace): Promise<void> {
  const texts = new TextSearch({ trace, clock: nodeClock, pause: () => turn() });
  await texts.search("there is no such text");
  texts.dispose();
}

async function feed(trace: RingTrace, exchanges: ExchangeFold): Promise<void> {
  const shown = new Feed({ trace, exchanges, session: { id: trace.session, title: "bench", live: true }, clock: nodeClock, marks: () => [], send: (message) => void (message.type === "end" && setImmediate(() => shown.ack(message.batch, 1))) });
  while (!shown.isSettled) await turn();
  shown.dispose();
}

void main();
