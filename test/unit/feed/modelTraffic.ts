import type { Clock } from "../../../src/core/base/clock";
import { toDisposable } from "../../../src/core/base/disposable";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { FrameWriter } from "../../../src/core/wire/frame";
import { FakeDisk } from "../../support/fakeDisk";
import type { Random } from "../../support/random";

const SLOT = 1024;
const ROW_BYTES = 34;

interface Asked {
  readonly id: string | number;
  readonly isTokened: boolean;
}

/** One server with a client at its other end. */
interface Side {
  readonly writer: FrameWriter;
  readonly calls: Asked[];
  readonly questions: Asked[];
}

/**
 * A trace with traffic of every kind, written at random: answers in any order, twice, late or to nothing, progress, logs and
 * requests of the server meanwhile, batches, junk, and links that end.
 */
export class ModelTraffic {
  now = 1_700_000_000_000;
  readonly clock: Clock = {
    now: () => this.now,
    after: (_ms, action) => {
      this.alarms.add(action);
      return toDisposable(() => void this.alarms.delete(action));
    },
  };
  readonly trace: RingTrace;
  readonly fold: ExchangeFold;
  private readonly alarms = new Set<() => void>();
  private readonly sides: Side[] = [];
  private ids = 0;

  /** @param rows as many are held, row by row; by default all of them */
  constructor(
    private readonly random: Random,
    rows = Number.POSITIVE_INFINITY,
  ) {
    const parts = Number.isFinite(rows) ? { slotBytes: SLOT, blockShift: 0 } : {};
    this.trace = new RingTrace(this.clock, { session: "test", memoryBytes: 4 * SLOT + rows * ROW_BYTES, spill: new FakeDisk(), parts });
    this.fold = new ExchangeFold(this.trace);
    for (let side = 0; side < 2; side++) this.open();
  }

  write(steps: number): void {
    for (let step = 0; step < steps; step++) {
      if (this.random.next() < 0.5) this.now += this.random.below(20);
      this.step();
    }
  }

  /** Runs what waits for its time to come. */
  ring(): void {
    this.now += 1000;
    const due = [...this.alarms];
    this.alarms.clear();
    for (const action of due) action();
  }

  private step(): void {
    const { random } = this;
    const side = random.pick(this.sides);
    const dice = random.below(100);
    if (dice < 22) send(side, this.call(side));
    else if (dice < 44) receive(side, this.answer(side.calls));
    else if (dice < 56) receive(side, this.progress(side.calls));
    else if (dice < 60) send(side, this.cancel(side.calls));
    else if (dice < 74) this.logs(side);
    else if (dice < 80) receive(side, this.question(side));
    else if (dice < 84) send(side, this.answer(side.questions));
    else if (dice < 86) receive(side, this.cancel(side.questions));
    else if (dice < 88) send(side, { method: "notifications/initialized" });
    else if (dice < 91) side.writer.stderr(bytes(`something happened ${random.below(10)}\n`));
    else if (dice < 94) side.writer.stdout(bytes(random.pick(["Listening on stdio\n", "\n", '{"jsonrpc":"2.0","id":1}\n', '{"id":77,"result":{}}\n'])));
    else if (dice < 96) this.batch(side);
    else if (dice < 98) side.writer.host({ type: "note", message: "noted" });
    else if (dice < 99) receive(side, { id: 4711, result: {} });
    else this.close(side);
  }

  /** Now and then as many at once as fill words of bits, and all alike; or as many lines that are no messages. */
  private logs({ writer }: Side): void {
    const { random } = this;
    const log = (): string => `${JSON.stringify({ jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data: "x".repeat(random.below(50)) } })}\n`;
    const line = random.next() < 0.9 ? log : () => "Listening on stdio\n";
    writer.stdout(bytes(Array.from({ length: random.next() < 0.93 ? 1 : random.below(100) }, line).join("")));
  }

  private open(): void {
    this.sides.push({ writer: this.trace.open({ server: `s${this.sides.length}`, name: this.random.pick(["alpha", "Beta", "gamma"]) }), calls: [], questions: [] });
  }

  private close(side: Side): void {
    side.writer.host({ type: "closed", closed: { how: "exited", code: 1, signal: null, asked: false } });
    this.sides.splice(this.sides.indexOf(side), 1);
    this.open();
  }

  private id(): string | number {
    const { random } = this;
    this.ids++;
    return random.pick([this.ids, this.ids, this.ids, `call-${this.ids}`, 2 ** 33 + this.ids, -this.ids]);
  }

  private call({ calls }: Side): object {
    const { random } = this;
    const asked = { id: this.id(), isTokened: random.next() < 0.6 };
    calls.push(asked);
    const meta = asked.isTokened ? { _meta: { progressToken: `t${asked.id}` } } : {};
    const [method, params] = random.pick<[string, object]>([
      ["tools/call", { name: random.pick(["echo", "add", "Zip"]), arguments: {} }],
      ["resources/read", { uri: random.pick(["file:///a", "file:///b"]) }],
      ["ping", {}],
    ]);
    return { id: asked.id, method, params: { ...params, ...meta } };
  }

  private question({ questions }: Side): object {
    const asked = { id: this.id(), isTokened: false };
    questions.push(asked);
    return { id: asked.id, method: "sampling/createMessage", params: {} };
  }

  private answer(asked: readonly Asked[]): object {
    const { random } = this;
    const id = this.recent(asked);
    const kind = random.below(8);
    if (kind === 0) return { id, error: { code: -32000, message: "no" } };
    if (kind === 1) return { id, result: { content: [], isError: true } };
    if (kind === 2) return { id, result: 5 };
    return { id, result: { text: "y".repeat(random.below(80)) } };
  }

  private progress(asked: readonly Asked[]): object {
    return { method: "notifications/progress", params: { progressToken: `t${this.recent(asked)}`, progress: 1 } };
  }

  private cancel(asked: readonly Asked[]): object {
    return { method: "notifications/cancelled", params: { requestId: this.recent(asked) } };
  }

  private batch(side: Side): void {
    const version = { jsonrpc: "2.0" };
    const { random } = this;
    if (random.next() < 0.5) send(side, [{ ...version, ...this.call(side) }, { ...version, ...this.call(side) }, { ...version, method: "notifications/x" }].slice(random.below(2)));
    else receive(side, [{ ...version, ...this.answer(side.calls) }, { ...version, ...this.answer(side.calls) }, { ...version, ...this.progress(side.calls) }].slice(random.below(2)));
  }

  /** Mostly one that may still be on its way. */
  private recent(asked: readonly Asked[]): string | number {
    const near = asked.slice(-4);
    return near.length === 0 ? "nobody" : this.random.pick(this.random.next() < 0.9 ? near : asked).id;
  }
}

function send(side: Side, message: object): void {
  side.writer.sent(bytes(textOf(message)));
}

function receive(side: Side, message: object): void {
  side.writer.stdout(bytes(`${textOf(message)}\n`));
}

function textOf(message: object): string {
  return JSON.stringify(Array.isArray(message) ? message : { jsonrpc: "2.0", ...message });
}

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}
