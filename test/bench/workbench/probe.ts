// The extension of the benchmark: does in the extension host what it is told over a socket, and has webviews with nothing in them.
import { once } from "node:events";
import { createConnection } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createWriteStream } from "node:fs";
import * as vscode from "vscode";
import { TextSearch } from "../../../src/core/feed/textSearch";
import { allRows } from "../../../src/core/trace/recording/rowsOf";
import { writeRecording } from "../../../src/core/trace/recording/writeRecording";
import { nodeClock } from "../../../src/node/clock";
import type { Exports } from "../../../src/vscode/edge";
import type { Activated } from "../../../src/vscode/extension";
import { threadCpu } from "../scenarios/threadCpu";
import type { HostCpu, ProbeAnswer, ProbeCalls } from "./probeCalls";

type Handlers = { readonly [K in keyof ProbeCalls]: (ask: ProbeCalls[K]["ask"]) => Promise<ProbeCalls[K]["answer"]> | ProbeCalls[K]["answer"] };

/** The server that talks. */
const SERVER = "talker";
/** Requests that are on their way at a time. */
const IN_FLIGHT = 256;
/** Longest wait for an answer, milliseconds. */
const PATIENCE = 600_000;
/** How often it is looked whether a page has everything, milliseconds; to look costs the host something too. */
const LOOK = 15;
const VIEW = "bench.empty";
/** As long as the table of the panel can be, and with a first row; nothing more. */
const EMPTY = `<!DOCTYPE html><html><head><style>.space { height: 6000000px } .table-viewport { height: 100vh; overflow: auto } body { padding: 0 }</style></head>
<body><div class="table-viewport"><div class="space"><div class="rows"><div class="row">Empty</div></div></div></div></body></html>`;

const delay = monitorEventLoopDelay({ resolution: 1 });
let search: TextSearch | undefined;

const handlers: Handlers = {
  running: async ({ server }) => {
    const { registry } = await wirelight();
    while (registry.servers.find(({ config }) => config.name === server)?.state.name !== "running") await sleep(20);
    return null;
  },
  call: async ({ tool, args }) => {
    const session = await talker();
    const began = performance.now();
    await session.callTool(tool, args, { timeout: PATIENCE });
    return performance.now() - began;
  },
  calls: async ({ tool, count, logs }) => {
    const session = await talker();
    let left = count;
    const one = async (): Promise<void> => {
      while (left-- > 0) await session.callTool(tool, { number: left, logs }, { timeout: PATIENCE });
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, one));
    return null;
  },
  rows: async ({ next }) => {
    const { trace } = await wirelight();
    while (trace.next < next) await sleep(10);
    return null;
  },
  session: async () => {
    const { trace } = await wirelight();
    return { id: trace.session, first: trace.first, next: trace.next, evicted: trace.evicted.frames };
  },
  columns: async ({ from, to, method }) => {
    const { columns } = (await wirelight()).trace;
    const rows = Array.from({ length: to - from }, (_, index) => from + index).filter((seq) => columns.method(seq) === method);
    return { times: rows.map((seq) => columns.time(seq)), sizes: rows.map((seq) => columns.size(seq)) };
  },
  command: async ({ command, args }) => {
    const began = now();
    await vscode.commands.executeCommand(command, ...args);
    return { began };
  },
  settled: async ({ session }) => {
    const { panel } = (await wirelight()).traffic;
    while (!panel.isSettled || panel.source?.session !== session) await sleep(LOOK);
    return { at: now(), cpu: cpu() };
  },
  cpu: () => cpu(),
  memory: async () => {
    await collected();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss: rss / 1e6, heap: heapUsed / 1e6, external: external / 1e6 };
  },
  watch: () => {
    delay.reset();
    delay.enable();
    return null;
  },
  watched: async () => {
    // A turn that is late is known when it has come.
    await sleep(5);
    delay.disable();
    return Math.max(0, delay.max / 1e6 - 1);
  },
  search: async ({ text }) => {
    const { trace } = await wirelight();
    search ??= new TextSearch({ trace, clock: nodeClock, pause: () => setImmediate() });
    const began = performance.now();
    const found = await search.search(text);
    return { took: performance.now() - began, rows: found.byteLength / Float64Array.BYTES_PER_ELEMENT };
  },
  parse: async ({ kind }) => {
    const { trace } = await wirelight();
    let seq = trace.next - 1;
    while (trace.columns.kind(seq) !== kind) seq--;
    const bytes = Buffer.from(trace.columns.part(seq, 0, trace.columns.size(seq)) ?? []);
    await collected();
    const began = performance.now();
    const text = bytes.toString("utf8");
    const decoded = performance.now();
    JSON.parse(text);
    return { decode: decoded - began, parse: performance.now() - decoded, size: bytes.length };
  },
  earlier: async () => {
    const { library } = (await wirelight()).history;
    await library.refresh();
    return library.sessions.map(({ id, bytes, summary }) => ({ id, bytes, messages: summary?.messages ?? 0 }));
  },
  record: async ({ file }) => {
    const { trace } = await wirelight();
    const stream = createWriteStream(file);
    for (const piece of writeRecording(trace, allRows(trace), { product: "bench", saved: Date.now() })) if (!stream.write(piece)) await once(stream, "drain");
    stream.end();
    await once(stream, "close");
    return trace.next - trace.first;
  },
  openFile: async ({ file }) => {
    const began = now();
    await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(file));
    return { began };
  },
  recordingSettled: async () => {
    const { recordings } = await wirelight();
    await recordings.active?.loaded;
    while (!recordings.isSettled) await sleep(LOOK);
    return { at: now(), cpu: cpu() };
  },
  emptyEditor: () => {
    const began = now();
    showNothing(vscode.window.createWebviewPanel("bench.empty", "Empty", vscode.ViewColumn.One).webview);
    return { began };
  },
};

