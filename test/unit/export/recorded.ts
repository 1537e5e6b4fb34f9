import type { Clock } from "../../../src/core/base/clock";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import type { ExportTraffic } from "../../../src/core/trace/export/exportTraffic";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { FrameWriter } from "../../../src/core/wire/frame";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

/** When the traffic of these tests begins. */
export const START = Date.UTC(2026, 0, 2, 3, 4, 5);

export interface Recorded extends ExportTraffic {
  readonly trace: RingTrace;
  readonly exchanges: ExchangeFold;
  readonly writer: FrameWriter;
  readonly clock: SetClock;
}

/** A clock that stands until it is set. */
class SetClock implements Clock {
  constructor(public time: number) {}

  now(): number {
    return this.time;
  }

  after(): never {
    throw new Error("Nothing that is recorded here waits for anything.");
  }
}

export interface RecordedOptions extends Partial<Omit<ExportTraffic, "trace" | "exchanges">> {
  readonly server?: string;
}

/**
 * A trace of a script: `> text` is sent, `< text` and `! text` come from the server's stdout and stderr, `s command args`
 * starts it, `x code` ends it, `@ 500` lets so many milliseconds pass.
 */
export function recorded(script: string, { server = "demo", ...options }: RecordedOptions = {}): Recorded {
  const clock = new SetClock(START);
  const trace = new RingTrace(clock, { session: "session-1", memoryBytes: Number.POSITIVE_INFINITY });
  const exchanges = new ExchangeFold(trace);
  const writer = trace.open({ server, name: server });
  const steps = script.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  for (const step of steps) perform(step[0] ?? "", step.slice(2), writer, clock);
  const environment = { product: { name: "wirelight", title: "Wirelight", version: "9.9.9" }, facts: [["System", "linux x64"]] as const, now: clock.now() };
  return { trace, exchanges, writer, clock, redact: (text) => text, environment, ...options };
}

function perform(sign: string, rest: string, writer: FrameWriter, clock: SetClock): void {
  const [word = "", ...words] = rest.split(" ");
  if (sign === ">") writer.sent(bytes(rest));
  else if (sign === "<") writer.stdout(bytes(`${rest}\n`));
  else if (sign === "!") writer.stderr(bytes(`${rest}\n`));
  else if (sign === "s") writer.host({ type: "spawned", pid: 7, command: word, args: words, cwd: "/home/me" });
  else if (sign === "x") writer.host({ type: "closed", closed: { how: "exited", code: Number(rest), signal: null, asked: false } });
  else if (sign === "@") clock.time += Number(rest);
  else throw new Error(`Nothing is known of the step "${sign} ${rest}".`);
}

/** A session with a bit of everything. */
export const SESSION = `
  s node server.js --token abcdef123456
  > {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"some-host","version":"1.2"}}}
  @ 20
  < {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18","capabilities":{},"serverInfo":{"name":"demo-server","version":"3.4"}}}
  > {"jsonrpc":"2.0","method":"notifications/initialized"}
  @ 100
  > {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add","arguments":{"a":1e2,"b":12345678901234567890},"_meta":{"progressToken":1}}}
  @ 5
  ! adding
  < {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":1,"total":2}}
  < {"jsonrpc":"2.0","id":"s1","method":"roots/list"}
  < {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"half done"}}
  @ 5
  > {"jsonrpc":"2.0","id":"s1","result":{"roots":[]}}
  < {"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"102"}]}}
  < this is no JSON
  > {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"fail"}}
  @ 1
  < {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"it broke"}],"isError":true}}
  > {"jsonrpc":"2.0","id":3,"method":"resources/read","params":{"uri":"file:///a b"}}
  < {"jsonrpc":"2.0","id":3,"error":{"code":-32002,"message":"Resource not found"}}
  > {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"slow"}}
  @ 30
  > {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":4,"reason":"too slow"}}
  < {"jsonrpc":"2.0","id":4,"result":{"content":[]}}
  > {"jsonrpc":"2.0","id":5,"method":"prompts/get","params":{"name":"greet"}}
  < {"jsonrpc":"2.0","id":5,"result":[]}
  > {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"die"}}
  @ 2
  x 1
`;

export function textOf(pieces: Iterable<string>): string {
  return [...pieces].join("");
}
