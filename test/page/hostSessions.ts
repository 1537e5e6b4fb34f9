import { Emitter } from "../../src/core/base/event";
import type { Clock } from "../../src/core/base/clock";
import type { FeedSession } from "../../src/core/feed/protocol";
import type { FeedSessions, FeedSource } from "../../src/core/feed/feedHost";
import { ExchangeFold } from "../../src/core/trace/exchangeFold";
import { RingTrace } from "../../src/core/trace/ringTrace";
import { encodeUtf8 } from "../../src/core/base/text";
import type { FrameWriter } from "../../src/core/wire/frame";
import { lineOf } from "./everydayTraffic";
import type { HostClock } from "./hostClock";
import type { Step } from "./steps";

const MEMORY = 1024 ** 3;
/** Lines that come in one chunk of a burst. */
const CHUNK = 1000;

/** A session with its servers, written by steps. */
export class HostSession implements FeedSource {
  readonly trace: RingTrace;
  readonly exchanges: ExchangeFold;
  private readonly writers = new Map<string, FrameWriter>();
  private lines = 0;

  constructor(
    readonly session: string,
    private readonly clock: HostClock,
    msAgo = 0,
  ) {
    const then: Clock = { now: () => clock.now() - msAgo, after: (ms, action) => clock.after(ms, action) };
    this.trace = new RingTrace(then, { session, memoryBytes: MEMORY });
    this.exchanges = new ExchangeFold(this.trace);
  }

  play(step: Step): void {
    this.clock.pass(step.after ?? 0);
    const { what } = step;
    const writer = this.writer(step.server);
    if (what.type === "host") writer.host(what.event);
    else if (what.type === "client") writer.sent(encodeUtf8(what.text));
    else writer[what.type === "stderr" ? "stderr" : "stdout"](encodeUtf8(`${what.text}\n`));
  }

  /** A line of any bytes but a line feed. */
  line(server: string, from: "client" | "server" | "stderr", bytes: Uint8Array): void {
    this.clock.pass(1);
    const writer = this.writer(server);
    if (from === "client") writer.sent(bytes);
    else writer[from === "stderr" ? "stderr" : "stdout"](withLineFeed(bytes));
  }

  /** Writes so many lines of endless traffic, those of the server in chunks as a pipe would bring them. */
  write(rows: number, msBetween: number): void {
    const writer = this.writer("everything");
    let chunk = "";
    for (let row = 0; row < rows; row++) {
      const { from, text } = lineOf(this.lines++);
      if (from === "server") {
        chunk += `${text}\n`;
        continue;
      }
      if (chunk !== "") writer.stdout(encodeUtf8(chunk));
      chunk = "";
      this.clock.pass(msBetween * 4);
      writer.sent(encodeUtf8(text));
    }
    if (chunk !== "") writer.stdout(encodeUtf8(chunk));
  }

  burst(rows: number): void {
    const writer = this.writer("burst");
    for (let from = 0; from < rows; from += CHUNK) {
      const lines = Array.from({ length: Math.min(CHUNK, rows - from) }, (_, index) => `{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":${from + index}}}\n`);
      this.clock.pass(1);
      writer.stdout(encodeUtf8(lines.join("")));
    }
  }

  private writer(server: string): FrameWriter {
    const known = this.writers.get(server);
    if (known) return known;
    const writer = this.trace.open({ server, name: server });
    this.writers.set(server, writer);
    return writer;
  }
}

/** The session that goes on, and earlier ones. */
export class HostSessions implements FeedSessions<HostSession> {
  private readonly changes = new Emitter<void>();
  private all: HostSession[];
  readonly onChange = this.changes.event;

  private readonly torn = new Set<string>();

  /** @param opened told of each session that is opened */
  constructor(
    readonly live: HostSession,
    private readonly opened: (session: string) => void,
  ) {
    this.all = [live];
  }

  list(): readonly FeedSession[] {
    return this.all.map((session) => ({ id: session.session, title: session === this.live ? "This window" : `Earlier: ${session.session}`, live: session === this.live }));
  }

  open(id: string): Promise<HostSession> {
    const found = this.all.find((session) => session.session === id);
    if (this.torn.has(id)) return Promise.reject(new Error(`The file of ${id} is damaged.`));
    if (found) this.opened(id);
    return found ? Promise.resolve(found) : Promise.reject(new Error(`There is no session ${id}.`));
  }

  close(): void {}

  delete(id: string): void {
    this.all = this.all.filter(({ session }) => session !== id);
    this.changes.fire();
  }

  add(session: HostSession, torn = false): void {
    if (torn) this.torn.add(session.session);
    this.all.push(session);
    this.changes.fire();
  }
}

function withLineFeed(bytes: Uint8Array): Uint8Array {
  const line = new Uint8Array(bytes.length + 1);
  line.set(bytes);
  line[bytes.length] = 0x0a;
  return line;
}
