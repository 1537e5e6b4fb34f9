import { parseFilter } from "../../../src/core/trace/filter/parseFilter";
import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import { button, el } from "../dom";
import { icon } from "../icons";
import { t } from "../l10n";
import { colorDot } from "../menu/colorDot";
import { showMenu } from "../menu/popupMenu";
import type { Page } from "../part";
import { shownText } from "../table/shownText";
import { filterColor } from "./filterColors";
import type { FilterHistory } from "./filterHistory";
import { filtersMenu } from "./filtersMenu";
import { savedAs } from "./sameFilter";
import { SavedFiltersView } from "./savedFiltersView";
import { SaveFilterForm } from "./saveFilterForm";

interface FiltersContext {
  readonly page: Page;
  readonly input: HTMLInputElement;
  readonly history: FilterHistory;
  readonly use: (filter: string) => void;
}

/** The button with the saved and earlier filters; it says which saved one is in the input. */
export class FiltersButton {
  readonly elements: readonly HTMLElement[];
  private readonly button = button(icon("chevronDown"), "tool-button filter-menu-button", () => this.openMenu());
  private readonly active = el("span", "filter-active");
  private readonly form: SaveFilterForm;
  private readonly view: SavedFiltersView;
  private shownText: string | undefined;
  private shownOf: readonly SavedFilter[] | undefined;

  constructor(private readonly context: FiltersContext) {
    const { page, input, history } = context;
    this.form = new SaveFilterForm(page, input);
    this.view = new SavedFiltersView(page, input, (filter) => {
      if (history.add(filter)) page.change({ recentFilters: history.all });
    });
    this.button.prepend(this.active);
    this.button.setAttribute("aria-haspopup", "menu");
    this.elements = [this.button, this.form.element, this.view.element];
    this.render();
  }

  /** The text of the input or the saved filters may be others. */
  render(): void {
    const { page: { savedFilters: { all } }, input: { value } } = this.context;
    // What was changed there may have been taken back already, so that the filters are the same again.
    this.view.render();
    if (value === this.shownText && all === this.shownOf) return;
    this.shownText = value;
    this.shownOf = all;
    const saved = savedAs(value, all);
    const color = saved && filterColor(saved.color);
    this.active.hidden = saved === undefined;
    this.active.replaceChildren(...(color === undefined ? [] : [colorDot(color)]), el("span", "filter-active-name", saved ? shownText(saved.name) : ""));
    const label = saved ? t("Saved and earlier filters; this is {0}", shownText(saved.name)) : t("Saved and earlier filters");
    this.button.setAttribute("aria-label", label);
    this.button.title = label;
  }

  private openMenu(): void {
    const { page, input, history, use } = this.context;
    const { left, bottom } = this.button.getBoundingClientRect();
    const items = (): ReturnType<typeof filtersMenu> =>
      filtersMenu({
        text: input.value,
        saved: page.savedFilters.all,
        recent: history.all,
        colorRows: page.state.colorRows,
        use,
        save: () => this.save(),
        edit: (at) => this.view.open(at),
        setColorRows: (colorRows) => page.change({ colorRows }),
      });
    showMenu({ label: t("Filters"), items, x: left, y: bottom });
  }

  private save(): void {
    const filter = this.context.input.value.trim();
    const [problem] = parseFilter(filter).problems;
    if (problem) this.context.page.warn(t("The filter was not saved, since it is wrong: {0}", problem.message));
    else this.form.open(filter);
  }
}
