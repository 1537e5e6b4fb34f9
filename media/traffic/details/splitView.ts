import { t } from "../l10n";
import { el } from "../dom";
import type { Side } from "./paneSwitch";
import { Sash } from "./sash";

/** Narrower than this, CSS pixels, there is no room for two parts beside each other; lower than that none below each other either. */
const NARROW = 560;
const LOW = 320;
const STEP = 5;
const LEAST = 10;

/** Two parts side by side, one above the other where it is narrow, or one at a time where it is low as well; the bar between them can be moved. */
export class SplitView {
  readonly element: HTMLElement;
  private readonly sash: Sash;
  private readonly resized: ResizeObserver;
  private percent = 0;
  private began = 50;
  private arrangement: "beside" | "stacked" | "single" = "beside";
  private hasSecond = true;
  private side: Side = "request";

  constructor(
    private readonly first: HTMLElement,
    private readonly second: HTMLElement,
    private readonly moved: (percent: number) => void,
  ) {
    this.sash = new Sash(t("Move the border between request and answer"), "vertical", {
      begin: () => {
        this.began = this.percent;
      },
      drag: (distance) => this.move(this.began + (distance / Math.max(1, this.arrangement === "stacked" ? this.element.clientHeight : this.element.clientWidth)) * 100),
      step: (by) => this.move(this.percent + by * STEP),
      reset: () => this.move(50),
    });
    this.element = el("div", "details-split", first, this.sash.element, second);
    this.resized = new ResizeObserver(() => this.measure());
    this.resized.observe(this.element);
  }

  /** Shows both parts or only the first; `side` is the one where there is room for one. */
  show(hasSecond: boolean, side: Side, percent: number): void {
    const share = within(percent);
    if (hasSecond === this.hasSecond && side === this.side && share === this.percent) return;
    this.hasSecond = hasSecond;
    this.side = side;
    this.percent = share;
    this.sash.setValue(share);
    this.arrange();
  }

  /** Whether a person sees a part. */
  shows(side: Side): boolean {
    return !(side === "request" ? this.first : this.second).hidden;
  }

  dispose(): void {
    this.resized.disconnect();
  }

  private move(percent: number): void {
    this.moved(within(percent));
  }

  private measure(): void {
    const { clientWidth, clientHeight } = this.element;
    const arrangement = clientWidth >= NARROW ? "beside" : clientHeight >= LOW ? "stacked" : "single";
    if (arrangement === this.arrangement) return;
    this.arrangement = arrangement;
    this.arrange();
  }

  private arrange(): void {
    const { first, second, sash, element, arrangement } = this;
    const single = this.hasSecond && arrangement === "single";
    first.hidden = single && this.side === "answer";
    second.hidden = !this.hasSecond || (single && this.side === "request");
    sash.element.hidden = !this.hasSecond || single;
    first.style.flexBasis = this.hasSecond && !single ? `${this.percent}%` : "100%";
    element.classList.toggle("details-stacked", arrangement === "stacked");
    element.classList.toggle("details-single", single);
    sash.setOrientation(arrangement === "stacked" ? "horizontal" : "vertical");
  }
}

function within(percent: number): number {
  return Math.min(100 - LEAST, Math.max(LEAST, percent));
}
