import { formatBytes, formatCount, formatDuration } from "../../../src/core/base/quantity";
import type { Entry, RowFacts } from "../../../src/core/feed/model/trafficModel";
import { timeOfDay } from "../format";
import { t } from "../l10n";
import type { Page } from "../part";
import type { Bodies } from "./bodies";
import { button, el, setAttribute } from "../dom";
import { MessagePane } from "./messagePane";
import type { Messages } from "./messages";
import { Pace } from "./pace";
import { type RelatedGroup, relatedTo } from "./related";
import { rowName } from "./rowName";
import { rowWords } from "./rowWords";

/** Bytes of a row that its words in the list are made of. */
const HEAD = 2_000;

/** What has to do with an entry: a list, and the row that is chosen in it; one at a time where there is no room for both. */
export class RelatedView {
  readonly element = el("div", "details-related");
  private readonly list = el("div", "details-related-list");
  private readonly pane: MessagePane;
  private readonly back = button(t("Back"), "details-tool details-back", () => this.read(false), t("Back to the list (Escape)"));
  private readonly words = new Map<number, HTMLElement>();
  private readonly pace: Pace;
  private groups: readonly RelatedGroup[] = [];
  private shown = "";
  private entry: string | undefined;
  private chosen: number | undefined;

  constructor(
    private readonly page: Page,
    private readonly bodies: Bodies,
    messages: Messages,
  ) {
    this.pace = new Pace(page);
    this.pane = new MessagePane(page, bodies, messages, this.back);
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    this.pane.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.back.checkVisibility()) return;
      event.stopPropagation();
      this.read(false);
    });
    this.element.append(this.list, this.pane.element);
  }

  show(entry: Entry): void {
    const { model } = this.page;
    const id = `${model.session?.id} ${entry.seq}`;
    if (this.entry !== id) {
      this.chosen = undefined;
      this.element.classList.remove("details-reading");
    }
    this.entry = id;
    if (this.pace.due(`${id} ${entry.answer} ${entry.status}`)) this.look(entry, id);
    this.fillWords();
    this.showChosen();
  }

  dispose(): void {
    this.pace.dispose();
    this.pane.dispose();
  }

  private look(entry: Entry, id: string): void {
    this.groups = relatedTo(this.page.model, entry);
    const shown = `${id} ${this.groups.map((group) => `${group.rows.map((row) => row.seq).join()}+${group.left}`).join(" ")}`;
    if (shown === this.shown) return;
    this.shown = shown;
    this.showGroups(this.groups, entry);
  }

  private showGroups(groups: readonly RelatedGroup[], entry: Entry): void {
    const focused = document.activeElement instanceof HTMLElement && this.list.contains(document.activeElement) ? document.activeElement.dataset["seq"] : undefined;
    this.words.clear();
    this.list.replaceChildren(...groups.map((group, at) => this.groupView(group, at, entry)));
    if (groups.length === 0) this.list.append(el("p", "details-words", t("Nothing else has to do with this entry: no progress, no logs, no requests of the server, no lines on stderr around it.")));
    if (focused !== undefined) this.list.querySelector<HTMLElement>(`[data-seq="${focused}"]`)?.focus();
  }

  private groupView(group: RelatedGroup, at: number, entry: Entry): HTMLElement {
    const title = el("h4", "details-group-title", `${group.title} (${formatCount(group.rows.length + group.left)})`);
    title.id = `details-group-${at}`;
    title.title = group.title;
    const list = el("div", "details-group", ...group.rows.map((row) => this.rowView(row, entry)));
    list.setAttribute("role", "group");
    list.setAttribute("aria-labelledby", title.id);
    if (group.left > 0) list.append(el("p", "details-note", group.left === 1 ? t("1 more is not listed.") : t("{0} more are not listed.", formatCount(group.left))));
    return el("div", "", title, list);
  }

  private rowView(row: RowFacts, entry: Entry): HTMLElement {
    const words = el("bdi", "details-row-words");
    this.words.set(row.seq, words);
    const after = row.time - entry.time;
    const element = el(
      "button", "details-row",
      el("span", "details-row-time", `${after < 0 ? "−" : "+"}${formatDuration(Math.abs(after))}`),
      el("span", "details-row-way", row.from === "client" ? "→" : row.from === "server" ? "←" : "·"),
      el("bdi", "details-row-name", rowName(row)),
      words,
    );
    element.type = "button";
    element.dataset["seq"] = String(row.seq);
    element.addEventListener("click", () => {
      this.choose(row.seq);
      this.read(true);
    });
    return element;
  }

  private choose(seq: number): void {
    this.chosen = seq;
    this.page.invalidate();
  }

  /** Has the chosen row, or the list again, in the place of both; shows nothing new where there is room for them. */
  private read(reading: boolean): void {
    this.element.classList.toggle("details-reading", reading);
    if (reading && this.back.checkVisibility()) this.back.focus();
    else if (!reading) this.list.querySelector<HTMLElement>("[aria-current=true]")?.focus();
  }

  private fillWords(): void {
    for (const [seq, element] of this.words) {
      const state = this.bodies.get(seq, HEAD);
      if (state.state === "waiting") continue;
      element.textContent = state.state === "known" ? rowWords(state.body) : state.message;
      this.words.delete(seq);
    }
  }

  private showChosen(): void {
    const rows = this.groups.flatMap((group) => group.rows);
    const row = rows.find((each) => each.seq === this.chosen) ?? rows[0];
    for (const element of this.list.querySelectorAll<HTMLElement>(".details-row")) {
      setAttribute(element, "aria-current", String(element.dataset["seq"] === String(row?.seq)));
    }
    this.pane.element.hidden = row === undefined;
    if (row) this.pane.show({ seq: row.seq, title: rowName(row), facts: `${timeOfDay(row.time)} · ${formatBytes(row.size)}` }, "message");
  }

  /** Up and down go through all groups. */
  private onKey(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const rows = [...this.list.querySelectorAll<HTMLElement>(".details-row")];
    const at = rows.findIndex((row) => row === document.activeElement);
    const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)];
    event.preventDefault();
    event.stopPropagation();
    next?.focus();
    if (next) this.choose(Number(next.dataset["seq"]));
  }
}
