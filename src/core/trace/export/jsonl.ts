import { isValidUtf8 } from "../../base/text";
import type { Frame } from "../../wire/frame";
import { entryStart } from "../entries/entryStart";
import type { Exporter, ExportTraffic } from "./exportTraffic";
import { isoTime } from "./isoTime";
import { lineJson, lineText } from "./lineText";
import { selectedRows } from "./selected";

/**
 * One JSON object for every row, in their order: `seq`, `time`, `server`, `run`, `from`, `kind`; `exchange`, the sequence of
 * the request that it belongs to; what is remarkable about it; and last what crossed the wire: `message` is the JSON itself,
 * spelt as it was sent, `text` a line that is no JSON, `escaped` one that is not even UTF-8 (`\xNN` is a byte), `event`
 * something that the host saw.
 */
export const jsonl: Exporter = function* (traffic) {
  for (const seq of selectedRows(traffic)) {
    const frame = seq === undefined ? undefined : traffic.trace.glance(seq);
    yield frame ? `${row(frame, traffic)}\n` : "";
  }
};

function row(frame: Frame, traffic: ExportTraffic): string {
  const { seq, kind, from, fault, junk, dropped, ending, time } = frame;
  const { trace, exchanges, marks, redact } = traffic;
  const info = trace.link(frame.link);
  const comment = marks?.get(seq);
  const facts = {
    seq,
    time: isoTime(time),
    server: info && redact(info.name),
    run: info?.run,
    from,
    kind,
    exchange: entryStart(seq, exchanges),
    fault,
    junk,
    dropped: dropped === 0 ? undefined : dropped,
    ending: ending === "lf" || kind === "host" ? undefined : ending,
    mark: comment === undefined ? undefined : redact(comment),
  };
  return `${JSON.stringify(facts).slice(0, -1)},${content(frame, traffic)}}`;
}

function content(frame: Frame, traffic: ExportTraffic): string {
  const json = lineJson(frame, traffic);
  if (json !== undefined) return `${frame.event ? '"event"' : '"message"'}:${json}`;
  const name = isValidUtf8(frame.bytes()) ? '"text"' : '"escaped"';
  return `${name}:${JSON.stringify(lineText(frame, traffic))}`;
}
