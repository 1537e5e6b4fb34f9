import { formatBytes, formatCount } from "../../../src/core/base/quantity";
import { escapeLines } from "../../../src/core/trace/escape";
import { t } from "../l10n";
import { contentOf } from "./contentOf";
import { copyText } from "./copyText";
import { button, el } from "../dom";
import type { JsonIndex } from "./json/jsonIndex";
import { jsonPath } from "./json/jsonPath";
import { valueHead, valueText } from "./json/valueText";
import { markdownView } from "./markdownView";
import { readPicture } from "./readPicture";

/** Longest text that is laid out; the rest is in the editor. */
const TEXT_SHOWN = 200_000;
const MARKDOWN_SHOWN = 100_000;
const PATH_SHOWN = 120;

type Look = "text" | "markdown" | "image";

export interface ValueViewHost {
  announce(text: string): void;
  close(): void;
}

/** One value by itself: a string as the text that it means, as Markdown, or as the picture that it holds. */
export class ValueView {
  readonly element = el("div", "details-value");
  private readonly content = el("div", "details-value-content");
  private readonly looks = new Map<Look, HTMLButtonElement>();
  private readonly closeButton: HTMLButtonElement;
  private picture: string | undefined;

  constructor(
    private readonly index: JsonIndex,
    private readonly node: number,
    private readonly host: ValueViewHost,
  ) {
    this.closeButton = button(t("Back"), "details-tool", () => this.host.close(), t("Back to the whole message (Escape)"));
    const path = jsonPath(index, node);
    const tools = el("div", "details-tools", this.closeButton, el("bdi", "details-path", escapeLines(path.length > PATH_SHOWN ? `…${path.slice(-PATH_SHOWN)}` : path)), el("span", "details-gap"));
    for (const look of this.possibleLooks()) {
      const choose = button({ text: t("Text"), markdown: "Markdown", image: t("Image") }[look], "details-tool", () => this.show(look));
      this.looks.set(look, choose);
      tools.append(choose);
    }
    tools.append(button(t("Copy"), "details-tool", () => void copyText(valueText(this.index, this.node), t("The value was copied."), (words) => this.host.announce(words))));
    this.content.tabIndex = 0;
    this.content.setAttribute("role", "region");
    this.content.setAttribute("aria-label", t("Value"));
    this.element.append(tools, this.content);
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.host.close();
    });
    // A picture was asked for by opening its value; nothing else is rendered unasked.
    this.show(this.looks.has("image") ? "image" : "text");
  }

  focus(): void {
    this.content.focus();
  }

  dispose(): void {
    if (this.picture !== undefined) URL.revokeObjectURL(this.picture);
    this.element.remove();
  }

  private possibleLooks(): readonly Look[] {
    if (contentOf(this.index, this.node)?.type === "image") return ["image", "text"];
    return this.index.kind(this.node) === "string" ? ["text", "markdown"] : ["text"];
  }

  private show(look: Look): void {
    for (const [each, choose] of this.looks) choose.setAttribute("aria-pressed", String(each === look));
    if (look === "image") {
      this.content.replaceChildren(...this.image());
      return;
    }
    const limit = look === "markdown" ? MARKDOWN_SHOWN : TEXT_SHOWN;
    const { text, whole } = valueHead(this.index, this.node, limit);
    const shown = text.length > limit ? text.slice(0, limit) : text;
    const notes = this.notes(shown.length, whole ? text.length : undefined);
    this.content.replaceChildren(look === "markdown" ? markdownView(shown) : el("pre", "details-text", escapeLines(shown)), ...notes);
  }

  /** @param all `undefined` when only that there are more is known */
  private notes(shown: number, all: number | undefined): HTMLElement[] {
    const notes: HTMLElement[] = [];
    if (all === undefined) notes.push(el("p", "details-note", t("Shown are the first {0} characters. Copy takes all of them.", formatCount(shown))));
    else if (shown < all) notes.push(el("p", "details-note", t("Shown are the first {0} of {1} characters. Copy takes all of them.", formatCount(shown), formatCount(all))));
    if (!this.index.complete(this.node)) notes.push(el("p", "details-note", t("The value goes on behind the part of the message that is loaded.")));
    return notes;
  }

  private image(): HTMLElement[] {
    const content = contentOf(this.index, this.node);
    if (content?.type !== "image") return [];
    if (!this.index.complete(content.data)) return [el("p", "details-note", t("The picture goes on behind the part of the message that is loaded. Load the whole message to see it."))];
    const picture = readPicture(content.mime, this.index.stringValue(content.data));
    if ("words" in picture) return [el("p", "details-note", picture.words)];
    this.picture ??= URL.createObjectURL(picture.blob);
    const image = el("img", "details-picture");
    const caption = el("p", "details-note", `${content.mime}, ${formatBytes(picture.size)}`);
    image.alt = t("Picture of type {0}", content.mime);
    image.addEventListener("load", () => {
      caption.textContent = `${content.mime}, ${formatBytes(picture.size)}, ${image.naturalWidth} × ${image.naturalHeight}`;
    });
    image.addEventListener("error", () => {
      caption.textContent = t("These {0} are no picture of type {1}.", formatBytes(picture.size), content.mime);
      image.remove();
    });
    image.src = this.picture;
    return [image, caption];
  }
}
