import type { Disposable } from "../../../src/core/base/disposable";
import { formatBytes, formatCount, formatDuration } from "../../../src/core/base/quantity";
import type { View } from "../../../src/core/feed/model/trafficModel";
import { setText } from "../dom";
import { t } from "../l10n";
import type { Page, Part } from "../part";
import { type Selection, allSelected } from "./selection";
import { SelectionSums } from "./selectionSums";

/** Entries that are summed up at once; more of them wait for their turn, so that no frame does. */
const SLICE = 500;
/** How soon they are summed up anew while traffic comes in, milliseconds. */
const AGAIN_MS = 500;

/** Says how many entries are selected, over how much time and with how many bytes, and lets go of those that have left. */
export function selectionView(page: Page): Part {
  return new SelectionView(page);
}

class SelectionView implements Part {
  readonly element = document.createElement("div");
  private readonly subscription: Disposable;
  /** What was looked at the last time, and how it was shown. */
  private of: Selection = { selected: undefined, alsoSelected: [] };
  private view: View | undefined;
  private sums: SelectionSums | undefined;
  private stale = false;
  private timer: number | undefined;

  constructor(private readonly page: Page) {
    this.element.className = "counts";
    this.element.hidden = true;
    this.subscription = page.model.onDirty(() => {
      this.stale = true;
    });
  }

  render(): void {
    const { state, model } = this.page;
    const { selected, alsoSelected } = state;
    if (selected !== this.of.selected || alsoSelected !== this.of.alsoSelected || model.view !== this.view) {
      this.of = { selected, alsoSelected };
      this.view = model.view;
      this.sums = undefined;
      this.stop();
      this.sumUp();
    } else if (this.stale && alsoSelected.length > 0 && this.timer === undefined) this.later(() => this.sumUp(), AGAIN_MS);
    this.element.hidden = alsoSelected.length === 0;
    if (!this.element.hidden) this.show();
  }

  dispose(): void {
    this.stop();
    this.subscription.dispose();
    this.element.remove();
  }

  private stop(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
  }

  private later(run: () => void, delay: number): void {
    this.timer = window.setTimeout(() => {
      this.timer = undefined;
      run();
      if (this.timer === undefined) this.page.invalidate();
    }, delay);
  }

  private sumUp(): void {
    this.stale = false;
    if (this.of.alsoSelected.length > 0) this.add(new SelectionSums(this.page.model), allSelected(this.of), 0);
  }

  private add(sums: SelectionSums, seqs: readonly number[], from: number): void {
    const to = Math.min(from + SLICE, seqs.length);
    for (let index = from; index < to; index++) sums.add(seqs[index] ?? -1);
    if (to < seqs.length) return this.later(() => this.add(sums, seqs, to), 0);
    this.sums = sums;
    this.letGo(sums.left);
  }

  private letGo(left: ReadonlySet<number>): void {
    const { alsoSelected } = this.of;
    const kept = alsoSelected.filter((seq) => !left.has(seq));
    if (kept.length < alsoSelected.length) this.page.change({ alsoSelected: kept });
  }

  private show(): void {
    const { sums } = this;
    const count = this.of.alsoSelected.length + 1 - (sums?.left.size ?? 0);
    const shown = sums?.shown ?? count;
    const parts = [shown < count ? t("{0} selected, {1} of them shown", formatCount(count), formatCount(shown)) : t("{0} selected", formatCount(count))];
    if (sums) parts.push(formatDuration(sums.span), formatBytes(sums.bytes));
    setText(this.element, parts.join(" · "));
    const title = sums ? t("{0} selected entries are shown, over {1} and with {2}. What is done with the selection is done with these.", formatCount(shown), formatDuration(sums.span), formatBytes(sums.bytes)) : "";
    if (this.element.title !== title) this.element.title = title;
  }
}
