import { formatCount } from "../../../src/core/base/quantity";
import { t } from "../l10n";
import { button, el } from "../dom";
import { FindBar } from "./findBar";
import { findInLine, type LinePlace } from "./findInLine";
import { HexView } from "./hexView";
import type { LineBytes } from "./lineBytes";
import { RawText } from "./rawText";

/**
 * A line exactly as it crossed the wire, however long: as text, whose unprintable characters and invalid bytes are spelt
 * out, or in hex. What is not at hand is fetched when it is shown or searched.
 */
export class RawView {
  readonly element: HTMLElement;
  /** For the head of what it stands in. */
  readonly tools = el("span", "details-tools");
  private readonly text = new RawText();
  private readonly hex = new HexView();
  private readonly find: FindBar;
  private readonly textButton = button(t("Text"), "details-tool", () => this.setHex(false));
  private readonly hexButton = button(t("Hex"), "details-tool", () => this.setHex(true));
  private shown: RawText | HexView = this.text;
  private line: LineBytes | undefined;
  /** Places that were found, one after the other, and which of them is shown. */
  private places: LinePlace[] = [];
  private place = -1;
  private round = 0;

  constructor() {
    this.find = new FindBar(this.tools, { search: (go) => this.search(go), go: (step) => void this.go(step), leave: () => this.focus() });
    this.tools.append(this.find.element, this.find.opener, this.textButton, this.hexButton);
    this.element = el("div", "details-json", this.text.element, this.hex.element);
    this.setHex(false);
  }

  setLabel(label: string): void {
    this.find.setLabel(label);
    this.hex.setLabel(t("{0}, bytes in hexadecimal", label));
    this.text.setLabel(t("{0}, text as sent", label));
  }

  show(line: LineBytes): void {
    if (line === this.line) return;
    this.line = line;
    this.text.show(line);
    this.hex.show(line);
    this.find.search(false);
  }

  openSearch(): void {
    this.find.open();
  }

  focus(): void {
    this.shown.focus();
  }

  dispose(): void {
    this.round++;
    this.find.dispose();
    this.hex.dispose();
  }

  private search(go: boolean): void {
    this.round++;
    this.places = [];
    this.place = -1;
    this.find.words = "";
    if (go && this.find.text !== "") void this.go(1);
  }

  /** Goes to the next place, which may have to be looked for, or back to one that was found. */
  private async go(step: 1 | -1): Promise<void> {
    const { line, find, places } = this;
    if (!line || find.text === "") return;
    if (step < 0 || this.place + 1 < places.length) return this.goTo(this.place + step);
    const round = ++this.round;
    find.words = t("Searching…");
    try {
      const found = await findInLine(line, find.text, places.at(-1)?.to ?? 0, () => round === this.round);
      if (round !== this.round) return;
      if (found) places.push(found);
      else if (places.length === 0) find.words = t("no match");
      // After the last one comes the first.
      if (places.length > 0) this.goTo(found ? places.length - 1 : 0);
    } catch (error) {
      if (round === this.round) find.words = error instanceof Error ? error.message : String(error);
    }
  }

  private goTo(at: number): void {
    const place = this.places[Math.max(0, at)];
    if (!place) return;
    this.place = Math.max(0, at);
    this.find.words = t("{0}, at byte {1}", formatCount(this.place + 1), formatCount(place.from));
    this.shown.reveal(place);
  }

  private setHex(asHex: boolean): void {
    this.text.element.hidden = asHex;
    this.hex.element.hidden = !asHex;
    this.textButton.setAttribute("aria-pressed", String(!asHex));
    this.hexButton.setAttribute("aria-pressed", String(asHex));
    this.shown = asHex ? this.hex : this.text;
    const place = this.places[this.place];
    // What was out of sight could not be scrolled.
    if (place) this.shown.reveal(place);
    else if (asHex) this.hex.refresh();
  }
}
