import { hurry, rest, turn } from "./hurry";
import { cellsAstray, disorderIn, foreignIn, heightsOf, outsideOf, textsAstray } from "./soundness";
import type { Walk } from "./steps";

/** Turns that something may take before it counts as never coming. */
const PATIENCE = 20_000;
/** Problems that are told of. */
const MOST = 12;
/** At each so many lines it is searched in the details. */
const SEARCHED = 3;
const TABS = ["message", "raw", "timing", "related"] as const;
/** Cells with words of a server, and others, which are filtered by at each so many lines. */
const NAMED = ["method", "subject", "id"];
const MEASURED = ["server", "status", "direction", "duration", "size"];
const SELDOM = 20;
const COMPLETED = ["tool", "prompt", "resource", "method", "server"] as const;

/**
 * Goes through all lines of the table with the keys and the mouse of a person: draws each, points at its cells, filters by
 * them, opens its details in every look, and shows single values as text, Markdown and pictures.
 */
export async function walk(): Promise<Walk> {
  hurry();
  const walker = new Walker();
  try {
    return await walker.run();
  } catch (error) {
    walker.seen.problems.push(`${walker.where}: ${error instanceof Error ? error.message : String(error)}`);
    return walker.seen;
  }
}

class Walker {
  readonly seen: Walk = { lines: 0, values: 0, filters: 0, problems: [] };
  /** Values that were filtered by, since many lines have the same. */
  private readonly tried = new Set<string>();
  /** What is looked at, in words. */
  where = "";

  async run(): Promise<Walk> {
    const { table, seen } = this;
    this.where = "the table";
    this.key(table, "Home");
    await this.drawn();
    this.key(table, "Enter");
    await this.drawn();
    for (let last = -1; seen.problems.length < MOST; ) {
      const line = this.line();
      if (line === last) {
        this.check("end", line === Number(table.getAttribute("aria-rowcount")) ? [] : [`the keyboard went no further, although there are ${table.getAttribute("aria-rowcount")} lines`]);
        break;
      }
      last = line;
      seen.lines++;
      await this.lookAt(line);
      this.key(table, "ArrowDown");
      await this.drawn();
    }
    await this.completions();
    await this.statistics();
    return seen;
  }

  private get table(): HTMLElement {
    return one(".table");
  }

  private get selected(): HTMLElement {
    return one(".row.selected:not([hidden])");
  }

  /** Number of the selected line. */
  private line(): number {
    return Number(document.querySelector(".row.selected:not([hidden])")?.getAttribute("aria-rowindex") ?? -1);
  }

  private async lookAt(line: number): Promise<void> {
    const { selected, table } = this;
    this.where = `line ${line}: ${selected.innerText.slice(0, 100).replaceAll("\n", " | ")}`;
    if (selected.getAttribute("aria-expanded") === "false") {
      this.key(table, "ArrowRight");
      await this.drawn();
    }
    if (line % 8 === 0) this.checkTable();
    for (const cell of this.selected.querySelectorAll(".cell")) cell.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
    this.check("tooltips", foreignIn(this.selected));
    for (const tab of TABS) await this.lookAtTab(tab);
    one("#details-tab-message").click();
    await this.drawn();
    // Nested lines stay as long as the entry that caused them does.
    if (this.selected.getAttribute("aria-level") !== "1") return;
    for (const column of line % SELDOM === 0 ? [...NAMED, ...MEASURED] : NAMED) await this.filterBy(column);
  }

  private async lookAtTab(tab: (typeof TABS)[number]): Promise<void> {
    one(`#details-tab-${tab}`).click();
    await this.drawn();
    if (tab === "message") {
      for (const tree of document.querySelectorAll<HTMLElement>(".details [role=tree]")) await this.lookAtTree(tree);
      await this.lookAtValue();
    }
    this.checkDetails(tab);
    if (tab !== "raw") return;
    for (const hex of [...document.querySelectorAll<HTMLElement>(".details-tool")].filter(({ textContent }) => textContent === "Hex")) hex.click();
    await this.drawn();
    this.checkDetails("hex");
    for (const text of [...document.querySelectorAll<HTMLElement>(".details-tool")].filter(({ textContent }) => textContent === "Text")) text.click();
  }

