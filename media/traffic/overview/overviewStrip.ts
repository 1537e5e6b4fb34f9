import { formatCount, formatDuration } from "../../../src/core/base/quantity";
import type { Histogram } from "../../../src/core/feed/model/trafficModel";
import { dateAndTime, timeOfDay } from "../format";
import { t } from "../l10n";
import { Pace } from "../pace";
import type { Page, Part } from "../part";
import { shownText } from "../table/shownText";
import { Brush, type Stretch } from "./brush";
import { BAR, HistogramCanvas } from "./histogramCanvas";
import { RangeHandle } from "./rangeHandle";
import { TimeSpan } from "./timeRange";

const DAY_MS = 86_400_000;

export class OverviewStrip implements Part {
  readonly element = document.createElement("section");
  private readonly strip = child(this.element, "div", "overview-strip");
  private readonly canvas = new HistogramCanvas();
  private readonly selection = document.createElement("div");
  private readonly start = new RangeHandle(t("Start of the time that is shown"), (share) => this.moveEdge(share, this.selected()?.end ?? 1));
  private readonly end = new RangeHandle(t("End of the time that is shown"), (share) => this.moveEdge(this.selected()?.start ?? 0, share));
  private readonly from: HTMLElement;
  private readonly words: HTMLElement;
  private readonly clear: HTMLButtonElement;
  private readonly to: HTMLElement;
  private readonly brush: Brush;
  private readonly pace: Pace;
  private readonly sizes: ResizeObserver;
  private readonly themes: MutationObserver;
  private span: TimeSpan | undefined;
  /** While a pointer draws it. */
  private preview: Stretch | undefined;
  /** What the canvas shows; drawn again when it is another. */
  private drawn = "";
  private view: Page["model"]["view"] | undefined;
  private size = { width: 0, height: 0 };
  private theme = 0;

