import { formatBytes, formatCount } from "../../../src/core/base/quantity";
import type { FeedStatus } from "../feedStatus";
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
      const parts = [model.shown === model.entries ? `${formatCount(model.entries)} entries` : `${formatCount(model.shown)} of ${formatCount(model.entries)}`];
      if (isLoading) parts.push(`loading ${formatCount(status.behind ?? 0)} more rows`);
      if (frames > 0) parts.push(`${formatCount(frames)} evicted`);
      const next = parts.join(" · ");
      if (next !== text) element.textContent = text = next;
      const explained = [
        `${formatCount(model.entries)} entries from ${formatCount(model.next - model.first)} rows; ${formatCount(model.shown)} are shown.`,
        ...(frames > 0 ? [`${formatCount(frames)} rows (${formatBytes(size)}) have left this session to keep within its budget (wirelight.traffic.memory, wirelight.traffic.diskLimit).`] : []),
      ].join("\n");
      if (explained !== title) element.title = title = explained;
    },
    dispose() {
      element.remove();
    },
  };
}
