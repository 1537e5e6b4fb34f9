import type { Group } from "../../../src/core/feed/model/trafficModel";
import { toggleGroup } from "../groups";
import { t } from "../l10n";
import type { MenuItem } from "../menu/popupMenu";
import type { Page } from "../part";

/** What can be done with a session. */
export function groupMenu(page: Page, group: Group): readonly MenuItem[] {
  const expand: MenuItem = { type: "item", label: group.expanded ? t("Collapse") : t("Expand"), keys: "Enter", run: () => toggleGroup(page, group) };
  // Nothing is known yet of what nobody has expanded.
  if (group.state.type !== "open") return [expand];
  return [
    expand,
    { type: "separator" },
    { type: "item", label: t("Export Session..."), run: () => page.act("export", [group.seq], page.state.filter) },
    { type: "item", label: t("Save Session as Recording..."), run: () => page.act("save", [group.seq], page.state.filter) },
  ];
}
