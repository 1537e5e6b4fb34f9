import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import { type ColorOf, colorRules } from "../filterBar/colorRules";
import type { Page } from "../part";

/** The colours that saved filters give to rows, as they are set now. */
export class RowColors {
  private filters: readonly SavedFilter[] | undefined;
  private rules: ColorOf | undefined;

  constructor(private readonly page: Pick<Page, "savedFilters" | "state">) {}

  /** `undefined` while no row has a colour. */
  get current(): ColorOf | undefined {
    const { all } = this.page.savedFilters;
    if (all !== this.filters) {
      this.filters = all;
      this.rules = colorRules(all);
    }
    return this.page.state.colorRows ? this.rules : undefined;
  }
}
