import * as vscode from "vscode";
import type { Mark } from "../../core/feed/marks";
import { formatCount } from "../format";

/**
 * Asks for the comment on some entries, beginning with the one that they have unless they have several.
 * @param prompt what is asked about one entry
 */
export async function askComment(marks: readonly Mark[], seqs: readonly number[], prompt: string): Promise<string | undefined> {
  const wanted = new Set(seqs);
  const known = new Set(marks.flatMap(({ seq, comment }) => (wanted.has(seq) ? [comment] : [])));
  const [value = ""] = known.size === 1 ? known : [];
  return vscode.window.showInputBox({ prompt: seqs.length === 1 ? prompt : vscode.l10n.t("One comment on {0} entries, in the place of those that they have", formatCount(seqs.length)), value });
}
