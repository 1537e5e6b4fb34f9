import type { TrafficRow } from "../../../src/core/trace/exchange";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { FrameWriter } from "../../../src/core/wire/frame";
import { FakeClock } from "../../support/fakeClock";
import { FakeDisk } from "../../support/fakeDisk";

export const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

/** `> text` and `< text` lines on one link, as in a script, without a client that would have to send them. */
export function write(writer: FrameWriter, script: string): void {
  for (const line of script.split("\n").map((text) => text.trim()).filter((text) => text !== "")) {
    const text = line.slice(2);
    if (line.startsWith(">")) writer.sent(bytes(text));
    else if (line.startsWith("!")) writer.stderr(bytes(`${text}\n`));
    else if (line.startsWith("x")) writer.host({ type: "closed", closed: { how: "exited", code: Number(text), signal: null, asked: false } });
    else writer.stdout(bytes(`${text}\n`));
  }
}

/** Sizes so small that every row is a block of columns and leaves by itself. */
const SLOT = 1024;
const ROW_BYTES = 34;

/** @param rows as many are held; by default all of them */
export function stage(rows = Number.POSITIVE_INFINITY) {
  const clock = new FakeClock(100);
  const memoryBytes = 4 * SLOT + rows * ROW_BYTES;
  const trace = new RingTrace(clock, { session: "test", memoryBytes, spill: new FakeDisk(), parts: { slotBytes: SLOT, blockShift: 0 } });
  const fold = new ExchangeFold(trace);
  const writer = trace.open({ server: "s", name: "s" });
  return { clock, trace, fold, writer };
}

/** One short line for each row, oldest first. */
export function show(exchanges: ExchangeFold, link = 1): readonly string[] {
  return exchanges.rows(link, 1000).rows.toReversed().map(showRow);
}

function showRow(row: TrafficRow): string {
  if (row.type === "frame") return `${row.seq} frame`;
  const { sender, id, method, subject, status, answer, extraAnswers, notes, reason } = row.exchange;
  const parts = [`${row.seq} ${sender} ${JSON.stringify(id)} ${method}`];
  if (subject !== undefined) parts.push(`of ${subject}`);
  parts.push(answer === undefined ? status : `${status} by ${answer}`);
  if (reason !== undefined) parts.push(`(${reason})`);
  if (extraAnswers.length > 0) parts.push(`extra ${extraAnswers.join(" ")}`);
  if (notes.length > 0) parts.push(`notes ${notes.join(" ")}`);
  return parts.join(" ");
}
