import type { Page, Part } from "./part";

/** In CSS pixels; a lower page has no room for the details below the table, a narrower one none beside it. The lower it is, the less width will do. */
const LOW = 520;
const WIDE = 900;
const LOWEST = 360;
const LEAST_WIDE = 600;

export interface Places {
  readonly toolbar: Part;
  readonly overview: Part;
  readonly table: Part;
  readonly statistics: Part;
  readonly details: Part;
}

/** Puts the parts of the page together: what is looked through, and below or beside it what is looked at. */
export class Layout {
  readonly element = document.createElement("div");
  readonly parts: readonly Part[];
  private isBeside = false;

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
      if (content.classList.toggle("beside", (width >= WIDE && height < LOW) || (width >= LEAST_WIDE && height < LOWEST)) !== this.isBeside) {
        this.isBeside = !this.isBeside;
        page.invalidate();
      }
    }).observe(content);
  }
}
