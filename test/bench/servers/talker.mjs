// The server of the benchmark of the Traffic panel: its tools say how much it is to say. Like `wire.mjs` it blocks on its
// stdin, so that what is measured is not the server.
import { readSync, writeSync } from "node:fs";

const input = Buffer.allocUnsafe(1 << 20);
const waker = new Int32Array(new SharedArrayBuffer(4));
/** Characters handed to the pipe at once. */
const BLOCK = 1 << 16;
/** How often a paced flood writes, milliseconds. */
const BEAT = 10;
/** Lines of `notes` with `varied` are this long and longer by up to this much. */
const SHORTEST = 150;
const VARIETY = 800;

let number = 0;

/** @param {string} text */
function write(text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

/** A log message with a number of its own; with `varied` its length tells which one it is. @param {boolean} [varied] */
function note(varied = false) {
  const line = (/** @type {string} */ fill) => `{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","logger":"bench","data":"number ${++number}${fill}"}}`;
  if (!varied) return `${line("")}\n`;
  const bare = line("");
  return `${bare.slice(0, -3)}${".".repeat(SHORTEST + (number % VARIETY) - bare.length)}"}}\n`;
}

/** @param {number} count @param {boolean} [varied] */
function notes(count, varied) {
  let block = "";
  for (let written = 0; written < count; written++) {
    block += note(varied);
    if (block.length < BLOCK) continue;
    write(block);
    block = "";
  }
  write(block);
}

/** @param {number} seconds @param {number} perSecond */
function paced(seconds, perSecond) {
  const began = performance.now();
  for (let written = 0; written < seconds * perSecond; ) {
    const due = Math.min(seconds * perSecond, Math.floor(((performance.now() - began) / 1000) * perSecond));
    if (due > written) notes(due - written);
    written = Math.max(written, due);
    Atomics.wait(waker, 0, 0, BEAT);
  }
}

/** A list with as many items as there is room for. @param {number} bytes */
function items(bytes) {
  const item = (/** @type {number} */ index) => ({ path: `src/module-${index}/file-${index}.ts`, line: index, column: index % 80, severity: "warning", message: "Unexpected any. Specify a different type.", fixable: index % 3 === 0 });
  const size = JSON.stringify(item(100_000)).length + 1;
  return Array.from({ length: Math.ceil(bytes / size) }, (_, index) => item(100_000 + index));
}

/** What a tool returns, and what the server says after that. @type {Record<string, (args: any, id: number) => { result?: object, after?: () => void }>} */
const tools = {
  // Logs that come while a call waits would be shown as part of that call.
  notes: ({ count, varied }) => ({ after: () => notes(count, varied) }),
  paced: ({ seconds, perSecond }) => ({ after: () => paced(seconds, perSecond) }),
  say: (_args, id) => ({ result: { content: [{ type: "text", text: `answer ${id} to the call` }] } }),
  text: ({ bytes }) => ({ result: { content: [{ type: "text", text: "The quick brown fox jumps over the lazy dog.\n".repeat(bytes / 46) }] } }),
  items: ({ bytes }) => ({ result: { content: [{ type: "text", text: "Many items." }], structuredContent: { items: items(bytes) } } }),
};

const hello = (/** @type {string} */ protocolVersion) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "talker", version: "1.0.0" } });
const list = () => ({ tools: Object.keys(tools).map((name) => ({ name, description: "For a benchmark.", inputSchema: { type: "object" } })) });

/** @param {{ id?: number, method: string, params?: any }} message */
function answer({ id, method, params }) {
  if (id === undefined) return { text: "" };
  const called = method === "tools/call" ? (tools[params.name]?.(params.arguments ?? {}, id) ?? {}) : undefined;
  const result = called ? (called.result ?? { content: [] }) : method === "initialize" ? hello(params.protocolVersion) : method === "tools/list" ? list() : {};
  // What the server logs while it works on the call.
  const text = `${params?.arguments?.logs ? note() + note() : ""}${JSON.stringify({ jsonrpc: "2.0", id, result })}\n`;
  return { text, after: called?.after };
}

let rest = "";
for (;;) {
  const length = readSync(0, input);
  if (length === 0) break;
  const lines = (rest + input.latin1Slice(0, length)).split("\n");
  rest = lines.pop() ?? "";
  let answers = "";
  const after = [];
  for (const line of lines) {
    const answered = answer(JSON.parse(line));
    answers += answered.text;
    if (answered.after) after.push(answered.after);
  }
  if (answers !== "") write(answers);
  for (const talk of after) talk();
}
