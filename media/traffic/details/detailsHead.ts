import { formatDuration } from "../../../src/core/base/quantity";
import { escapeText } from "../../../src/core/trace/escape";
import type { Entry } from "../../../src/core/feed/model/trafficModel";
import { icon } from "../icons";
import { t } from "../l10n";
import type { MenuItem } from "../menu/popupMenu";
import type { Page } from "../part";
import { button, el, setAttribute, setText } from "../dom";
import { moreButton } from "./moreButton";
import { KINDS, statusWords } from "./subjects";

/** Longest method or subject in the head, UTF-16 units. */
const NAME = 200;

/** What the shown entry is, and what can be done with it. */
export class DetailsHead {
  readonly element = el("div", "details-head");
  private readonly name = el("bdi", "details-method");
  private readonly subject = el("bdi", "details-subject");
  private readonly facts = el("span", "details-facts");
  private readonly status = el("span", "details-status");
  private readonly mark: HTMLButtonElement;
  private readonly sendAgain: HTMLButtonElement;
  private readonly edit: HTMLButtonElement;
  private readonly more = moreButton(t("More actions"), () => this.menu());
  private entry: Entry | undefined;

  constructor(private readonly page: Page) {
    this.more.classList.add("details-rest");
    this.sendAgain = button(icon("again"), "tool-button details-less", () => this.act("sendAgain"), t("Send Again"));
    this.edit = button(icon("edit"), "tool-button details-less", () => this.act("editAndSend"), t("Edit and Send"));
    this.mark = button(icon("mark"), "tool-button details-less", () => this.act(this.entry?.marked ? "unmark" : "mark"), t("Mark"));
    const close = button(icon("close"), "tool-button details-close", () => page.change({ detailsOpen: false }), t("Close the details"));
    const actions = el("span", "details-actions", this.sendAgain, this.edit, this.mark, this.more, close);
    this.element.append(this.name, this.subject, this.status, this.facts, el("span", "details-gap"), actions);
  }

  show(entry: Entry | undefined): void {
    this.entry = entry;
    setText(this.name, entry ? short(entry.method ?? KINDS[entry.kind]) : "");
    setText(this.subject, entry?.subject === undefined ? "" : short(entry.subject));
    setText(this.status, entry?.status === undefined ? "" : statusWords(entry.status));
    setAttribute(this.status, "class", `details-status details-status-${entry?.status ?? "none"}`);
    this.status.hidden = entry?.status === undefined;
    this.showFacts(entry ? this.factsOf(entry) : []);
    this.sendAgain.hidden = !canSend(entry);
    this.edit.hidden = !canSend(entry);
    this.mark.hidden = entry === undefined;
    this.more.hidden = entry === undefined;
    setAttribute(this.mark, "aria-pressed", String(entry?.marked === true));
  }

  /** Each by itself, so that letters that are read from the right do not turn around the facts beside them. */
  private showFacts(facts: readonly string[]): void {
    const shown = [...this.facts.children];
    if (shown.length !== facts.length) this.facts.replaceChildren(...facts.map((fact) => el("bdi", "", fact)));
    else facts.forEach((fact, at) => shown[at] instanceof HTMLElement && setText(shown[at], fact));
  }

  private factsOf(entry: Entry): readonly string[] {
    const facts: string[] = [];
    if (entry.link) facts.push(short(entry.link.name));
    if (entry.id !== undefined) facts.push(t("id {0}", short(JSON.stringify(entry.id))));
    if (entry.ended !== undefined) facts.push(formatDuration(entry.ended - entry.time));
    else if (entry.status === "pending") facts.push(t("{0} so far", formatDuration(this.page.model.now - entry.time)));
    if (entry.comment !== undefined && entry.comment !== "") facts.push(`“${short(entry.comment)}”`);
    return facts;
  }

  /** What has no room as a button of its own. */
  private menu(): readonly MenuItem[] {
    const { entry } = this;
    if (!entry) return [];
    const mark: MenuItem = { type: "item", label: t("Mark"), checked: entry.marked, run: () => this.act(entry.marked ? "unmark" : "mark") };
    if (!canSend(entry)) return [mark];
    return [{ type: "item", label: t("Send Again"), run: () => this.act("sendAgain") }, { type: "item", label: t("Edit and Send"), run: () => this.act("editAndSend") }, mark];
  }

  private act(action: "sendAgain" | "editAndSend" | "mark" | "unmark"): void {
    if (this.entry) this.page.act(action, [this.entry.seq]);
  }
}

function canSend(entry: Entry | undefined): boolean {
  return entry?.kind === "request" && entry.from === "client";
}

function short(text: string): string {
  return escapeText(text.length > NAME ? `${text.slice(0, NAME)}…` : text);
}
