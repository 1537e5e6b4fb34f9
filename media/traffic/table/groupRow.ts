import { formatCount } from "../../../src/core/base/quantity";
import type { Group } from "../../../src/core/feed/model/trafficModel";
import { setText } from "../dom";
import { icon } from "../icons";
import { t } from "../l10n";
import { shownText } from "./shownText";

/** What a drawing tells of a session's line beside the session itself. */
export interface GroupLook {
  readonly line: number;
  /** CSS pixels below the beginning of the rows. */
  readonly top: number;
  readonly selected: boolean;
  /** The keyboard is at it. */
  readonly cursor: boolean;
}

/** The line of a session in the table: what it is, and how much of it there is. It touches only what differs. */
export class GroupRow {
  readonly element = document.createElement("div");
  line = -1;
  private readonly title = document.createElement("span");
  private readonly about = document.createElement("span");
  private readonly errors = document.createElement("span");
  private shape = "";
  private top = -1;

  constructor(id: string) {
    this.element.id = id;
    this.element.setAttribute("role", "row");
    this.element.setAttribute("aria-level", "1");
    const gutter = document.createElement("div");
    gutter.className = "gutter";
    gutter.setAttribute("aria-hidden", "true");
    gutter.append(icon("chevronRight"));
    const cell = document.createElement("div");
    cell.className = "group-cell";
    cell.setAttribute("role", "gridcell");
    // It takes the place of all cells.
    cell.setAttribute("aria-colindex", "1");
    this.title.className = "group-title";
    this.about.className = "group-about";
    this.errors.className = "group-errors";
    cell.append(this.title, this.about, this.errors);
    this.element.append(gutter, cell);
  }

  /** A session's line has one cell. */
  cell(): HTMLElement {
    return this.element;
  }

  show(group: Group, { line, top, selected, cursor }: GroupLook): void {
    if (line !== this.line) this.element.setAttribute("aria-rowindex", String(line + 2));
    if (top !== this.top) this.element.style.top = `${top}px`;
    this.line = line;
    this.top = top;
    this.showShape(`row group ${group.state.type}${selected ? " selected" : ""}${cursor ? " cursor" : ""}`, group.expanded, selected);
    setText(this.title, shownText(group.session.title));
    setText(this.about, aboutOf(group));
    setText(this.errors, group.bad === 0 ? "" : group.bad === 1 ? t("1 error") : t("{0} errors", formatCount(group.bad)));
  }

  private showShape(shape: string, expanded: boolean, selected: boolean): void {
    const key = `${shape} ${expanded}`;
    if (key === this.shape) return;
    this.shape = key;
    this.element.className = shape;
    this.element.firstElementChild?.setAttribute("class", `gutter ${expanded ? "expanded" : "collapsed"}`);
    this.element.setAttribute("aria-expanded", String(expanded));
    this.element.setAttribute("aria-selected", String(selected));
  }
}

function aboutOf({ session, state, servers, entries, shown }: Group): string {
  switch (state.type) {
    case "closed":
      return "";
    case "opening":
      return t("Opening…");
    case "failed":
      return state.message;
    case "open": {
      // The title of an earlier session names its servers itself.
      const names = session.live ? servers.map(shownText) : [];
      const count = shown < entries ? t("{0} of {1}", formatCount(shown), formatCount(entries)) : entries === 1 ? t("1 entry") : t("{0} entries", formatCount(entries));
      return [names.join(", "), count].filter((part) => part !== "").join(" · ");
    }
  }
}
