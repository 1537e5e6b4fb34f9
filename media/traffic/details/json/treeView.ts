import { t } from "../../l10n";
import type { Content } from "../contentOf";
import { contentOf } from "../contentOf";
import { button, el } from "../../dom";
import { stretchesOf } from "../isolated";
import { VirtualList } from "../virtualList";
import { textPattern } from "./findInJson";
import type { JsonTree, TreeLine } from "./jsonTree";
import { lineWords } from "./treeLine";

/** Deeper lines keep this indent and say their level: nesting has no limit, the width of the window has. */
const MOST_INDENTS = 30;
const INDENT = 12;

export interface TreeActions {
  /** Shows a value by itself. */
  view(node: number): void;
  copyValue(node: number): void;
  copyPath(node: number): void;
  search(): void;
  /** Offers what can be done with the selected line, at a place of the page in CSS pixels. */
  menu(x: number, y: number): void;
  nextMatch(step: 1 | -1): void;
  /** The selected line is another one. */
  selected(): void;
}

let trees = 0;

/** The lines of a JSON tree: an ARIA tree with one focus, whose lines exist while they are in sight. */
export class TreeView {
  readonly element: HTMLElement;
  private readonly list = new VirtualList((at) => this.line(at));
  private readonly id = `details-tree-${++trees}`;
  private tree: JsonTree | undefined;
  private query = "";

