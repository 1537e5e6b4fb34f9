import { formatCount } from "../../../../src/core/base/quantity";
import { copyText } from "../copyText";
import { button, el } from "../dom";
import { icon } from "../../icons";
import { type MenuItem, showMenu } from "../../menu/popupMenu";
import type { Message } from "../message";
import { moreButton } from "../moreButton";
import { escapeText } from "../../../../src/core/trace/escape";
import { findInJson } from "./findInJson";
import type { JsonTree } from "./jsonTree";
import { jsonPath } from "./jsonPath";
import { layOutJson } from "./layOutJson";
import { TreeView } from "./treeView";

const MOST_MATCHES = 10_000;
/** Lines that "expand all" opens at a time. */
const OPEN_ALL = 5_000;
/** Longest path in the line below the tree, UTF-16 units; the whole is copied. */
const PATH_SHOWN = 300;
/** A search begins so long after the last key, milliseconds. */
const PAUSE = 120;

export interface JsonPanelHost {
  announce(text: string): void;
  view(tree: JsonTree, node: number): void;
}

/** A JSON tree with its search and commands. */
export class JsonPanel {
  readonly element: HTMLElement;
  /** One line of search and commands, for the head of what the tree stands in; narrow, it shows one of both at a time. */
  readonly tools: HTMLElement;
  /** Everything that can be done with the selected line. */
  readonly more = moreButton("More about the selected value", () => this.menu());
  private readonly tree: TreeView;
  private readonly input = el("input", "details-search");
  private readonly matchCount = el("span", "details-matches");
  private readonly path = el("bdi", "details-path");
  private message: Message | undefined;
  private matches: readonly number[] = [];
  private match = -1;
  /** What the matches are of. */
  private searched = "";
  private timer: number | undefined;

  constructor(
    label: string,
    private readonly host: JsonPanelHost,
  ) {
    this.tree = new TreeView(label, {
      view: (node) => this.view(node),
      copyValue: (node) => this.copyValue(node),
      copyPath: (node) => this.copyPath(node),
      search: () => this.openSearch(),
      menu: (x, y) => showMenu({ label: "Value", items: () => this.menu(), x, y }),
      nextMatch: (step) => this.go(step),
      selected: () => this.showPath(),
    });
    this.setUpSearch();
    this.tools = this.toolbar();
    this.element = el("div", "details-json", this.tree.element, this.path);
    this.setLabel(label);
  }

  show(message: Message): void {
    if (this.message === message) return;
    this.message = message;
    this.tree.show(message.tree);
    this.showPath();
    this.search(false);
  }

  setLabel(label: string): void {
    this.tree.setLabel(label);
    this.input.setAttribute("aria-label", `Search in ${label}`);
  }

  openSearch(): void {
    this.tools.classList.add("details-searching");
    this.input.focus();
    this.input.select();
  }

  focus(): void {
    this.tree.focus();
  }

  dispose(): void {
    window.clearTimeout(this.timer);
    this.tree.dispose();
  }

