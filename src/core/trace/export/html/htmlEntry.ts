import { formatBytes, formatCount } from "../../../base/quantity";
import type { Frame } from "../../../wire/frame";
import { entryRows } from "../../entries/entryRows";
import type { Exchange, ExchangeStatus } from "../../exchange";
import { exchangeName, outcomeWords } from "../exchangeWords";
import type { ExportTraffic, Hiding } from "../exportTraffic";
import type { Heard } from "../heard";
import { isoTime } from "../isoTime";
import { listedLine } from "../listedLine";
import { readable } from "../readable";
import { htmlText } from "./htmlText";

/** UTF-16 units of a message that a page shows, and rows that it lists for an exchange. */
const MESSAGE = 200_000;
const ROWS = 200;

/** An exchange that opens to its messages. */
export function htmlEntry(exchange: Exchange, traffic: ExportTraffic, heard: Heard): string {
  const { trace, redact, environment: { now }, marks } = traffic;
  const { request, answer, sender, started, status, id } = exchange;
  const frames = [trace.glance(request), answer === undefined ? undefined : trace.glance(answer)];
  const size = frames.reduce((sum, frame) => sum + (frame?.size ?? 0), 0);
  const arrow = sender === "client" ? "→" : "←";
  const cells = [
    cell("time", isoTime(started).slice(11, 23)),
    cell("server", `${redact(trace.link(exchange.link)?.name ?? "")} ${arrow}`),
    cell("name", redact(exchangeName(exchange))),
    cell("outcome", redact(outcomeWords(exchange, now))),
    cell("size", formatBytes(size)),
  ];
  const comment = marks?.get(request);
  const others = entryRows(exchange).filter((seq) => seq !== request && seq !== answer);
  const body = [
    `<p class="note">${htmlText(redact(`id ${JSON.stringify(id)}, ${isoTime(started)}${comment === undefined ? "" : `, marked ${comment}`}`))}</p>`,
    message("Request", frames[0], traffic),
    answer === undefined ? "" : message("Answer", frames[1], traffic),
    listing("Progress and other messages of it", others, traffic, started),
    listing("Heard around it", heard.around(exchange, now, ROWS).map(({ seq }) => seq), traffic, started),
  ];
  return `<details class="${looks(status)}"><summary>${cells.join("")}</summary>${body.join("")}</details>\n`;
}

/** A row that belongs to no exchange. */
export function htmlRow(frame: Frame, traffic: ExportTraffic): string {
  const { trace, redact } = traffic;
  const cells = [cell("time", isoTime(frame.time).slice(11, 23)), cell("server", redact(trace.link(frame.link)?.name ?? "")), cell("text", listedLine(frame, traffic, undefined))];
  return `<div class="row ${frame.kind}">${cells.join("")}</div>\n`;
}

function looks(status: ExchangeStatus): string {
  if (status === "ok") return "good";
  return status === "pending" || status === "cancelled" ? "open" : "bad";
}

function cell(name: string, text: string): string {
  return `<span class="${name}">${htmlText(text.replace(/\s+/g, " "))}</span>`;
}

function message(title: string, frame: Frame | undefined, hiding: Hiding): string {
  if (!frame) return `<h2>${title}</h2><p class="note">Not kept any more.</p>`;
  const { text, cut } = readable(frame, hiding, MESSAGE);
  // The parser of HTML takes away a line break right after the opening tag.
  return `<h2>${title} (${formatBytes(frame.size)})</h2><pre>\n${htmlText(text)}</pre>${cut === undefined ? "" : `<p class="note">${htmlText(cut)}</p>`}`;
}

function listing(title: string, seqs: readonly number[], traffic: ExportTraffic, since: number): string {
  const frames = seqs.slice(0, ROWS).map((seq) => traffic.trace.glance(seq)).filter((frame) => frame !== undefined);
  if (frames.length === 0) return "";
  const count = seqs.length > ROWS ? ` (the first ${ROWS} of ${formatCount(seqs.length)})` : "";
  return `<h2>${title}${count}</h2><pre>\n${frames.map((frame) => htmlText(listedLine(frame, traffic, since))).join("\n")}</pre>`;
}
