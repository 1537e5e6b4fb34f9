import { encodeUtf8 } from "../../../src/core/base/text";

/** Bytes of a line on average, its line feed included. */
const SIZE = 328;
/** Requests between two chunks from the server. */
const CALLS = 50;

/** What crosses the wire in one go: a few requests, then one chunk with their answers and twice as many notifications. */
export interface Burst {
  /** Without line feeds. */
  readonly sent: readonly Uint8Array[];
  readonly received: Uint8Array;
  readonly rows: number;
}

/** Mixed traffic: half of the rows are notifications, the others requests and their answers, each with its own id. */
export function* traffic(rows: number): Generator<Burst> {
  for (let id = 1, left = rows; left > 0; left -= CALLS * 4, id += CALLS) {
    const ids = Array.from({ length: CALLS }, (_, index) => id + index);
    const received = ids.flatMap((each) => [noteOf(each * 2), noteOf(each * 2 + 1), answerTo(each)]);
    yield { sent: ids.map((each) => encodeUtf8(requestOf(each))), received: encodeUtf8(`${received.join("\n")}\n`), rows: CALLS * 4 };
  }
}

function requestOf(id: number): string {
  return padded((text) => ({ jsonrpc: "2.0", id, method: "tools/call", params: { name: `tool_${id % 12}`, arguments: { path: `src/file-${id}.ts`, text } } }));
}

function answerTo(id: number): string {
  return padded((text) => ({ result: { content: [{ type: "text", text }], structuredContent: { line: id, ok: true, share: id / 7 } }, jsonrpc: "2.0", id }));
}

function noteOf(index: number): string {
  return padded((text) => ({ jsonrpc: "2.0", method: "notifications/resources/updated", params: { uri: `file:///project/src/file-${index}.ts`, text } }));
}

function padded(message: (text: string) => object): string {
  const bare = JSON.stringify(message("")).length;
  return JSON.stringify(message("lorem ipsum dolor sit amet ".repeat(SIZE / 20).slice(0, Math.max(0, SIZE - 1 - bare))));
}
