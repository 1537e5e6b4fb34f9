import { assertNever } from "../../../src/core/base/assertNever";
import { formatBytes, formatCount } from "../../../src/core/base/quantity";
import { escapeBytes, escapeLines } from "../../../src/core/trace/escape";
import type { FeedBody } from "../../../src/core/feed/protocol";
import { icon } from "../icons";
import { t } from "../l10n";
import type { Page } from "../part";
import type { Bodies, BodyState } from "./bodies";
import { button, el, setAttribute, setText } from "../dom";
import { eventWords } from "./eventWords";
import { JsonPanel } from "./json/jsonPanel";
import type { JsonTree } from "./json/jsonTree";
import type { Message } from "./message";
import type { Messages } from "./messages";
import { LineBytes } from "./lineBytes";
import { RawView } from "./rawView";
import { ValueView } from "./valueView";

/** Bytes of a line that are loaded unasked. */
const HEAD = 500_000;
/** Most bytes that are loaded at all; the rest is for an editor. */
const MOST = 8_000_000;
/** Bytes of a line that is no JSON that are shown by the message tab. */
const PLAIN = 64_000;

export type PaneLook = "message" | "raw";

interface Row {
  readonly seq: number;
  readonly title: string;
  readonly facts: string;
}

/** What a pane shows: a row, or words for why there is none. */
export type Subject = Row | { readonly title: string; readonly words: string };

/** One row: its message as a tree or its bytes, an event in words, and all the ways in which there can be neither. */
export class MessagePane {
  readonly element: HTMLElement;
  private readonly title = el("h3", "details-title");
  private readonly facts = el("span", "details-facts");
  private readonly tools = el("span", "details-tools-place");
  private readonly menu = el("span", "details-menu-place");
  private readonly actions = el("span", "details-actions");
  private readonly notes = el("div", "details-notes");
  private readonly content = el("div", "details-content");
  private json: JsonPanel | undefined;
  private raw: RawView | undefined;
  private value: ValueView | undefined;
  private line: LineBytes | undefined;
  /** Bytes to load of a row, where a person wanted more. */
  private readonly limits = new Map<number, number>();
  private shown: { readonly subject: Subject; readonly look: PaneLook; readonly state: BodyState | undefined } | undefined;

  constructor(
    private readonly page: Page,
    private readonly bodies: Bodies,
    private readonly messages: Messages,
    /** Stands before the title: the way to what is shown in the place of the pane at other times. */
    before: HTMLElement,
  ) {
    this.element = el("section", "details-pane", el("header", "details-pane-head", before, this.title, this.facts, el("span", "details-gap"), this.tools, this.actions, this.menu), this.notes, this.content);
  }

  /** Cheap when nothing has changed. */
  show(subject: Subject, look: PaneLook): void {
    const state = "seq" in subject ? this.bodies.get(subject.seq, this.limits.get(subject.seq) ?? HEAD) : undefined;
    const { shown } = this;
    setText(this.title, subject.title);
    setAttribute(this.element, "aria-label", subject.title);
    setText(this.facts, "seq" in subject ? subject.facts : "");
    if (shown && shown.look === look && shown.state === state && sameSubject(shown.subject, subject)) return;
    this.shown = { subject, look, state };
    this.closeValue(false);
    if ("seq" in subject && state) this.showRow(subject, state, look);
    else this.showWords("words" in subject ? subject.words : "");
  }

  focus(): void {
    for (const each of [this.json, this.raw]) if (each?.element.isConnected) each.focus();
  }

  /** Searches in what is shown, where that can be done. */
  search(): boolean {
    const shown = [this.json, this.raw].find((each) => each?.element.checkVisibility());
    shown?.openSearch();
    return shown !== undefined;
  }

  dispose(): void {
    this.value?.dispose();
    this.json?.dispose();
    this.raw?.dispose();
    this.element.remove();
  }

  private showRow({ seq, title }: Row, state: BodyState, look: PaneLook): void {
    switch (state.state) {
      case "waiting":
        this.showWords(t("Loading…"));
        this.content.firstElementChild?.classList.add("details-loading");
        return;
      case "failed":
        this.showWords(state.message);
        this.content.firstElementChild?.append(" ", button(t("Try again"), "details-more", () => this.bodies.retry(seq)));
        return;
      case "known":
        this.showBody({ seq, title }, state.body, state.bytes, look);
        return;
      default:
        assertNever(state);
    }
  }

