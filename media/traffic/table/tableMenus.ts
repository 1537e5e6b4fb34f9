import { formatCount } from "../../../src/core/base/quantity";
import type { Entry, Group } from "../../../src/core/feed/model/trafficModel";
import { t } from "../l10n";
import { showMenu } from "../menu/popupMenu";
import type { Page } from "../part";
import type { ColumnId } from "./columns";
import { groupMenu } from "./groupMenu";
import { rowMenu } from "./rowMenu";

/** A place of the page, CSS pixels. */
interface Place {
  readonly x: number;
  readonly y: number;
}

interface MenusContext {
  readonly now: () => number;
  /** The text of an entry without a method. */
  readonly preview: (seq: number) => string | undefined;
  /** Selects an entry and no other. */
  readonly select: (seq: number) => void;
  readonly isSelected: (seq: number) => boolean;
}

/** The menus of the table's lines. */
export class TableMenus {
  /** Row that was chosen to be compared with another. */
  private toCompare: number | undefined;

  constructor(
    private readonly page: Page,
    private readonly context: MenusContext,
  ) {}

  /** Numbers mean other rows from now on. */
  restart(): void {
    this.toCompare = undefined;
  }

  openGroup(group: Group, place: Place): void {
    showMenu({ label: t("Actions for the session"), ...place, items: () => groupMenu(this.page, group) });
  }

  /** The menu is about what is selected, or about an entry that is not, which then takes the place of it. */
  openEntry(entry: Entry, column: ColumnId | undefined, place: Place): void {
    const { page, context } = this;
    if (!context.isSelected(entry.seq)) context.select(entry.seq);
    const selection = page.selection();
    const items = rowMenu({
      page,
      entry,
      selection,
      column,
      now: context.now(),
      preview: context.preview(entry.seq),
      toCompare: this.toCompare,
      chooseToCompare: (seq) => {
        this.toCompare = seq;
        page.announce(t("Selected for compare."));
      },
      copy: (text) => this.copy(text),
    });
    const label = selection.length > 1 ? t("Actions for {0} entries", formatCount(selection.length)) : t("Actions for the entry");
    showMenu({ label, ...place, items: () => items });
  }

  private copy(text: string): void {
    navigator.clipboard.writeText(text).then(
      () => this.page.announce(t("Copied.")),
      () => this.page.announce(t("The clipboard could not be written.")),
    );
  }
}
