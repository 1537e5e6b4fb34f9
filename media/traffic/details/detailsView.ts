import { assertNever } from "../../../src/core/base/assertNever";
import type { Entry } from "../../../src/core/feed/model/trafficModel";
import { icon } from "../icons";
import { t } from "../l10n";
import type { Page, Part } from "../part";
import { Bodies } from "./bodies";
import { DetailsHead } from "./detailsHead";
import { button, el, setText } from "../dom";
import { MessagePane } from "./messagePane";
import { Messages } from "./messages";
import { PaneSwitch, type Side } from "./paneSwitch";
import { RelatedView } from "./relatedView";
import { Sash } from "./sash";
import { SplitView } from "./splitView";
import { subjectsOf } from "./subjects";
import { type Tab, Tabs } from "./tabs";
import { TimingView } from "./timingView";

const TABS = [
  { id: "message", title: t("Message") },
  { id: "raw", title: t("Raw") },
  { id: "timing", title: t("Timing") },
  { id: "related", title: t("Related") },
] as const satisfies readonly Tab<string>[];

type TabId = (typeof TABS)[number]["id"];

/** Share of the page that the details have until a person moves their edge. */
const SHARE = "max(45%, 200px)";
const SHARE_BESIDE = "55%";
/** CSS pixels that the details and what is above them keep at least. */
const LEAST = 80;
/** And beside it. */
const NARROWEST = 280;
const STEP = 24;

/** The details of the selected entry. Nothing of it is fetched while they are closed. */
export class DetailsView implements Part {
  readonly element = el("section", "details");
  private readonly sash: Sash;
  private readonly head: DetailsHead;
  private readonly tabs: Tabs<TabId>;
  private readonly panel = el("div", "details-panel");
  private readonly empty = el("p", "details-words");
  private readonly bodies: Bodies;
  private readonly messages = new Messages();
  private readonly first: MessagePane;
  private readonly second: MessagePane;
  private readonly switches: Readonly<Record<Side, PaneSwitch>>;
  private readonly split: SplitView;
  private readonly timing: TimingView;
  private readonly related: RelatedView;
  private began = 0;
  /** Sequence of the entry whose message was chosen. */
  private sided: number | undefined;
  /** What the size was set by. */
  private shape = "";
  /** The page is wide and low, so the details stand at the side of the table and not below it. */
  private isBeside = false;
  private readonly back = button(icon("chevronRight"), "tool-button details-to-table", () => this.leave(), t("Back to the table (Escape)"));

  constructor(private readonly page: Page) {
    this.bodies = new Bodies({
      session: () => page.model.session?.id,
      ask: (seq, limit) => page.ask("body", { seq, limit }),
      changed: () => page.invalidate(),
    });
    this.head = new DetailsHead(page);
    this.panel.id = "details-panel";
    this.panel.setAttribute("role", "tabpanel");
    this.tabs = new Tabs(TABS, t("Details"), this.panel, (tab) => page.change({ tab }));
    const choose = (side: Side): void => this.choose(side);
    this.switches = { request: new PaneSwitch("request", choose), answer: new PaneSwitch("answer", choose) };
    this.first = new MessagePane(page, this.bodies, this.messages, this.switches.request.element);
    this.second = new MessagePane(page, this.bodies, this.messages, this.switches.answer.element);
    this.split = new SplitView(this.first.element, this.second.element, (detailsSplit) => page.change({ detailsSplit }));
    this.timing = new TimingView(page);
    this.related = new RelatedView(page, this.bodies, this.messages);
    this.sash = new Sash(t("Size of the details"), "horizontal", {
      begin: () => {
        this.began = this.extentOf(this.element);
      },
      drag: (distance) => this.setExtent(this.began - distance),
      step: (by) => this.setExtent(this.extentOf(this.element) - by * STEP),
      reset: () => page.change(this.isBeside ? { detailsWidth: 0 } : { detailsHeight: 0 }),
    });
    this.element.setAttribute("aria-label", t("Details of the selected entry"));
    // Asked to take the focus, the details give it to what there is to read.
    this.element.tabIndex = -1;
    this.element.addEventListener("focus", () => this.pane.focus());
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    this.element.append(this.sash.element, el("div", "details-bar", this.back, this.tabs.element, this.head.element), this.panel);
  }

  render(): void {
    const { state, model } = this.page;
    this.element.hidden = !state.detailsOpen;
    if (!state.detailsOpen) return;
    this.layOut();
    const entry = state.selected === undefined ? undefined : model.entryOf(state.selected);
    const tab = TABS.find(({ id }) => id === state.tab)?.id ?? "message";
    this.tabs.show(tab, this.panel);
    this.head.show(entry);
    if (entry) this.showEntry(entry, tab);
    else this.showNothing(state.selected);
  }

