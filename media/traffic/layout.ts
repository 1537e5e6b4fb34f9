import type { Page, Part } from "./part";

/** In CSS pixels; a lower page has no room for the details below the table, a narrower one none beside it. The lower it is, the less width will do. */
const LOW = 520;
const WIDE = 900;
const LOWEST = 360;
const LEAST_WIDE = 600;
/** Lower than this, and with no room beside each other, the details stand in the place of the table. */
const TOO_LOW = 260;

export interface Places {
  readonly toolbar: Part;
  readonly overview: Part;
  readonly table: Part;
  readonly statistics: Part;
  readonly details: Part;
}

/** Puts the parts of the page together: what is looked through, and below it, beside it or in its place what is looked at. */
export class Layout {
  readonly element = document.createElement("div");
  readonly parts: readonly Part[];
  private arrangement = "";

  constructor(page: Page, { toolbar, overview, table, statistics, details }: Places) {
    this.element.className = "page";
    const list = document.createElement("main");
    list.className = "list";
    list.append(overview.element, table.element, statistics.element);
    const content = document.createElement("div");
    content.className = "content";
    content.append(list, details.element);
    this.element.append(toolbar.element, content);
    // The toolbar comes last: it says what the others have made of the model.
    this.parts = [overview, table, statistics, details, toolbar];
    new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? new DOMRect();
      const isBeside = (width >= WIDE && height < LOW) || (width >= LEAST_WIDE && height < LOWEST);
      const arrangement = isBeside ? "beside" : height < TOO_LOW ? "instead" : "below";
      if (arrangement === this.arrangement) return;
      this.arrangement = arrangement;
      content.className = `content ${arrangement}`;
      page.invalidate();
    }).observe(content);
  }
}