  private setUpSearch(): void {
    const { input } = this;
    input.type = "search";
    input.placeholder = "Search";
    input.spellcheck = false;
    input.addEventListener("input", () => {
      // What is searched for stays in sight when the window becomes narrow.
      this.tools.classList.add("details-searching");
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.search(true), PAUSE);
    });
    input.addEventListener("keydown", (event) => this.onSearchKey(event));
    this.matchCount.setAttribute("role", "status");
  }

  private toolbar(): HTMLElement {
    const open = button(icon("search"), "tool-button details-open-search", () => this.openSearch(), "Search (Ctrl+F)");
    const find = el(
      "span", "details-find",
      this.input,
      this.matchCount,
      button(icon("sortUp"), "tool-button", () => this.go(-1), "Previous match (Shift+F3)"),
      button(icon("sortDown"), "tool-button", () => this.go(1), "Next match (F3)"),
      button(icon("close"), "tool-button details-close-search", () => this.closeSearch(), "Close the search (Escape)"),
    );
    const fold = el(
      "span", "details-fold",
      button(icon("expandAll"), "tool-button", () => this.openAll(), "Expand all that is in the selected line (*)"),
      button(icon("collapseAll"), "tool-button", () => this.closeAll(), "Collapse all"),
    );
    return el("span", "details-tools", find, open, fold);
  }

  private menu(): readonly MenuItem[] {
    const item = (label: string, run: () => void, keys?: string): MenuItem => ({ type: "item", label, run, ...(keys === undefined ? {} : { keys }) });
    return [
      item("Copy Value", () => this.onSelected((node) => this.copyValue(node)), "Ctrl+C"),
      item("Copy Path", () => this.onSelected((node) => this.copyPath(node)), "Ctrl+Shift+C"),
      item("View Value by Itself", () => this.onSelected((node) => this.view(node))),
      { type: "separator" },
      item("Expand All in It", () => this.openAll(), "*"),
      item("Collapse All", () => this.closeAll()),
      { type: "separator" },
      item("Search", () => this.openSearch(), "Ctrl+F"),
    ];
  }

  private closeSearch(): void {
    this.tools.classList.remove("details-searching");
    this.input.value = "";
    this.search(false);
    this.tree.focus();
  }

  private onSearchKey(event: KeyboardEvent): void {
    if (event.key === "Enter" || event.key === "F3") {
      window.clearTimeout(this.timer);
      if (this.input.value !== this.searched) this.search(true);
      else this.go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && this.tools.classList.contains("details-searching")) {
      this.closeSearch();
    } else if (event.key === "ArrowDown") {
      this.tree.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private search(go: boolean): void {
    const { message } = this;
    if (!message) return;
    this.searched = this.input.value;
    this.matches = findInJson(message.tree.index, this.searched, MOST_MATCHES);
    this.match = -1;
    this.tree.highlight(this.searched);
    if (go && this.matches.length > 0) this.go(1);
    else this.showMatches();
  }

  /** Goes to the next match, around the end. */
  private go(step: 1 | -1): void {
    const { message, matches } = this;
    if (!message || matches.length === 0) return;
    this.match = (this.match + step + matches.length) % matches.length;
    if (this.match < 0) this.match = matches.length - 1;
    const node = matches[this.match];
    if (node === undefined) return;
    const line = message.tree.reveal(node);
    this.tree.refresh();
    this.tree.select(line);
    this.showMatches();
  }

  private showMatches(): void {
    const { matches, match } = this;
    const all = `${formatCount(matches.length)}${matches.length === MOST_MATCHES ? "+" : ""}`;
    this.matchCount.textContent = this.searched === "" ? "" : matches.length === 0 ? "no match" : `${match < 0 ? "" : `${formatCount(match + 1)} of `}${all}`;
  }

  private onSelected(act: (node: number) => void): void {
    const tree = this.message?.tree;
    const node = tree?.lines[tree.selected]?.node;
    if (node !== undefined) act(node);
  }

  private openAll(): void {
    const tree = this.message?.tree;
    if (!tree) return;
    const all = tree.openBelow(tree.selected, OPEN_ALL);
    this.tree.refresh();
    this.host.announce(all ? "Everything in the selected line is expanded." : `Expanded ${formatCount(OPEN_ALL)} lines; there are more.`);
  }

  private closeAll(): void {
    this.message?.tree.closeAll();
    this.tree.select(0);
  }

  private view(node: number): void {
    if (this.message) this.host.view(this.message.tree, node);
  }

  private copyValue(node: number): void {
    const index = this.message?.tree.index;
    if (!index) return;
    const text = index.kind(node) === "string" ? index.stringValue(node) : layOutJson(index, node);
    const what = index.complete(node) ? "The value was copied." : "The value was copied as far as it is loaded.";
    void copyText(text, what, (words) => this.host.announce(words));
  }

  private copyPath(node: number): void {
    const index = this.message?.tree.index;
    if (index) void copyText(jsonPath(index, node), "The path was copied.", (words) => this.host.announce(words));
  }

  private showPath(): void {
    const tree = this.message?.tree;
    const node = tree?.lines[tree.selected]?.node;
    if (!tree || node === undefined) return;
    const path = jsonPath(tree.index, node);
    this.path.textContent = escapeText(path.length > PATH_SHOWN ? `${path.slice(0, PATH_SHOWN / 2)}…${path.slice(-PATH_SHOWN / 2)}` : path);
  }
}
