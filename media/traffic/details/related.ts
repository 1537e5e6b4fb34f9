import type { Entry, RowFacts, TrafficModel } from "../../../src/core/feed/model/trafficModel";
import { t } from "../l10n";

/** Rows that have to do with an entry, of one sort. */
export interface RelatedGroup {
  readonly title: string;
  readonly rows: readonly RowFacts[];
  /** How many there are beyond those. */
  readonly left: number;
}

/** Rows of a sort that are listed. */
const LISTED = 200;
/** Entries that it caused, and rows before and after it, that are looked over. */
const LOOKED_OVER = 2_000;
/** Lines of stderr that count as around an entry, before and after it. */
const STDERR_AROUND = 20;

/** What belongs to an entry, what it caused, and what the server said on stderr around it. */
export function relatedTo(model: Pick<TrafficModel, "rowsOf" | "rowAt" | "childrenOf" | "extentOf">, entry: Entry): readonly RelatedGroup[] {
  const own = model.rowsOf(entry.seq).filter((seq) => seq !== entry.seq && seq !== entry.answer);
  // Progress is a row of the call and an entry that it caused.
  const known = new Set(own);
  const children = model.childrenOf(entry.seq, LOOKED_OVER);
  const caused = children.map((child) => child.seq).filter((seq) => !known.has(seq));
  return [
    group(model, t("Progress, cancellation and further answers"), own, 0),
    group(model, t("Caused by this call: logs, notifications and requests of the server"), caused, Math.max(0, entry.children - children.length)),
    { title: t("Lines on stderr around it"), ...stderrAround(model, entry) },
  ].filter((each) => each.rows.length > 0);
}

function group(model: Pick<TrafficModel, "rowAt">, title: string, seqs: readonly number[], more: number): RelatedGroup {
  const rows = seqs.slice(0, LISTED).flatMap((seq) => model.rowAt(seq) ?? []);
  return { title, rows, left: more + Math.max(0, seqs.length - LISTED) };
}

/** Lines of the same run: the last ones before, those between request and answer, the first ones after. */
function stderrAround(model: Pick<TrafficModel, "rowAt" | "extentOf">, entry: Entry): { rows: RowFacts[]; left: number } {
  const end = entry.answer ?? entry.seq;
  const isStderr = (row: RowFacts | undefined): row is RowFacts => row?.kind === "stderr" && row.link?.link === entry.link?.link && row.seq !== entry.seq;
  const { first = entry.seq, next = entry.seq } = model.extentOf(entry.seq) ?? {};
  const before: RowFacts[] = [];
  for (let seq = entry.seq - 1; seq >= Math.max(first, entry.seq - LOOKED_OVER) && before.length < STDERR_AROUND; seq--) {
    const row = model.rowAt(seq);
    if (isStderr(row)) before.push(row);
  }
  const rows = before.reverse();
  let after = 0;
  let left = 0;
  const last = Math.min(next, end + LOOKED_OVER, entry.seq + 20 * LOOKED_OVER);
  for (let seq = entry.seq + 1; seq < last && after < STDERR_AROUND; seq++) {
    const row = model.rowAt(seq);
    if (!isStderr(row)) continue;
    if (rows.length < LISTED) rows.push(row);
    else left++;
    if (seq > end) after++;
  }
  return { rows, left };
}
