import { formatCount } from "../../../base/quantity";
import type { ExportTraffic } from "../exportTraffic";
import { listedLine } from "../listedLine";
import { codeBlock } from "./markdownText";

/** Rows that belong to no exchange, as far as there is room. */
export function otherRowsSection(seqs: readonly number[], traffic: ExportTraffic, room: number): string {
  const lines: string[] = [];
  let left = room;
  let since: number | undefined;
  for (const seq of seqs) {
    const frame = traffic.trace.glance(seq);
    if (!frame) continue;
    since ??= frame.time;
    const line = listedLine(frame, traffic, since);
    left -= line.length + 1;
    if (left < 0) break;
    lines.push(line);
  }
  if (seqs.length === 0) return "";
  const count = lines.length < seqs.length ? ` (${formatCount(lines.length)} of ${formatCount(seqs.length)})` : "";
  return `\n## Further messages and lines${count}\n${lines.length === 0 ? "" : `\n${codeBlock(lines.join("\n"), "text")}\n`}`;
}