export function activate(): void {
  vscode.window.registerWebviewViewProvider(VIEW, { resolveWebviewView: ({ webview }) => showNothing(webview) });
  const socket = createConnection(Number(process.env["WIRELIGHT_BENCH_PORT"]), "127.0.0.1");
  createInterface({ input: socket }).on("line", (line) => void answer(JSON.parse(line) as { readonly number: number; readonly name: keyof ProbeCalls; readonly ask: never }));
  socket.on("error", (error) => console.error(error));

  async function answer({ number, name, ask }: { readonly number: number; readonly name: keyof ProbeCalls; readonly ask: never }): Promise<void> {
    let said: ProbeAnswer;
    try {
      said = { number, value: await handlers[name](ask) };
    } catch (error) {
      said = { number, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    socket.write(`${JSON.stringify(said)}\n`);
  }
}

function showNothing(webview: vscode.Webview): void {
  // Without it there are no timers and frames for those who measure either.
  webview.options = { enableScripts: true };
  webview.html = EMPTY;
}

async function wirelight(): Promise<Exports> {
  const extension = vscode.extensions.getExtension<Activated>("wirelight.wirelight");
  if (!extension) throw new Error("The window does not have Wirelight.");
  return (await extension.activate()).ready;
}

async function talker(): Promise<NonNullable<Exports["registry"]["servers"][number]["session"]>> {
  const session = (await wirelight()).registry.servers.find(({ config }) => config.name === SERVER)?.session;
  if (!session) throw new Error("The server of the benchmark does not run.");
  return session;
}

/** Settles when everything that can go has gone. */
async function collected(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as NodeJS.GCFunction;
  for (let time = 0; time < 3; time++) {
    await collect({ execution: "async", type: "major" });
    await sleep(20);
  }
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

function cpu(): HostCpu {
  const { user, system } = process.cpuUsage();
  return { thread: threadCpu(), process: (user + system) / 1000 };
}
