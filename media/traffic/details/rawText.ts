import { escapeBytes } from "../../../src/core/trace/escape";
import { t } from "../l10n";
import { button, el } from "../dom";
import type { LinePlace } from "./findInLine";
import { isolated } from "./isolated";
import type { LineBytes } from "./lineBytes";
import { moreWords } from "./moreWords";
import { wholeCharacters } from "./wholeCharacters";

/** Bytes of text that are laid out at a time: a browser takes its time to wrap a single line of megabytes. */
const STEP = 64_000;
/** Most of them that stand in the page; then what comes next takes the place of what is there. */
const MOST = 40 * STEP;
/** Bytes before a place that was searched for. */
const BEFORE = 1_000;

/** The text of a line from some place on, as much of it as a person has asked for. */
export class RawText {
  readonly element: HTMLElement;
  private readonly text = el("pre", "details-raw");
  private readonly first = button(t("Show the beginning"), "details-more", () => void this.showFrom(0, undefined));
  private readonly more = button("", "details-more", () => void this.showMore());
  private line: LineBytes | undefined;
  /** Bytes `[from, to)` are shown. */
  private from = 0;
  private to = 0;
  private round = 0;

  constructor() {
    this.element = el("div", "details-raw-box", this.first, this.text, this.more);
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "region");
  }

  setLabel(label: string): void {
    this.element.setAttribute("aria-label", label);
  }

  show(line: LineBytes): void {
    this.line = line;
    void this.showFrom(0, undefined);
  }

  /** Marks a place and brings it in sight. */
  reveal(place: LinePlace): void {
    void this.showFrom(Math.max(0, place.from - BEFORE), place);
  }

  focus(): void {
    this.element.focus();
  }

  private async showFrom(from: number, marked: LinePlace | undefined): Promise<void> {
    await this.withBytes(from, (bytes) => {
      const start = from === 0 ? 0 : characterStart(bytes);
      const part = this.partOf(bytes, start, from);
      this.from = from + start;
      this.to = this.from + part.length;
      const cut = (place: number): number => Math.min(Math.max(place - this.from, 0), part.length);
      const mark = marked ? el("mark", "", escapeBytes(part.subarray(cut(marked.from), cut(marked.to)))) : "";
      this.text.replaceChildren(...isolated(escapeBytes(part.subarray(0, marked ? cut(marked.from) : part.length))), mark, ...(marked ? isolated(escapeBytes(part.subarray(cut(marked.to)))) : []));
      this.element.scrollTop = 0;
      if (mark !== "") mark.scrollIntoView({ block: "center" });
    });
  }

  private async showMore(): Promise<void> {
    if (this.to - this.from >= MOST) return this.showFrom(this.to, undefined);
    const from = this.to;
    await this.withBytes(from, (bytes) => {
      const part = this.partOf(bytes, 0, from);
      this.text.append(...isolated(escapeBytes(part)));
      this.to += part.length;
    });
  }

  /** Without waiting where they are at hand, so that nothing flickers. */
  private async withBytes(from: number, use: (bytes: Uint8Array) => void): Promise<void> {
    const { line } = this;
    const round = ++this.round;
    if (!line) return;
    try {
      const bytes = line.at(from, from + STEP) ?? (await line.read(from, from + STEP));
      if (round !== this.round) return;
      use(bytes);
      const left = bytes.length === 0 ? 0 : line.size - this.to;
      this.more.hidden = left <= 0;
      this.more.textContent = moreWords(STEP, left);
      this.first.hidden = this.from === 0;
    } catch (error) {
      if (round !== this.round) return;
      this.more.hidden = false;
      this.more.textContent = t("{0} Try again", error instanceof Error ? error.message : String(error));
    }
  }

  /** A step must not tear a character apart, or its bytes would look invalid. */
  private partOf(bytes: Uint8Array, start: number, from: number): Uint8Array {
    const part = bytes.subarray(start);
    return from + bytes.length < (this.line?.size ?? 0) ? wholeCharacters(part) : part;
  }
}

/** The first byte that does not go on with a character that began before. */
function characterStart(bytes: Uint8Array): number {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return start;
}
