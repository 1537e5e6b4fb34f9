import { formatBytes, formatCount } from "../../../base/quantity";
import type { Frame } from "../../../wire/frame";
import { entryRows } from "../../entries/entryRows";
import type { Exchange } from "../../exchange";
import { exchangeName, outcomeWords } from "../exchangeWords";
import type { ExportTraffic, Hiding } from "../exportTraffic";
import type { Heard } from "../heard";
import { isoTime } from "../isoTime";
import { listedLine } from "../listedLine";
import { readable } from "../readable";
import { codeBlock, inlineCode, plainText } from "./markdownText";

/** UTF-16 units shown of a message, and rows of what is listed. */
const MESSAGE = 6000;
const ROWS = 40;

/**
 * One exchange: what was asked and answered, its progress, and what was heard around it.
 * @param told rows that the report has told of already, and now of these
 */
export function exchangeSection(exchange: Exchange, traffic: ExportTraffic, heard: Heard, told: Set<number>): string {
  const { trace, redact, environment: { now }, marks } = traffic;
  const { sender, id, started, link, request, answer } = exchange;
  const info = trace.link(link);
  const asked = sender === "client" ? "asked by the client" : "asked by the server";
  const facts = [info ? `${plainText(redact(info.name))}, run ${info.run}` : `link ${link}`, asked, `id ${inlineCode(redact(JSON.stringify(id)))}`, isoTime(started)];
  const comment = marks?.get(request);
  const parts = [
    `\n## ${inlineCode(redact(exchangeName(exchange)))}: ${plainText(redact(outcomeWords(exchange, now)))}`,
    facts.join(" · "),
    ...(comment === undefined || comment === "" ? [] : [`> ${plainText(redact(comment))}`]),
    message("Request", trace.glance(request), traffic),
  ];
  if (answer !== undefined) parts.push(message("Answer", trace.glance(answer), traffic));
  const others = entryRows(exchange).filter((seq) => seq !== request && seq !== answer);
  parts.push(...listing("Progress and other messages of it", frames(others.slice(0, ROWS), traffic), others.length, started, traffic));
  const around = heard.around(exchange, now, ROWS).filter(({ seq, event }) => !told.has(seq) && event?.type !== "spawned");
  for (const { seq } of around) told.add(seq);
  parts.push(...listing("Heard around it (`!` is stderr, `<` no valid message, `*` and `x` are seen by the host)", around, around.length, started, traffic));
  return `${parts.join("\n\n")}\n`;
}

function frames(seqs: readonly number[], { trace }: ExportTraffic): readonly Frame[] {
  return seqs.map((seq) => trace.glance(seq)).filter((frame) => frame !== undefined);
}

function message(title: string, frame: Frame | undefined, hiding: Hiding): string {
  if (!frame) return `**${title}**: not kept any more`;
  const { language, text, cut } = readable(frame, hiding, MESSAGE);
  return `**${title}** (${formatBytes(frame.size)}${cut === undefined ? "" : `; ${cut}`})\n\n${codeBlock(text, language)}`;
}

function listing(title: string, shown: readonly Frame[], total: number, since: number, hiding: Hiding): readonly string[] {
  if (shown.length === 0) return [];
  const count = total > shown.length ? ` (the first ${shown.length} of ${formatCount(total)})` : "";
  const lines = shown.map((frame) => listedLine(frame, hiding, since));
  return [`**${title}**${count}`, codeBlock(lines.join("\n"), "text")];
}
