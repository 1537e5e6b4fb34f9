import { formatCount } from "../../../../src/core/base/quantity";
import { t } from "../../l10n";
import { copyText } from "../copyText";
import { button, el } from "../../dom";
import { FindBar } from "../findBar";
import { icon } from "../../icons";
import { type MenuItem, showMenu } from "../../menu/popupMenu";
import type { Message } from "../message";
import { moreButton } from "../moreButton";
import { escapeText } from "../../../../src/core/trace/escape";
import { findInJson } from "./findInJson";
import type { JsonTree } from "./jsonTree";
import { jsonPath } from "./jsonPath";
import { TreeView } from "./treeView";
import { valueText } from "./valueText";

const MOST_MATCHES = 10_000;
/** Lines that "expand all" opens at a time. */
const OPEN_ALL = 5_000;
/** Longest path in the line below the tree, UTF-16 units; the whole is copied. */
const PATH_SHOWN = 300;

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
  readonly more = moreButton(t("More about the selected value"), () => this.menu());
  private readonly tree: TreeView;
  private readonly find: FindBar;
  private readonly path = el("bdi", "details-path");
  private message: Message | undefined;
  private matches: readonly number[] = [];
  private match = -1;
  /** What the matches are of. */
  private searched = "";

  constructor(
    label: string,
    private readonly host: JsonPanelHost,
  ) {
    this.tree = new TreeView(label, {
      view: (node) => this.view(node),
      copyValue: (node) => this.copyValue(node),
      copyPath: (node) => this.copyPath(node),
      search: () => this.openSearch(),
      menu: (x, y) => showMenu({ label: t("Value"), items: () => this.menu(), x, y }),
      nextMatch: (step) => this.go(step),
      selected: () => this.showPath(),
    });
    this.tools = el("span", "details-tools");
    this.find = new FindBar(this.tools, { search: (go) => this.search(go), go: (step) => this.go(step), leave: () => this.tree.focus() });
    this.tools.append(this.find.element, this.find.opener, this.fold());
    this.element = el("div", "details-json", this.tree.element, this.path);
    this.setLabel(label);
  }

  show(message: Message): void {
    if (this.message === message) return;
    this.message = message;
    this.tree.show(message.tree);
    this.showPath();
    this.find.search(false);
  }

  setLabel(label: string): void {
    this.tree.setLabel(label);
    this.find.setLabel(label);
  }

  openSearch(): void {
    this.find.open();
  }

  focus(): void {
    this.tree.focus();
  }

  dispose(): void {
    this.find.dispose();
    this.tree.dispose();
  }

  private fold(): HTMLElement {
    return el(
      "span", "details-fold",
      button(icon("expandAll"), "tool-button", () => this.openAll(), t("Expand all that is in the selected line (*)")),
      button(icon("collapseAll"), "tool-button", () => this.closeAll(), t("Collapse all")),
    );
  }

  private menu(): readonly MenuItem[] {
    const item = (label: string, run: () => void, keys?: string): MenuItem => ({ type: "item", label, run, ...(keys === undefined ? {} : { keys }) });
    return [
      item(t("Copy Value"), () => this.onSelected((node) => this.copyValue(node)), "Ctrl+C"),
      item(t("Copy Path"), () => this.onSelected((node) => this.copyPath(node)), "Ctrl+Shift+C"),
      item(t("View Value by Itself"), () => this.onSelected((node) => this.view(node))),
      { type: "separator" },
      item(t("Expand All in It"), () => this.openAll(), "*"),
      item(t("Collapse All"), () => this.closeAll()),
      { type: "separator" },
      item(t("Search"), () => this.openSearch(), "Ctrl+F"),
    ];
  }

  private search(go: boolean): void {
    const { message } = this;
    if (!message) return;
    this.searched = this.find.text;
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
    this.find.words = this.searched === "" ? "" : matches.length === 0 ? t("no match") : match < 0 ? all : t("{0} of {1}", formatCount(match + 1), all);
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
    this.host.announce(all ? t("Everything in the selected line is expanded.") : t("Expanded {0} lines; there are more.", formatCount(OPEN_ALL)));
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
    const what = index.complete(node) ? t("The value was copied.") : t("The value was copied as far as it is loaded.");
    void copyText(valueText(index, node), what, (words) => this.host.announce(words));
  }

  private copyPath(node: number): void {
    const index = this.message?.tree.index;
    if (index) void copyText(jsonPath(index, node), t("The path was copied."), (words) => this.host.announce(words));
  }

  private showPath(): void {
    const tree = this.message?.tree;
    const node = tree?.lines[tree.selected]?.node;
    if (!tree || node === undefined) return;
    const path = jsonPath(tree.index, node);
    this.path.textContent = escapeText(path.length > PATH_SHOWN ? `${path.slice(0, PATH_SHOWN / 2)}…${path.slice(-PATH_SHOWN / 2)}` : path);
  }
}