  private async lookAtTree(tree: HTMLElement): Promise<void> {
    if (!tree.checkVisibility()) return;
    this.key(tree, "Home");
    this.key(tree, "*");
    await this.drawn();
    this.checkDetails("expanded");
    this.key(tree, "End");
    await this.drawn();
    this.checkDetails("the end of the tree");
    this.key(tree, "Home");
    // What is searched for is what a line says, so that it is found.
    const search = tree.closest(".details-pane")?.querySelector<HTMLInputElement>(".details-search");
    const words = [...tree.querySelectorAll(".details-string")].at(-1)?.textContent ?? "";
    if (!search || words.length < 3 || this.seen.lines % SEARCHED !== 0) return;
    for (const text of [words.slice(1, 12).replace(/\p{Cs}/gu, ""), ""]) {
      search.value = text;
      search.dispatchEvent(new Event("input"));
      this.key(search, "Enter");
      await this.drawn();
      if (text !== "") this.checkDetails("searched");
    }
  }

  /** Shows a value by itself in each of its looks: of the lines of the tree that offer it, one after the other from entry to entry. */
  private async lookAtValue(): Promise<void> {
    const buttons = [...document.querySelectorAll<HTMLElement>(".details-line .details-view")].filter((each) => each.checkVisibility());
    const button = buttons[this.seen.lines % Math.max(1, buttons.length)];
    if (!button) return;
    button.click();
    await this.drawn();
    this.seen.values++;
    for (const look of document.querySelectorAll<HTMLElement>(".details-value > .details-tools > [aria-pressed]")) {
      if (look.getAttribute("aria-pressed") !== "true") look.click();
      await this.drawn();
      await this.until(() => [...document.querySelectorAll("img")].every(({ complete }) => complete), "a picture");
      this.checkDetails(`a value as ${look.textContent}`);
    }
    this.key(one(".details-value"), "Escape");
    await this.drawn();
  }

