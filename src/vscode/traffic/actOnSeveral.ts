import * as vscode from "vscode";
import type { FeedAct } from "../../core/feed/feedHost";
import type { Marks } from "../../core/feed/marks";
import { formatCount } from "../format";
import type { History } from "../history/history";
import type { TrafficSource } from "../history/trafficSource";
import { askComment } from "./askComment";
import { compareMessages } from "./compareMessages";
import { copyJson } from "./copyJson";

/** Carries out what a person chose for rows of more than one session, where that can be; rejects with an error that says what to do instead. */
export async function actOnSeveral({ history, marks }: { readonly history: History; readonly marks: Marks }, { source, seqs, beside, action, text }: FeedAct<TrafficSource>): Promise<void> {
  const all = [{ source, seqs }, ...beside];
  switch (action) {
    case "compare": {
      const [one, other] = all.flatMap((rows) => rows.seqs.map((seq) => ({ source: rows.source, seq })));
      return one && other && compareMessages(history, one.source, [one.seq], other);
    }
    case "copyJson":
      return copyJson(all);
    case "mark":
    case "unmark":
      for (const rows of all) marks.set(rows.source.session, rows.seqs, action === "mark" ? (text ?? "") : undefined);
      return;
    case "comment": {
      const known = all.flatMap((rows) => {
        const wanted = new Set(rows.seqs);
        return marks.of(rows.source.session).filter(({ seq }) => wanted.has(seq));
      });
      const given = text ?? (await askComment(known, all.flatMap((rows) => rows.seqs), vscode.l10n.t("Comment on the marked row; it is kept with the traffic")));
      if (given !== undefined) for (const rows of all) marks.set(rows.source.session, rows.seqs, given);
      return;
    }
    case "export":
    case "save":
      throw new Error(vscode.l10n.t("A file holds the traffic of one session, and these are {0}. Select the line of a session, or rows of one session only, and do it for each.", formatCount(all.length)));
    default:
      throw new Error(vscode.l10n.t("This can be done with rows of one session at a time, and these are of {0}. Select rows of one session only.", formatCount(all.length)));
  }
}
