import { PRODUCT } from "../core/base/product";
import { encodeUtf8 } from "../core/base/text";
import { namesSecret } from "../core/server/config/namesSecret";
import { factsOf } from "../core/trace/entries/factsOf";
import { escapeText } from "../core/trace/escape";
import { exporters } from "../core/trace/export/exporters";
import type { ExportFormat, ExportTraffic } from "../core/trace/export/exportTraffic";
import { printFrame } from "../core/trace/print";
import { allRows, rowsOf } from "../core/trace/recording/rowsOf";
import { redactEvent } from "../core/trace/redact/redactEvent";
import { Redactor } from "../core/trace/redact/redactor";
import { scanSecrets } from "../core/trace/redact/scanSecrets";
import { nodeClock } from "../node/clock";
import type { CliConsole } from "./console";
import { EXIT } from "./exitStatus";
import { matcherOf, type OpenedRecording, openRecording } from "./openRecording";
import type { RecordingInvocation } from "./recordingArguments";

type Show = Extract<RecordingInvocation, { verb: "show" }>;

/** Prints a recording, or the entries of it that a filter lets through. */
export async function show(invocation: Show, console: CliConsole): Promise<number> {
  const opened = await openRecording(invocation.file, console);
  if (invocation.format === "text") printRows(invocation, opened, console);
  else exportRows(invocation, invocation.format, opened, console);
  return console.interrupt.cancelled ? EXIT.interrupted : EXIT.ok;
}

function printRows(invocation: Show, opened: OpenedRecording, console: CliConsole): void {
  const { trace } = opened.recording;
  const links = trace.links();
  const since = trace.first < trace.next ? trace.columns.time(trace.first) : 0;
  for (const seq of rowsIn(invocation, opened)) {
    if (console.interrupt.cancelled) return;
    const frame = trace.glance(seq);
    if (!frame) continue;
    // With one server there is nothing to tell apart.
    const { name = "", run = 0 } = trace.link(frame.link) ?? {};
    const owner = links.length > 1 ? `[${escapeText(name)}${links.some((each) => each.name === name && each.run !== run) ? ` ${run}` : ""}] ` : "";
    console.result(owner + printFrame(frame, { verbosity: invocation.verbose ? "verbose" : "messages", since }));
  }
}

function exportRows(invocation: Show, format: ExportFormat, opened: OpenedRecording, console: CliConsole): void {
  const { recording: { trace, marks }, exchanges } = opened;
  const seqs = invocation.filter === undefined ? undefined : entriesIn(invocation, opened);
  const redactor = invocation.asSent ? undefined : new Redactor({ isSecretName: namesSecret });
  const scan = redactor && scanSecrets(trace, allRows(trace), redactor);
  while (scan?.next().done === false) if (console.interrupt.cancelled) return;
  const environment = { product: PRODUCT, facts: [["System", `${process.platform} ${process.arch}`], ["Node.js", process.versions.node]] as const, now: nodeClock.now() };
  const traffic: ExportTraffic = {
    trace,
    exchanges,
    environment,
    marks,
    redact: (text) => redactor?.text(text) ?? text,
    redactEvent: (event) => (redactor ? redactEvent(event, redactor) : event),
    ...(seqs && { seqs }),
  };
  const before = redactor?.places ?? 0;
  for (const piece of exporters[format](traffic)) {
    if (console.interrupt.cancelled) return;
    console.exact(encodeUtf8(piece));
  }
  const hidden = (redactor?.places ?? 0) - before;
  if (hidden > 0) console.note(`note: secrets are hidden in ${hidden} ${hidden === 1 ? "place" : "places"}; --as-sent shows everything as it was sent`);
}

/** Rows of the entries that the filter lets through, in the order in which they crossed the wire. */
function rowsIn(invocation: Show, opened: OpenedRecording): Iterable<number> {
  if (invocation.filter === undefined) return allRows(opened.recording.trace);
  return rowsOf(opened.recording.trace, opened.exchanges, entriesIn(invocation, opened));
}

function entriesIn({ filter }: Show, { recording: { trace, marks }, exchanges }: OpenedRecording): number[] {
  const matches = matcherOf(filter);
  const seqs: number[] = [];
  for (const facts of factsOf(trace, exchanges, { isMarked: (seq) => marks.has(seq) })) if (matches(facts)) seqs.push(facts.seq);
  return seqs;
}
