import { formatCount } from "../../../src/core/base/quantity";
import { t } from "../l10n";
import type { Page } from "../part";

/** Marks what is selected, or takes the marks away when all of it is marked; a mark that is there already keeps its comment. */
export function toggleMarks(page: Page): void {
  const entries = page.selection().flatMap((seq) => page.model.entryOf(seq) ?? []);
  if (entries.length === 0) return page.announce(t("Nothing that is shown is selected."));
  const unmarked = entries.filter(({ marked }) => !marked);
  const isAll = unmarked.length === 0;
  const changed = isAll ? entries : unmarked;
  page.act(isAll ? "unmark" : "mark", changed.map(({ seq }) => seq));
  if (changed.length === 1) page.announce(isAll ? t("Mark removed.") : t("Marked."));
  else page.announce(isAll ? t("{0} marks removed.", formatCount(changed.length)) : t("{0} marked.", formatCount(changed.length)));
}