  dispose(): void {
    for (const part of [this.first, this.second, this.split, this.timing, this.related, this.bodies]) part.dispose();
    this.element.remove();
  }

  private showEntry(entry: Entry, tab: TabId): void {
    switch (tab) {
      case "message":
      case "raw": {
        const { first, second } = subjectsOf(entry);
        this.place(this.split.element);
        this.split.show(second !== undefined, this.sideOf(entry), this.page.state.detailsSplit);
        this.first.show(first, tab);
        if (second) this.second.show(second, tab);
        return;
      }
      case "timing":
        this.place(this.timing.element);
        this.timing.show(entry);
        return;
      case "related":
        this.place(this.related.element);
        this.related.show(entry);
        return;
      default:
        assertNever(tab);
    }
  }

  /** The message that a person reads, or would read first. */
  private get pane(): MessagePane {
    if (this.second.element.contains(document.activeElement)) return this.second;
    return this.split.shows("request") ? this.first : this.second;
  }

  private sideOf(entry: Entry): Side {
    const { detailsMessage } = this.page.state;
    if (detailsMessage !== undefined) return detailsMessage;
    const isNew = this.sided !== entry.seq;
    this.sided = entry.seq;
    // The answer that comes must not take away what somebody reads.
    if (!isNew && this.split.shows("request") && this.first.element.contains(document.activeElement)) return "request";
    return entry.answer === undefined ? "request" : "answer";
  }

  private choose(side: Side): void {
    const { page, split } = this;
    const entry = page.state.selected === undefined ? undefined : page.model.entryOf(page.state.selected);
    // The answer of a call that has one is what is shown unasked.
    page.change({ detailsMessage: side === "answer" && entry?.answer !== undefined ? undefined : side });
    split.show(true, side, page.state.detailsSplit);
    this.switches[side].focus(side);
  }

  private onKey(event: KeyboardEvent): void {
    // What has an own use for the key has stopped it.
    if (event.key === "Escape") this.leave();
    else if (event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && this.pane.search()) event.preventDefault();
    else return;
    event.stopPropagation();
  }

  /** Goes to the table, which is not there while the details are in its place. */
  private leave(): void {
    if (this.back.checkVisibility()) {
      this.element.hidden = true;
      this.page.change({ detailsOpen: false });
    }
    document.querySelector<HTMLElement>("[role=treegrid]")?.focus();
  }

  private showNothing(selected: number | undefined): void {
    setText(this.empty, this.absence(selected));
    this.place(this.empty);
  }

  /** Why there is no entry. */
  private absence(selected: number | undefined): string {
    const { model } = this.page;
    const group = selected === undefined ? undefined : model.groupOf(selected);
    if (selected === undefined || group?.seq === selected) return t("Select an entry to see what crossed the wire.");
    if (group && group.state.type !== "open" && !group.expanded) return t("The selected entry is in a session that is not open. Expand the session to see it.");
    return selected < (model.extentOf(selected)?.first ?? 0)
      ? t("The selected entry is no longer kept: the traffic memory was full, or the traffic was cleared.")
      : t("The selected entry has not arrived yet.");
  }

  private place(element: HTMLElement): void {
    if (this.panel.firstElementChild !== element) this.panel.replaceChildren(element);
  }

  /** Without measuring, which would have the page laid out with every batch. */
  private layOut(): void {
    const { detailsHeight, detailsWidth } = this.page.state;
    this.isBeside = this.element.parentElement?.classList.contains("beside") === true;
    const wanted = this.isBeside ? detailsWidth : detailsHeight;
    const shape = `${this.isBeside} ${wanted}`;
    if (shape === this.shape) return;
    this.shape = shape;
    this.sash.setOrientation(this.isBeside ? "vertical" : "horizontal");
    const least = this.isBeside ? NARROWEST : LEAST;
    this.element.style.flexBasis = `clamp(${least}px, ${wanted > 0 ? `${wanted}px` : this.isBeside ? SHARE_BESIDE : SHARE}, calc(100% - ${least}px))`;
    const whole = this.extentOf(this.element.parentElement);
    this.sash.setValue(whole > 0 ? 100 - (this.extentOf(this.element) / whole) * 100 : 50);
  }

  private setExtent(extent: number): void {
    const whole = this.extentOf(this.element.parentElement);
    const least = this.isBeside ? NARROWEST : LEAST;
    const bounded = Math.round(Math.max(least, Math.min(extent, whole - least)));
    this.page.change(this.isBeside ? { detailsWidth: bounded } : { detailsHeight: bounded });
  }

  /** In the direction in which the details and the table share the page. */
  private extentOf(element: Element | null): number {
    return (this.isBeside ? element?.clientWidth : element?.clientHeight) ?? 0;
  }
}