  /** Keeps the entries with the value of a cell, or leaves them out: one of both for each value, in turns. */
  private async filterBy(column: string): Promise<void> {
    const value = `${column} ${this.selected.querySelector(`.cell-${column}`)?.textContent}`;
    if (this.tried.has(value)) return;
    this.tried.add(value);
    const isKept = this.tried.size % 2 === 0;
    this.selected.querySelector(`.cell-${column}`)?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: 300, clientY: 60 }));
    const menu = one(".menu");
    this.check(`menu of ${column}`, [...foreignIn(menu), ...outsideOf(menu)]);
    const choice = menu.querySelectorAll<HTMLElement>("[role=menuitem]")[isKept ? 0 : 1];
    if (!/^(Show Only|Hide) /.test(choice?.querySelector(".menu-label")?.textContent ?? "")) {
      this.key(menu, "Escape");
      return;
    }
    choice?.click();
    await this.drawn();
    this.seen.filters++;
    const isShown = this.line() >= 0;
    this.check(`${choice?.textContent}`, [...this.filterProblems(), ...(isShown === isKept ? [] : [`the entry is ${isShown ? "still" : "not"} shown`])]);
    one(".filter-clear").click();
    await this.drawn();
    await this.until(() => this.line() >= 0, "the entry after the filter");
  }

  private async completions(): Promise<void> {
    for (const field of COMPLETED) {
      for (let place = 1; this.seen.problems.length < MOST; place++) {
        this.where = `completion ${place} of ${field}`;
        const { input, lines } = await this.complete(`${field}:`);
        if (place === 1) this.check("list", [...foreignIn(one(".filter-suggestions")), ...outsideOf(one(".filter-suggestions")), ...oneHeight("completions", lines)]);
        if (place > lines.length) break;
        for (let down = 0; down < place; down++) this.key(input, "ArrowDown");
        this.key(input, "Enter");
        this.key(input, "Enter");
        await this.drawn();
        this.seen.filters++;
        this.check(`filter ${input.value.slice(0, 80)}`, [...this.filterProblems(), ...(Number(this.table.getAttribute("aria-rowcount")) > 1 ? [] : ["nothing is shown, although the completion counted entries"])]);
      }
    }
    document.querySelector<HTMLElement>(".filter-clear:not([hidden])")?.click();
    await this.drawn();
  }

  private async complete(text: string): Promise<{ readonly input: HTMLInputElement; readonly lines: readonly Element[] }> {
    const input = document.querySelector<HTMLInputElement>(".filter-input") ?? new HTMLInputElement();
    input.focus();
    input.value = text;
    input.setSelectionRange(text.length, text.length);
    input.dispatchEvent(new Event("input"));
    this.key(input, " ", true);
    await this.drawn();
    return { input, lines: [...document.querySelectorAll(".filter-suggestion")] };
  }

  private async statistics(): Promise<void> {
    this.where = "statistics";
    const button = [...document.querySelectorAll<HTMLElement>(".toolbar button")].find((each) => /statistics/i.test(each.getAttribute("aria-label") ?? ""));
    button?.click();
    await this.until(() => document.querySelector(".statistics-view tbody tr") !== null, "the statistics");
    this.check("tables", [...foreignIn(one(".statistics-view")), ...outsideOf(one(".page"))]);
    button?.click();
    await this.drawn();
  }

  private filterProblems(): string[] {
    const isWrong = document.querySelector(".filter-invalid") !== null;
    return [...foreignIn(one(".filter-bar")), ...outsideOf(one(".filter-bar")), ...(isWrong ? [`the filter is wrong: ${document.querySelector<HTMLInputElement>(".filter-input")?.value.slice(0, 200)}`] : [])];
  }

  private checkTable(): void {
    const rows = [...document.querySelectorAll(".row:not([hidden])")];
    this.check("table", [...foreignIn(this.table), ...outsideOf(one(".list")), ...oneHeight("rows", rows), ...cellsAstray(), ...textsAstray()]);
  }

  private checkDetails(look: string): void {
    const details = one(".details");
    const lines = [...details.querySelectorAll(".details-line, .details-hex-line")].filter((each) => each.checkVisibility());
    const heads = [...details.querySelectorAll(".details-head, .details-pane-head, .details-row, .details-facts")].filter((each) => each.checkVisibility());
    this.check(look, [...foreignIn(details), ...outsideOf(details), ...oneHeight("lines", lines), ...lines.flatMap(disorderIn), ...heads.flatMap(disorderIn)]);
  }

  private check(what: string, problems: readonly string[]): void {
    for (const problem of problems.slice(0, 3)) if (this.seen.problems.length < MOST) this.seen.problems.push(`${this.where}, ${what}: ${problem}`);
  }

  private key(target: HTMLElement, key: string, ctrlKey = false): void {
    target.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));
  }

  /** Whatever was done is on the screen, with the bytes that it needs. */
  private async drawn(): Promise<void> {
    await turn();
    if (!isLoading()) return;
    await this.until(() => !isLoading(), "the bytes of a row");
    await turn();
  }

  private async until(isSo: () => boolean, what: string): Promise<void> {
    for (let patience = PATIENCE; !isSo(); patience--) {
      if (patience === 0) throw new Error(`${what} never came.`);
      await (patience % 100 === 0 ? rest() : turn());
    }
  }
}

function isLoading(): boolean {
  return document.querySelector(".details:not([hidden]) .details-loading") !== null;
}

function oneHeight(what: string, elements: readonly Element[]): string[] {
  const heights = heightsOf(elements);
  return heights.length > 1 ? [`${what} are ${heights.join(" and ")} pixels high`] : [];
}

function one(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector} in the page.`);
  return found;
}