  constructor(
    label: string,
    private readonly actions: TreeActions,
  ) {
    this.element = this.list.element;
    this.element.classList.add("details-tree");
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "tree");
    this.setLabel(label);
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    this.element.addEventListener("click", (event) => this.onClick(event));
    this.element.addEventListener("dblclick", (event) => this.onDoubleClick(event));
    this.element.addEventListener("contextmenu", (event) => this.onContextMenu(event));
  }

  setLabel(label: string): void {
    this.element.setAttribute("aria-label", label);
  }

  show(tree: JsonTree): void {
    this.tree = tree;
    this.list.toTop();
    this.refresh();
    this.list.reveal(tree.selected);
  }

  /** Marks a text wherever it is in sight. */
  highlight(query: string): void {
    this.query = query;
    this.refresh();
  }

  select(at: number): void {
    if (!this.tree) return;
    this.tree.selected = Math.min(Math.max(at, 0), this.tree.lines.length - 1);
    this.list.reveal(this.tree.selected);
    this.showSelected();
    this.actions.selected();
  }

  refresh(): void {
    const { tree } = this;
    if (!tree) return;
    this.list.show(tree.lines.length);
    this.showSelected();
  }

  focus(): void {
    this.element.focus();
  }

  dispose(): void {
    this.list.dispose();
  }

  /** Leaves the lines as they are: what is marked in them to be copied would be lost. */
  private showSelected(): void {
    const id = `${this.id}-${this.tree?.selected ?? 0}`;
    for (const line of this.element.querySelectorAll("[role=treeitem]")) line.setAttribute("aria-selected", String(line.id === id));
    this.element.setAttribute("aria-activedescendant", id);
  }

  private line(at: number): HTMLElement {
    const line = this.tree?.lines[at];
    if (!this.tree || !line) return el("div", "");
    const { index } = this.tree;
    const words = lineWords(index, line);
    const row = el("div", "details-line");
    row.id = `${this.id}-${at}`;
    row.dataset["at"] = String(at);
    row.setAttribute("role", "treeitem");
    row.setAttribute("aria-level", String(line.depth + 1));
    row.setAttribute("aria-posinset", String(line.place + 1));
    row.setAttribute("aria-setsize", String(line.siblings));
    row.setAttribute("aria-selected", String(at === this.tree.selected));
    if (line.open !== undefined) row.setAttribute("aria-expanded", String(line.open));
    row.style.paddingLeft = `${Math.min(line.depth, MOST_INDENTS) * INDENT + 4}px`;
    const twist = el("span", "details-twist", line.open === undefined ? "" : line.open ? "▾" : "▸");
    twist.setAttribute("aria-hidden", "true");
    row.append(twist);
    if (line.depth > MOST_INDENTS) row.append(el("span", "details-level", t("level {0}", line.depth)));
    if (words.name !== undefined) row.append(this.marked(el("bdi", `details-${words.nameKind}`), words.name), el("span", "details-colon", words.nameKind === "piece" ? "" : ":"));
    row.append(this.marked(el("bdi", `details-${words.valueKind}`), words.value));
    const content = line.range ? undefined : contentOf(index, line.node);
    if (content) row.append(this.viewButton(content, line));
    return row;
  }

  /** Another way to what Enter does; keys stay with the tree. */
  private viewButton(content: Content, line: TreeLine): HTMLElement {
    const view = button(content.type === "image" ? t("Image") : t("Text"), "details-view", () => this.actions.view(line.node));
    view.tabIndex = -1;
    view.setAttribute("aria-hidden", "true");
    return view;
  }

  /** Where what is searched for stands out. */
  private marked(element: HTMLElement, text: string): HTMLElement {
    for (const stretch of stretchesOf(text)) {
      const parts = this.marksIn(stretch.text);
      element.append(...(stretch.apart ? [el("bdi", "", ...parts)] : parts));
    }
    return element;
  }

  private marksIn(text: string): readonly (Node | string)[] {
    if (this.query === "") return [text];
    const parts: (Node | string)[] = [];
    let at = 0;
    for (const match of text.matchAll(textPattern(this.query))) {
      parts.push(text.slice(at, match.index), el("mark", "", match[0]));
      at = match.index + match[0].length;
    }
    parts.push(text.slice(at));
    return parts;
  }

  private lineAt(event: Event): number | undefined {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>(".details-line") : null;
    return row ? Number(row.dataset["at"]) : undefined;
  }

  private onClick(event: MouseEvent): void {
    const at = this.lineAt(event);
    if (at === undefined || event.target instanceof HTMLButtonElement) return;
    if (event.target instanceof Element && event.target.classList.contains("details-twist")) this.toggle(at);
    this.select(at);
  }

  private onDoubleClick(event: MouseEvent): void {
    const at = this.lineAt(event);
    if (at === undefined || (event.target instanceof Element && event.target.classList.contains("details-twist"))) return;
    this.enter(at);
  }

  private onContextMenu(event: MouseEvent): void {
    // What is selected as text has the menu of the workbench, to be copied.
    if (document.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    const at = this.lineAt(event);
    if (at !== undefined) this.select(at);
    // Asked for by the keyboard, it is at the tree and not at a line.
    const place = at === undefined ? this.element.querySelector("[aria-selected=true]")?.getBoundingClientRect() : undefined;
    this.actions.menu(place ? place.left + INDENT : event.clientX, place ? place.bottom : event.clientY);
  }

  /** Opens or closes what can be; shows the rest by itself. */
  private enter(at: number): void {
    const line = this.tree?.lines[at];
    if (!line) return;
    if (line.open === undefined) this.actions.view(line.node);
    else this.toggle(at);
  }

  private toggle(at: number): void {
    const line = this.tree?.lines[at];
    if (!this.tree || line?.open === undefined) return;
    this.tree.setOpen(at, !line.open);
    this.refresh();
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.tree || event.altKey) return;
    const done = event.ctrlKey || event.metaKey ? this.command(event) : this.move(event.key, event.shiftKey);
    if (!done) return;
    event.preventDefault();
    // The page has keys of its own for its table.
    event.stopPropagation();
  }

  private command(event: KeyboardEvent): boolean {
    const node = this.tree?.lines[this.tree.selected]?.node;
    const key = event.key.toLowerCase();
    if (key === "f") this.actions.search();
    else if (key === "c" && node !== undefined && event.shiftKey) this.actions.copyPath(node);
    // What is selected as text is copied as text.
    else if (key === "c" && node !== undefined && document.getSelection()?.isCollapsed !== false) this.actions.copyValue(node);
    else return false;
    return true;
  }

  private move(key: string, shift: boolean): boolean {
    const { tree, list } = this;
    if (!tree) return false;
    const at = tree.selected;
    const line = tree.lines[at];
    switch (key) {
      case "ArrowDown":
        this.select(at + 1);
        return true;
      case "ArrowUp":
        this.select(at - 1);
        return true;
      case "PageDown":
        this.select(at + list.page);
        return true;
      case "PageUp":
        this.select(at - list.page);
        return true;
      case "Home":
        this.select(0);
        return true;
      case "End":
        this.select(tree.lines.length - 1);
        return true;
      case "ArrowRight":
        if (line?.open === false) this.toggle(at);
        else if (line?.open) this.select(at + 1);
        return true;
      case "ArrowLeft":
        if (line?.open) this.toggle(at);
        else this.select(tree.parentLine(at));
        return true;
      case "Enter":
      case " ":
        this.enter(at);
        return true;
      case "*":
        tree.openBelow(at, 1_000);
        this.refresh();
        return true;
      case "F3":
        this.actions.nextMatch(shift ? -1 : 1);
        return true;
      default:
        return false;
    }
  }
}
