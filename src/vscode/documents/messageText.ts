import * as vscode from "vscode";
import { indentedPieces } from "../../core/base/indentJson";
import { decodeUtf8 } from "../../core/base/text";
import type { Exchange } from "../../core/trace/exchange";
import type { LinkInfo, Trace } from "../../core/trace/trace";
import type { Frame } from "../../core/wire/frame";
import { formatBytes, formatDuration } from "../format";

/** A line above this many bytes is shown by its head; VS Code itself gives up on documents over 50 MB. */
const SHOWN_BYTES = 20_000_000;
const HEAD_BYTES = 1_000_000;
/** A long call may report its progress ten thousands of times; all of them have rows in the trace. */
const SHOWN_NOTES = 200;

/** A text that is made piece by piece, by whoever can wait between two of them. It holds all that it is made of. */
export type TextPieces = Iterable<string>;

/** The text of a message document: JSON with the facts first, then the messages exactly as written, laid out. */
export function messageText(frame: Frame, exchange: Exchange | undefined, info: LinkInfo | undefined, trace: Trace): TextPieces {
  const owner = { server: info?.name, run: info?.run };
  if (!exchange) return document({ row: { ...owner, ...frameFacts(frame) } }, frame.kind === "host" ? [] : [["message", frame]], trace);
  const { request, answer, extraAnswers, notes } = exchange;
  const parts = bodies(request, answer, trace);
  extraAnswers.forEach((seq, index) => parts.push([`furtherAnswer${index + 1}`, trace.at(seq)]));
  // The numbers of the newest tell how many came before them.
  const left = Math.max(0, notes.length - SHOWN_NOTES);
  notes.slice(left).forEach((seq, index) => parts.push([`notification${left + index + 1}`, trace.at(seq)]));
  return document({ exchange: { ...owner, ...exchangeFacts(exchange, trace) } }, parts, trace);
}

/** The messages without the facts, laid out: what two calls have in common is the same text. */
export function bareText(frame: Frame, exchange: Exchange | undefined, trace: Trace): TextPieces {
  if (frame.kind === "host") return [rawText(frame, trace)];
  return document({}, exchange ? bodies(exchange.request, exchange.answer, trace) : [["message", frame]], trace);
}

/** The line exactly as it crossed the wire, or as much of it as an editor bears. */
export function rawText(frame: Frame, trace: Trace): string {
  if (frame.kind === "host") return JSON.stringify(frame.event, undefined, 2);
  return frame.size > SHOWN_BYTES ? `${head(frame, trace)}\n\n[${cutNote(frame)}]\n` : frame.text();
}

function bodies(request: number, answer: number | undefined, trace: Trace): [string, Frame | undefined][] {
  const parts: [string, Frame | undefined][] = [["request", trace.at(request)]];
  if (answer !== undefined) parts.push(["answer", trace.at(answer)]);
  return parts;
}

function document(facts: object, parts: readonly (readonly [string, Frame | undefined])[], trace: Trace): TextPieces {
  // Facts are ours and may be printed; messages are not parsed and printed again, which would change numbers and keys.
  const members = Object.entries(facts).map(([name, fact]) => [`  ${JSON.stringify(name)}: `, [JSON.stringify(fact, undefined, 2).replaceAll("\n", "\n  ")]] as const);
  // The messages are read now: their rows may leave before all of it is laid out.
  return joined([...members, ...parts.map(([name, frame]) => [`  ${JSON.stringify(name)}: `, body(frame, trace)] as const)]);
}

function* joined(members: readonly (readonly [name: string, value: TextPieces])[]): Generator<string> {
  yield "{\n";
  for (const [at, [name, value]] of members.entries()) {
    yield `${at === 0 ? "" : ",\n"}${name}`;
    yield* value;
  }
  yield "\n}\n";
}

function body(frame: Frame | undefined, trace: Trace): TextPieces {
  if (!frame) return [JSON.stringify(vscode.l10n.t("[no longer kept: the traffic memory was full, or the traffic was cleared]"))];
  if (frame.size > SHOWN_BYTES) return [JSON.stringify([cutNote(frame), head(frame, trace)], undefined, 2).replaceAll("\n", "\n  ")];
  const text = frame.text();
  return frame.message() === undefined ? [JSON.stringify(text)] : indentedPieces(text, "  ");
}

function head({ seq }: Frame, trace: Trace): string {
  return decodeUtf8(trace.columns.part(seq, 0, HEAD_BYTES) ?? new Uint8Array());
}

function cutNote(frame: Frame): string {
  return vscode.l10n.t("{0}: too large for an editor, so only the first {1} are shown", formatBytes(frame.size), formatBytes(HEAD_BYTES));
}

function exchangeFacts(exchange: Exchange, trace: Trace): object {
  const { method, subject, status, reason, id, sender, started, ended, request, answer, notes } = exchange;
  return {
    method,
    subject,
    status,
    reason,
    id,
    sender,
    sent: isoTime(started),
    ended: ended === undefined ? undefined : isoTime(ended),
    duration: ended === undefined ? undefined : formatDuration(ended - started),
    requestSize: trace.at(request)?.size,
    answerSize: answer === undefined ? undefined : trace.at(answer)?.size,
    notifications: notes.length > 0 ? notes.length : undefined,
  };
}

function frameFacts(frame: Frame): object {
  const { kind, from, time, method, id, fault, junk, event, ending, size, dropped } = frame;
  if (kind === "host") return { kind: "event", at: isoTime(time), event };
  return { kind, from, at: isoTime(time), method, id, fault, junk, size, dropped: dropped > 0 ? dropped : undefined, ending };
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