  private showBody({ seq, title }: Pick<Row, "seq" | "title">, body: FeedBody, bytes: Uint8Array | undefined, look: PaneLook): void {
    if (body.event) {
      this.showEvent(body.event);
      return;
    }
    if (!bytes) {
      this.showWords(t("This row is no longer kept: the traffic memory was full, or the traffic was cleared."));
      return;
    }
    this.actions.replaceChildren(
      button(icon("copy"), "tool-button", () => this.page.act("copyJson", [seq]), t("Copy the message as JSON")),
      button(icon("open"), "tool-button", () => this.page.act(look === "raw" ? "openRaw" : "open", [seq]), t("Open in Editor")),
    );
    const notes: Node[] = [];
    if (body.fault !== undefined) notes.push(el("p", "details-fault", escapeLines(body.fault)));
    // Raw fetches what it shows.
    if (look === "message" && bytes.length < body.size) notes.push(this.headNote(seq, body.size, bytes.length));
    this.notes.replaceChildren(...notes);
    if (look === "raw") {
      this.raw ??= new RawView();
      this.raw.setLabel(title);
      this.place(this.raw.element, [this.raw.tools]);
      this.raw.show(this.lineOf(seq, bytes, body.size));
    } else {
      this.showMessage(title, this.messages.get(seq, bytes, body.size), body.size);
    }
  }

  /** The same object as long as the bytes that are at hand are the same. */
  private lineOf(seq: number, head: Uint8Array, size: number): LineBytes {
    if (this.line?.head !== head) {
      this.line = new LineBytes(head, size, async (from, limit) => {
        const { bytes } = await this.page.ask("body", { seq, from, limit });
        if (!bytes) throw new Error(t("This row is no longer kept: the traffic memory was full, or the traffic was cleared."));
        return new Uint8Array(bytes);
      });
    }
    return this.line;
  }

  private showMessage(title: string, message: Message, size: number): void {
    const { bytes } = message;
    const { index } = message.tree;
    const root = index.count === 0 ? undefined : index.kind(0);
    if (root !== "object" && root !== "array") {
      this.place(el("pre", "details-text", size === 0 ? t("(an empty line)") : escapeBytes(bytes.subarray(0, PLAIN))));
      if (bytes.length > PLAIN) this.notes.append(el("p", "details-note", t("Shown are the first {0}; Raw has more.", formatBytes(PLAIN))));
      return;
    }
    if (index.problem) this.notes.append(el("p", "details-fault", t("No JSON from character {0} on: expected {1}. What stands before it is shown.", formatCount(index.problem.at + 1), index.problem.expected)));
    if (index.cut && !message.head) this.notes.append(el("p", "details-note", t("There are more values than can be shown here.")));
    if (!message.utf8) this.notes.append(el("p", "details-fault", t("Not valid UTF-8: invalid bytes are shown as {0} here and spelt out under Raw.", "\ufffd")));
    this.json ??= new JsonPanel(title, { announce: (words) => this.page.announce(words), view: (tree, node) => this.view(tree, node) });
    this.json.setLabel(title);
    this.place(this.json.element, [this.json.tools], [this.json.more]);
    this.json.show(message);
  }

  private showEvent(event: NonNullable<FeedBody["event"]>): void {
    const words = eventWords(event);
    const facts = el("dl", "details-event-facts", ...words.facts.flatMap(([name, value]) => [el("dt", "", name), el("dd", "", escapeLines(value))]));
    this.clear();
    this.place(el("div", "details-words", el("p", "", escapeLines(words.title)), facts));
  }

  private showWords(words: string): void {
    this.clear();
    this.place(el("p", "details-words", escapeLines(words)));
  }

  private clear(): void {
    this.notes.replaceChildren();
    this.actions.replaceChildren();
  }

  /** Says that only the beginning is shown, and offers the rest. */
  private headNote(seq: number, size: number, loaded: number): HTMLElement {
    const note = el("p", "details-note", t("Shown are the first {0} of {1}.", formatBytes(loaded), formatBytes(size)), " ");
    const wanted = Math.min(size, MOST);
    if (loaded < wanted) {
      note.append(
        button(size > MOST ? t("Load {0}", formatBytes(MOST)) : t("Load all"), "details-more", () => {
          this.limits.set(seq, wanted);
          this.page.invalidate();
        }),
      );
    }
    note.append(button(t("Open in Editor"), "details-more", () => this.page.act("open", [seq])));
    return note;
  }

  private view(tree: JsonTree, node: number): void {
    this.closeValue(false);
    this.value = new ValueView(tree.index, node, { announce: (words) => this.page.announce(words), close: () => this.closeValue(true) });
    this.content.classList.add("details-covered");
    this.content.append(this.value.element);
    this.value.focus();
  }

  private closeValue(focus: boolean): void {
    if (!this.value) return;
    this.value.dispose();
    this.value = undefined;
    this.content.classList.remove("details-covered");
    if (focus) this.focus();
  }

  /** Keeps an element that is already there where it is: moving it would lose its focus and its scroll. */
  private place(element: HTMLElement, tools: readonly HTMLElement[] = [], menu: readonly HTMLElement[] = []): void {
    if (this.tools.firstElementChild !== (tools[0] ?? null)) this.tools.replaceChildren(...tools);
    if (this.menu.firstElementChild !== (menu[0] ?? null)) this.menu.replaceChildren(...menu);
    if (this.content.firstElementChild === element && this.content.childElementCount === 1) return;
    this.content.replaceChildren(element);
  }
}

function sameSubject(one: Subject, other: Subject): boolean {
  if ("seq" in one) return "seq" in other && one.seq === other.seq;
  return "words" in other && one.words === other.words;
}
