import { formatCount } from "../../../src/core/base/quantity";
import type { FeedStatus } from "../feedStatus";
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
    this.button.textContent = "Show Everything";
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
    if (this.status.behind === undefined) return "Waiting for the traffic…";
    if (model.entries > 0) {
      const hiding = state.range === undefined ? "the filter" : state.filter.trim() === "" ? "the range of time" : "the filter and the range of time";
      return `None of the ${formatCount(model.entries)} entries match ${hiding}.`;
    }
    if (this.status.behind > 0) return "Loading…";
    if (model.evicted.frames > 0) return `${formatCount(model.evicted.frames)} rows have left to keep within the budget; nothing came after them.`;
    return model.session?.live === false ? "Nothing was recorded in this session." : "Nothing has crossed the wire yet. Start a server in the Wirelight view to see its traffic here.";
  }
}
