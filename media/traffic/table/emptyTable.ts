import { formatCount } from "../../../src/core/base/quantity";
import type { FeedStatus } from "../feedStatus";
import { t } from "../l10n";
import type { Page } from "../part";

/** What stands in the place of the lines while there are none, and how to get some. */
export class EmptyTable {
  readonly element = document.createElement("div");
  private readonly text = document.createElement("p");
  private readonly button = document.createElement("button");

  constructor(
    private readonly page: Page,
    private readonly status: FeedStatus,
  ) {
    this.element.className = "table-empty";
    this.button.type = "button";
    this.button.className = "text-button";
    this.button.textContent = t("Show Everything");
    this.button.addEventListener("click", () => page.change({ filter: "", range: undefined }));
    this.element.append(this.text, this.button);
  }

  show(): void {
    const { model } = this.page;
    const isEmpty = model.lines === 0;
    this.element.hidden = !isEmpty;
    if (!isEmpty) return;
    this.button.hidden = model.entries === 0;
    const text = this.words();
    if (this.text.textContent !== text) this.text.textContent = text;
  }

  private words(): string {
    const { model, state } = this.page;
    if (this.status.behind === undefined) return t("Waiting for the traffic…");
    if (model.entries > 0) {
      const entries = formatCount(model.entries);
      if (state.range === undefined) return t("None of the {0} entries match the filter.", entries);
      return state.filter.trim() === "" ? t("None of the {0} entries match the range of time.", entries) : t("None of the {0} entries match the filter and the range of time.", entries);
    }
    if (this.status.behind > 0) return t("Loading…");
    if (model.evicted.frames > 0) return t("{0} rows have left to keep within the budget; nothing came after them.", formatCount(model.evicted.frames));
    return model.session?.live === false ? t("Nothing was recorded in this session.") : t("Nothing has crossed the wire yet. Start a server in the Wirelight view to see its traffic here.");
  }
}
