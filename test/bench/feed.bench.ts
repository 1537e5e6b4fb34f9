import { setImmediate } from "node:timers/promises";
import { Feed } from "../../src/core/feed/feed";
import { TextSearch } from "../../src/core/feed/textSearch";
import { ExchangeFold } from "../../src/core/trace/exchangeFold";
import { RingTrace } from "../../src/core/trace/ringTrace";
import { nodeClock } from "../../src/node/clock";
import { SessionWriter } from "../../src/node/sessions/sessionWriter";
import { newSessionId } from "../../src/node/sessions/sessionId";
import { runFolder } from "../run/host.mjs";
import { median } from "./pairs";
import { printBar, scaled } from "./table";

const ROUNDS = 7;
const COUNT = scaled(1_000_000);
const CHUNK = 400;

interface Recorded {
  readonly trace: RingTrace;
  readonly exchanges: ExchangeFold;
  readonly close: () => Promise<void>;
}

/** What a page costs its host: a million rows sent to it, and a text looked for in all of them, mostly on disk. */
async function main(): Promise<void> {
  const { folder, remove } = await runFolder("bench-feed");
  try {
    for (const kind of ["notifications", "calls"] as const) {
      const { trace, exchanges, close } = await record(folder, kind);
      const feeds: { readonly perRow: number; readonly longest: number; readonly first: number }[] = [];
      const { perRow: anew, longest } = await feed(trace, exchanges);
      for (let round = 0; round < ROUNDS; round++) feeds.push(await feed(trace, exchanges));
      console.log(`${COUNT} rows, ${kind}, ${ROUNDS} rounds, medians`);
      printBar("sent to the first page, code still cold", anew, 100, 0, " ns CPU a row");
      printBar("  its longest batch", longest, undefined, 1, " ms CPU");
      printBar("sent to a page", median(feeds.map(({ perRow }) => perRow)), 100, 0, " ns CPU a row");
      printBar("first rows", median(feeds.map(({ first }) => first)), 500, 1, " ms");
      printBar("longest batch", median(feeds.map(({ longest }) => longest)), undefined, 1, " ms CPU");
      for (const text of ["nowhere", "number 99", "message"]) {
        const searches: { readonly took: number; readonly longest: number; readonly found: number }[] = [];
        for (let round = 0; round < ROUNDS; round++) searches.push(await search(trace, text));
        printBar(`search for "${text}", in ${searches[0]?.found ?? 0} rows`, median(searches.map(({ took }) => took)), 300, 0, " ms CPU");
        printBar("  its longest slice", median(searches.map(({ longest }) => longest)), 10, 1, " ms CPU");
      }
      await close();
    }
  } finally {
    await remove();
  }
}

async function record(root: string, kind: "notifications" | "calls"): Promise<Recorded> {
  const spill = new SessionWriter({ root, workspaceKey: "bench", workspace: "bench", id: newSessionId(Date.now()), started: Date.now(), version: "0" });
  const trace = new RingTrace(nodeClock, { session: spill.id, memoryBytes: 64 * 2 ** 20, spill });
  const exchanges = new ExchangeFold(trace);
  const writer = trace.open({ server: "bench", name: "bench" });
  for (let row = 0; row < COUNT; row += CHUNK) {
    const lines: string[] = [];
    for (let each = row; each < row + CHUNK; each += kind === "calls" ? 2 : 1) {
      if (kind === "calls") writer.sent(Buffer.from(`{"jsonrpc":"2.0","id":${each},"method":"tools/call","params":{"name":"tool${each % 7}","arguments":{"message":"number ${each}"}}}`));
      lines.push(kind === "calls" ? `{"jsonrpc":"2.0","id":${each},"result":{"content":[{"type":"text","text":"answer ${each} to the call"}]}}` : `{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","logger":"bench","data":"number ${each}"}}`);
    }
    writer.stdout(Buffer.from(`${lines.join("\n")}\n`));
    await writer.congestion;
  }
  await trace.flush();
  const close = async (): Promise<void> => {
    exchanges.dispose();
    await spill.close({ servers: ["bench"], messages: COUNT, ended: Date.now() });
  };
  return { trace, exchanges, close };
}

/** Sends everything to a page that takes each batch at once. */
async function feed(trace: RingTrace, exchanges: ExchangeFold): Promise<{ readonly perRow: number; readonly longest: number; readonly first: number }> {
  let [rows, batch, busy, longest, first] = [0, 0, 0, 0, 0];
  const began = performance.now();
  const timed = <T>(work: () => T): T => {
    const before = cpu();
    const result = work();
    const took = cpu() - before;
    busy += took;
    longest = Math.max(longest, took);
    first ||= performance.now() - began;
    return result;
  };
  const each = timed(() => new Feed({
    trace,
    exchanges,
    session: { id: trace.session, title: "Bench", live: true },
    clock: nodeClock,
    marks: () => [],
    send: (message) => {
      if (message.type === "rows") rows += message.count;
      if (message.type === "end") batch = message.batch;
    },
  }));
  while (!each.isSettled) {
    timed(() => each.ack(batch, 1));
    await setImmediate();
  }
  each.dispose();
  return { perRow: (busy * 1e6) / rows, longest, first };
}

async function search(trace: RingTrace, text: string): Promise<{ readonly took: number; readonly longest: number; readonly found: number }> {
  let [before, longest] = [cpu(), 0];
  const began = before;
  const pause = async (): Promise<void> => {
    longest = Math.max(longest, cpu() - before);
    await setImmediate();
    before = cpu();
  };
  const all = new TextSearch({ trace, clock: nodeClock, pause });
  const found = await all.search(text);
  const took = cpu() - began;
  all.dispose();
  return { took, longest, found: found.byteLength / Float64Array.BYTES_PER_ELEMENT };
}

/** Milliseconds that this process has computed: other work on the machine does not count. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

void main();
