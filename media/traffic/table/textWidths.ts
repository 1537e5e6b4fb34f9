/** What texts of the table consist of, but for names in other scripts: ASCII, Latin-1, and what the table writes itself. */
const CHARACTERS = [...between("!", "~"), "→", "←", "•", "…", ...between("¡", "¬"), ...between("®", "ÿ")];
/** How much wider a text may be than its characters, each by itself. */
const SLACK = 1.02;

/**
 * How wide texts are in the font of the table, at most. It is measured once for every character, so that to ask costs next to
 * nothing, and anew when the font is another one.
 */
export class TextWidths {
  /** Has the font of what it stands in. */
  readonly element = document.createElement("div");
  private readonly widths = new Map<number, number>();
  private readonly observer: ResizeObserver;

  /** @param onChange the font is known, or is another one */
  constructor(onChange: () => void) {
    this.element.className = "text-widths";
    this.element.setAttribute("aria-hidden", "true");
    // Spaces keep characters apart that a font would draw as one.
    this.element.textContent = CHARACTERS.map((character) => `${character} `).join("");
    this.observer = new ResizeObserver(() => {
      this.measure();
      onChange();
    });
    this.observer.observe(this.element);
  }

  /** CSS pixels; `Infinity` when there is a character in it whose width is not known. */
  of(text: string): number {
    let width = 0;
    for (let index = 0; index < text.length; index++) width += this.widths.get(text.charCodeAt(index)) ?? Number.POSITIVE_INFINITY;
    return width * SLACK;
  }

  dispose(): void {
    this.observer.disconnect();
  }

  private measure(): void {
    const text = this.element.firstChild;
    if (!text) return;
    const range = document.createRange();
    const widthAt = (index: number): number => {
      range.setStart(text, index);
      range.setEnd(text, index + 1);
      return range.getBoundingClientRect().width;
    };
    this.widths.set(" ".charCodeAt(0), widthAt(1));
    for (const [index, character] of CHARACTERS.entries()) this.widths.set(character.charCodeAt(0), widthAt(2 * index));
  }
}

/** The characters from one to another, both among them. */
function between(first: string, last: string): readonly string[] {
  const from = first.charCodeAt(0);
  return Array.from({ length: last.charCodeAt(0) - from + 1 }, (_, index) => String.fromCharCode(from + index));
}
