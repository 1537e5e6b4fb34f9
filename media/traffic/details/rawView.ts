import { formatBytes } from "../../../src/core/base/quantity";
import { escapeBytes } from "../../../src/core/trace/escape";
import { button, el } from "./dom";
import { hexLine, hexLines } from "./hex";
import { VirtualList } from "./virtualList";
import { wholeCharacters } from "./wholeCharacters";

/** Bytes of text that are laid out at a time: a browser takes its time to wrap a single line of megabytes. */
const STEP = 64_000;

/** A line exactly as it crossed the wire: as text, whose unprintable characters and invalid bytes are spelt out, or in hex. */
export class RawView {
  readonly element: HTMLElement;
  /** For the head of what it stands in. */
  readonly tools: HTMLElement;
  private readonly text = el("pre", "details-raw");
  private readonly more = button("", "details-more", () => this.showMore());
  private readonly textBox = el("div", "details-raw-box", this.text, this.more);
  private readonly hex = new VirtualList((at) => this.hexRow(at));
  private readonly textButton: HTMLButtonElement;
  private readonly hexButton: HTMLButtonElement;
  private bytes: Uint8Array = new Uint8Array();
  private shownBytes = 0;
  private asHex = false;

  constructor() {
    this.textButton = button("Text", "details-tool", () => this.setHex(false));
    this.hexButton = button("Hex", "details-tool", () => this.setHex(true));
    this.hex.element.classList.add("details-hex");
    this.hex.element.tabIndex = 0;
    this.hex.element.setAttribute("role", "region");
    this.textBox.tabIndex = 0;
    this.textBox.setAttribute("role", "region");
    this.tools = el("span", "details-tools", this.textButton, this.hexButton);
    this.element = el("div", "details-json", this.textBox, this.hex.element);
    this.setHex(false);
  }

  setLabel(label: string): void {
    this.hex.element.setAttribute("aria-label", `${label}, bytes in hexadecimal`);
    this.textBox.setAttribute("aria-label", `${label}, text as sent`);
  }

  show(bytes: Uint8Array): void {
    if (bytes === this.bytes) return;
    this.bytes = bytes;
    this.text.textContent = "";
    this.shownBytes = 0;
    this.textBox.scrollTop = 0;
    this.showMore();
    this.hex.toTop();
    this.hex.show(hexLines(bytes));
  }

  dispose(): void {
    this.hex.dispose();
  }

  private showMore(): void {
    const end = Math.min(this.bytes.length, this.shownBytes + STEP);
    // A step must not tear a character apart, or its bytes would look invalid.
    const part = end < this.bytes.length ? wholeCharacters(this.bytes.subarray(this.shownBytes, end)) : this.bytes.subarray(this.shownBytes);
    this.text.append(escapeBytes(part));
    this.shownBytes += part.length;
    const left = this.bytes.length - this.shownBytes;
    this.more.hidden = left === 0;
    this.more.textContent = `Show ${formatBytes(Math.min(left, STEP))} more of ${formatBytes(left)}`;
  }

  private setHex(asHex: boolean): void {
    this.asHex = asHex;
    this.textBox.hidden = asHex;
    this.hex.element.hidden = !asHex;
    this.textButton.setAttribute("aria-pressed", String(!asHex));
    this.hexButton.setAttribute("aria-pressed", String(asHex));
    if (this.asHex) this.hex.show(hexLines(this.bytes));
  }

  private hexRow(at: number): HTMLElement {
    const line = hexLine(this.bytes, at);
    return el("div", "details-hex-line", el("span", "details-offset", line.offset), el("span", "", line.hex), el("span", "details-ascii", line.text));
  }
}
