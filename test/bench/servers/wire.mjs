// The server of the benchmarks: as little as a server can be, so that what is measured is the client. It blocks on its
// stdin instead of waiting in an event loop, which takes the least time from a request to its answer.
import { readSync, writeSync } from "node:fs";

const input = Buffer.allocUnsafe(1 << 20);
/** Bytes handed to the pipe at once by a flood. */
const BLOCK = 1 << 16;

/** @param {Uint8Array} bytes */
function write(bytes) {
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

/**
 * Lines of exactly `size` bytes with their line feeds, as many as fill a block.
 * @param {string} method
 * @param {number} size
 */
function blockOf(method, size) {
  const lines = [];
  for (let index = 0; index < Math.floor(BLOCK / size); index++) {
    const line = (/** @type {string} */ fill) =>
      JSON.stringify({ jsonrpc: "2.0", method, params: { level: "info", data: `${String(index).padStart(4, "0")}${fill}` } });
    lines.push(`${line(".".repeat(size - 1 - line("").length))}\n`);
  }
  return { bytes: Buffer.from(lines.join("")), lines: lines.length };
}

/** @param {{ method: string, size: number, count: number | null }} flood `count` null: until the client has gone */
function flood({ method, size, count }) {
  const block = blockOf(method, size);
  for (let left = count ?? Number.POSITIVE_INFINITY; left > 0; left -= block.lines) {
    write(left >= block.lines ? block.bytes : block.bytes.subarray(0, left * size));
  }
}

/** @param {{ name: string, arguments: any }} params */
function call({ name, arguments: args }) {
  if (name === "flood") flood(args);
  const text = name === "big" ? "The quick brown fox jumps over the lazy dog.\n".repeat(args.bytes / 45) : name;
  return JSON.stringify({ content: [{ type: "text", text }] });
}

/** @param {{ id?: number, method: string, params?: any }} message */
function answer({ id, method, params }) {
  if (id === undefined) return "";
  const result =
    method === "ping" ? "{}"
    : method === "tools/call" ? call(params)
    : JSON.stringify({ protocolVersion: params.protocolVersion, capabilities: {}, serverInfo: { name: "wire", version: "1.0.0" } });
  return `{"jsonrpc":"2.0","id":${id},"result":${result}}\n`;
}

let rest = "";
for (;;) {
  const length = readSync(0, input);
  if (length === 0) break;
  const lines = (rest + input.latin1Slice(0, length)).split("\n");
  rest = lines.pop() ?? "";
  let answers = "";
  for (const line of lines) answers += answer(JSON.parse(line));
  if (answers !== "") write(Buffer.from(answers));
}
