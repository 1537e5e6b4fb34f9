import { onUnexpectedError } from "../../../src/core/base/unexpected";
import { formatBytes } from "../../../src/core/base/quantity";
import { t } from "../l10n";
import { button, el } from "../dom";
import type { LinePlace } from "./findInLine";
import { HEX_WIDTH, hexLine, hexLines } from "./hex";
import type { LineBytes } from "./lineBytes";
import { moreWords } from "./moreWords";
import { VirtualList } from "./virtualList";

/** Bytes that can be scrolled through at a time: browsers have no room for more lines. */
const WINDOW = 8 * 2 ** 20;

/** The bytes of a line, of which those in sight are fetched. */
export class HexView {
  readonly element: HTMLElement;
  private readonly list = new VirtualList((at) => this.row(at));
  private readonly before = button("", "details-more", () => this.move(-WINDOW));
  private readonly after = button("", "details-more", () => this.move(WINDOW));
  private line: LineBytes | undefined;
  /** Where the lines begin. */
  private base = 0;
  private marked: LinePlace | undefined;
  /** Places whose bytes are on their way. */
  private readonly wanted = new Set<number>();

  constructor() {
    this.list.element.classList.add("details-hex");
    this.list.element.tabIndex = 0;
    this.list.element.setAttribute("role", "region");
    this.element = el("div", "details-json", this.before, this.list.element, this.after);
  }

  setLabel(label: string): void {
    this.list.element.setAttribute("aria-label", label);
  }

  show(line: LineBytes): void {
    this.line = line;
    this.base = 0;
    this.marked = undefined;
    this.wanted.clear();
    this.list.toTop();
    this.refresh();
  }

  /** Draws the lines again, as after they were out of sight. */
  refresh(): void {
    const size = this.line?.size ?? 0;
    const left = size - this.base - WINDOW;
    this.before.hidden = this.base === 0;
    this.before.textContent = t("Show the {0} before", formatBytes(WINDOW));
    this.after.hidden = left <= 0;
    this.after.textContent = moreWords(WINDOW, left);
    this.list.show(hexLines(Math.min(WINDOW, size - this.base)));
  }

  /** Marks the lines of a place and brings them in sight. */
  reveal(place: LinePlace): void {
    this.marked = place;
    this.base = Math.floor(place.from / WINDOW) * WINDOW;
    this.refresh();
    this.list.reveal(Math.floor((place.from - this.base) / HEX_WIDTH));
  }

  focus(): void {
    this.list.element.focus();
  }

  dispose(): void {
    this.list.dispose();
  }

  private move(by: number): void {
    this.base = Math.max(0, this.base + by);
    this.list.toTop();
    this.refresh();
    this.focus();
  }

  private row(at: number): HTMLElement {
    const from = this.base + at * HEX_WIDTH;
    const bytes = this.line?.at(from, from + HEX_WIDTH);
    if (!bytes) this.want(from);
    const words = hexLine(bytes ?? new Uint8Array(), from);
    const isMarked = this.marked && this.marked.from < from + HEX_WIDTH && this.marked.to > from;
    return el("div", `details-hex-line${isMarked ? " details-hex-marked" : ""}`, el("span", "details-offset", words.offset), el("span", "", words.hex), el("span", "details-ascii", words.text));
  }

  private want(from: number): void {
    const { line, wanted } = this;
    if (!line || wanted.size > 0) return;
    wanted.add(from);
    line.read(from, from + HEX_WIDTH).then(
      () => {
        wanted.delete(from);
        if (line === this.line) this.refresh();
      },
      // The lines stay empty; what is scrolled to later is asked for again.
      (error: unknown) => {
        wanted.delete(from);
        onUnexpectedError(error);
      },
    );
  }
}
