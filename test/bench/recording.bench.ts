import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { CancelSource } from "../../src/core/base/cancel";
import { namesSecret } from "../../src/core/server/config/namesSecret";
import { RecordingReader } from "../../src/core/trace/recording/recordingReader";
import { allRows } from "../../src/core/trace/recording/rowsOf";
import { writeRecording } from "../../src/core/trace/recording/writeRecording";
import { Redactor } from "../../src/core/trace/redact/redactor";
import { scanSecrets } from "../../src/core/trace/redact/scanSecrets";
import { RingTrace } from "../../src/core/trace/ringTrace";
import { nodeClock } from "../../src/node/clock";
import { loadRecording } from "../../src/node/recordings/loadRecording";
import { Pause } from "../../src/node/recordings/pause";
import { writeTextFile } from "../../src/node/recordings/writeTextFile";
import "../../src/node/utf8Check";
import { runFolder } from "../run/host.mjs";
import { run } from "../run/processes.mjs";
import { node } from "./clients";
import { TurnWatch } from "./scenarios/turnWatch";
import { printBar, scaled } from "./table";

const COUNT = scaled(1_000_000);
/** Milliseconds that anything else may have to wait. */
const LONGEST_PAUSE = 10;
const never = new CancelSource();

/** A recording of a million rows: what looking for secrets, writing and reading take, and how long anything else waits meanwhile. */
async function main(): Promise<void> {
  const { folder, remove } = await runFolder("bench-recording");
  const file = path.join(folder, "large.mcptrace");
  const trace = recorded();
  const redactor = new Redactor({ isSecretName: namesSecret });
  console.log(`${COUNT} rows of about 330 B, one in a thousand with a secret`);
  try {
    await measure("secrets looked for", async () => {
      const pause = new Pause();
      const scan = scanSecrets(trace, allRows(trace), redactor);
      while (scan.next().done === false) if (pause.isDue) await pause.take();
    });
    await measure("written as it was sent", () => writeTextFile(file, writeRecording(trace, allRows(trace), { product: "bench", saved: 0 }), never));
    await rm(file);
    await measure("written without secrets", () => writeTextFile(file, writeRecording(trace, allRows(trace), { product: "bench", saved: 0, redactor }), never));
    printBar("size of the file", (await stat(file)).size / 2 ** 20, undefined, 0, " MB");
    const reader = new RecordingReader(nodeClock, { session: "bench", memoryBytes: Number.POSITIVE_INFINITY });
    await measure("read", () => loadRecording(file, reader, { cancel: never }));
    if (reader.trace.next !== COUNT || reader.problemCount > 0) throw new Error(`${reader.trace.next} of ${COUNT} rows were read: ${JSON.stringify(reader.problems)}`);
  } finally {
    await remove();
  }
}

function recorded(): RingTrace {
  const trace = new RingTrace(nodeClock, { session: "bench", memoryBytes: Number.POSITIVE_INFINITY });
  const writer = trace.open({ server: "bench", name: "bench" });
  const text = "lorem ipsum, dolor: sit amet ".repeat(7);
  for (let row = 0; row < COUNT; row += 1000) {
    const lines = Array.from({ length: 1000 }, (_, index) => `{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","logger":"bench","data":"message ${row + index}: ${text}"${index === 0 ? `,"token":"secret-${row % 50_000}"` : ""}}}\n`);
    writer.stdout(Buffer.from(lines.join("")));
  }
  return trace;
}

async function measure(label: string, work: () => Promise<void>): Promise<void> {
  global.gc?.();
  const before = process.cpuUsage();
  const turns = new TurnWatch();
  await work();
  const longest = turns.end();
  const { user, system } = process.cpuUsage(before);
  printBar(`${label}, CPU us a row`, (user + system) / COUNT, undefined, 2);
  printBar(`${label}, longest pause (CPU)`, longest, LONGEST_PAUSE, 1, " ms");
}

/** The CPU time of a thread is known to newer versions of Node only. */
async function start(): Promise<void> {
  const runtime = await node();
  if (runtime === process.execPath) return main();
  const { code } = await run(runtime, [...process.execArgv, __filename], { cwd: process.cwd(), show: true });
  process.exitCode = code ?? 1;
}

void start();
