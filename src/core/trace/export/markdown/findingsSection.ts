import { formatCount } from "../../../base/quantity";
import { entryRows } from "../../entries/entryRows";
import type { ExportFinding, ExportTraffic, InSteps, Redact } from "../exportTraffic";
import { selectedEntries } from "../selected";
import { inlineCode, plainText } from "./markdownText";

/** What the rules say about the exported rows, and about the links that they belong to. */
export function* findingsSection(traffic: ExportTraffic, room: number): InSteps<string> {
  const findings = yield* relevant(traffic);
  if (findings.length === 0) return "";
  let text = "\n## Findings\n\n";
  let told = 0;
  for (const finding of findings) {
    const line = findingLine(finding, traffic.redact);
    if (text.length + line.length > room) break;
    text += line;
    told++;
  }
  return told < findings.length ? `${text}- and ${formatCount(findings.length - told)} more\n` : text;
}

function findingLine({ severity, rule, message, fix, spec }: ExportFinding, redact: Redact): string {
  const where = spec.startsWith("https://") ? ` ([specification](<${spec.replaceAll(/[<>\s]/g, encodeURIComponent)}>))` : spec === "" ? "" : ` (${plainText(spec)})`;
  return `- **${severity}** ${inlineCode(rule)}: ${plainText(redact(message))} ${plainText(redact(fix))}${where}\n`;
}

/** Those of exported rows first. */
function* relevant(traffic: ExportTraffic): InSteps<readonly ExportFinding[]> {
  const { findings = [], seqs, trace, exchanges } = traffic;
  if (!seqs || findings.length === 0) return findings;
  const rows = new Set<number>();
  const links = new Set<number>();
  for (const place of selectedEntries(traffic)) {
    if (!place) yield "";
    if (!place || place.seq < trace.first) continue;
    links.add(trace.columns.link(place.seq));
    const exchange = place.number === undefined ? undefined : exchanges.numbered(place.number);
    for (const row of exchange ? entryRows(exchange) : [place.seq]) rows.add(row);
  }
  const ofRows = findings.filter(({ seq }) => rows.has(seq));
  return [...ofRows, ...findings.filter(({ seq, link }) => !rows.has(seq) && links.has(link))];
}
