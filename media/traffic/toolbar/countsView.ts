import { formatBytes, formatCount } from "../../../src/core/base/quantity";
import type { FeedStatus } from "../feedStatus";
import { t } from "../l10n";
import type { Page, Part } from "../part";

/** How many entries there are and are shown, and what had to leave. */
export function countsView(page: Page, status: FeedStatus): Part {
  const element = document.createElement("div");
  element.className = "counts";
  let text = "";
  let title = "";
  return {
    element,
    render() {
      const { model } = page;
      const { frames, bytes: size } = model.evicted;
      const isLoading = (status.behind ?? 0) > 0;
      const parts = [model.shown === model.entries ? entriesWords(model.entries) : t("{0} of {1}", formatCount(model.shown), formatCount(model.entries))];
      if (isLoading) parts.push(t("loading {0} more rows", formatCount(status.behind ?? 0)));
      if (frames > 0) parts.push(t("{0} evicted", formatCount(frames)));
      const next = parts.join(" · ");
      if (next !== text) element.textContent = text = next;
      const explained = [
        t("{0} entries from {1} rows; {2} are shown.", formatCount(model.entries), formatCount(model.next - model.first), formatCount(model.shown)),
        ...(frames > 0 ? [t("{0} rows ({1}) have left this session to keep within its budget ({2}).", formatCount(frames), formatBytes(size), "wirelight.traffic.memory, wirelight.traffic.diskLimit")] : []),
      ].join("\n");
      if (explained !== title) element.title = title = explained;
    },
    dispose() {
      element.remove();
    },
  };
}

function entriesWords(entries: number): string {
  return entries === 1 ? t("1 entry") : t("{0} entries", formatCount(entries));
}