  constructor(private readonly page: Page) {
    this.element.className = "overview";
    this.element.hidden = true;
    this.element.setAttribute("aria-label", t("Overview of the time"));
    this.selection.className = "overview-selection";
    this.start.element.classList.add("start");
    // So that Escape is heard also by who takes the mouse.
    this.strip.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.start.element.focus({ preventScroll: true });
    });
    this.strip.append(this.canvas.element, this.start.element, this.end.element, this.selection);
    const legend = child(this.element, "div", "overview-legend");
    this.from = child(legend, "span", "overview-from");
    this.words = child(legend, "span", "overview-words");
    this.clear = child(legend, "button", "overview-clear");
    this.clear.type = "button";
    this.clear.textContent = t("Show all the time");
    // Until there is a range.
    for (const each of [this.clear, this.selection]) each.hidden = true;
    this.clear.addEventListener("click", () => this.choose(undefined));
    this.to = child(legend, "span", "overview-to");
    this.pace = new Pace({ least: 200, most: 2000, share: 0.05 }, () => page.invalidate());
    this.brush = new Brush(this.strip, {
      selected: () => this.selected(),
      preview: (stretch) => this.show(stretch),
      choose: (stretch) => this.choose(stretch),
    });
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.sizes = new ResizeObserver(() => this.measure());
    this.sizes.observe(this.strip);
    // The workbench sets another theme by the attributes of these two.
    this.themes = new MutationObserver(() => this.retheme());
    for (const each of [document.documentElement, document.body]) this.themes.observe(each, { attributes: true, attributeFilter: ["class", "style", "data-vscode-theme-id"] });
  }

  render(): void {
    const { model } = this.page;
    this.element.hidden = model.entries === 0;
    if (this.element.hidden) return;
    const wanted = `${model.session?.id ?? ""} ${model.overviewed?.id ?? ""} ${model.first} ${model.next} ${model.entries} ${model.shown} ${this.size.width} ${this.size.height} ${this.theme}`;
    // What a person did is shown at once, and so is the first picture.
    if (this.size.width > 0 && (model.view !== this.view || (wanted !== this.drawn && (this.span === undefined || this.pace.isDue())))) {
      this.view = model.view;
      this.drawn = wanted;
      const begun = performance.now();
      this.draw();
      this.pace.spent(performance.now() - begun);
    }
    this.describe();
  }

  dispose(): void {
    this.pace.dispose();
    this.sizes.disconnect();
    this.themes.disconnect();
    this.element.remove();
  }

  private draw(): void {
    const { width, height } = this.size;
    const histogram = this.page.model.histogram(Math.max(1, Math.floor(width / BAR)));
    if (!histogram) return;
    const { overviewed } = this.page.model;
    this.span = new TimeSpan(histogram.from, histogram.to, overviewed && { goesOn: overviewed.live });
    this.canvas.draw(histogram, width, height);
    this.canvas.element.setAttribute("aria-label", labelOf(histogram));
  }

  /** The range in words and as a box. */
  private describe(): void {
    const { span, page } = this;
    if (!span) return;
    const stretch = this.preview ?? this.selected();
    const range = span.clip(stretch && span.rangeOf(stretch.start, stretch.end));
    const known = page.model.span ?? span;
    const length = known.to - known.from;
    const time = span.to - span.from > DAY_MS ? dateAndTime : timeOfDay;
    text(this.from, time(span.from));
    text(this.to, time(span.to));
    const [from, to, chosen] = [time(range.from), time(range.to), formatDuration(range.to - range.from)];
    const about = page.model.overviewed && shownText(page.model.overviewed.title);
    text(this.words, this.preview ? t("{0} to {1}, {2}", from, to, chosen) : stretch ? t("{0} to {1}, {2}: {3} shown", from, to, chosen, formatCount(page.model.shown)) : about === undefined ? t("{0}. Drag to show a part of it.", formatDuration(length)) : t("{0}: {1}. Drag to show a part of it.", about, formatDuration(length)));
    this.clear.hidden = page.state.range === undefined;
    this.start.show(span.shareOf(range.from), from);
    this.end.show(span.shareOf(range.to), to);
    this.selection.hidden = stretch === undefined;
    if (!stretch) return;
    const [left, right] = [Math.min(stretch.start, stretch.end), Math.max(stretch.start, stretch.end)];
    this.selection.style.left = `${(left * 100).toFixed(3)}%`;
    this.selection.style.width = `${((right - left) * 100).toFixed(3)}%`;
  }

  private selected(): Stretch | undefined {
    const { range } = this.page.state;
    return range && this.span && { start: this.span.shareOf(range.from), end: this.span.shareOf(range.to) };
  }

  private show(stretch: Stretch | undefined): void {
    this.preview = stretch;
    this.describe();
  }

  private choose(stretch: Stretch | undefined): void {
    const range = stretch && this.span?.rangeOf(stretch.start, stretch.end);
    this.page.change({ range });
    this.describe();
  }

  /** By the keyboard: edges push each other on rather than to change places. */
  private moveEdge(start: number, end: number): void {
    this.choose({ start, end: Math.max(start, end) });
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    const abandoned = this.brush.abandon();
    if (!abandoned && this.page.state.range === undefined) return;
    event.stopPropagation();
    if (!abandoned) this.choose(undefined);
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.strip;
    if (width === this.size.width && height === this.size.height) return;
    this.size = { width, height };
    this.page.invalidate();
  }

  private retheme(): void {
    this.theme++;
    this.page.invalidate();
  }
}

function labelOf({ all, bad, shown, from, to }: Histogram): string {
  const [entries, wrong, visible] = [all, bad, shown].map((counts) => counts.reduce((sum, each) => sum + each, 0));
  return t("{0} entries in {1}, {2} of them shown, {3} with something wrong", formatCount(entries ?? 0), formatDuration(to - from), formatCount(visible ?? 0), formatCount(wrong ?? 0));
}

function child<K extends keyof HTMLElementTagNameMap>(parent: HTMLElement, name: K, className: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  parent.append(element);
  return element;
}

function text(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}
