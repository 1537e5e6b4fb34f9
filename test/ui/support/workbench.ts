import assert from "node:assert/strict";
import type { Frame, Locator, Page } from "playwright-core";
import { mkdir } from "node:fs/promises";
import { inRoot } from "../../run/paths.mjs";

/** The workbench as a person sees it: everything here is found by its words or its role, not by where it is. */
export class Workbench {
  constructor(
    readonly page: Page,
    /** Absolute path of the open folder. */
    readonly folder: string,
    private readonly end: () => Promise<void>,
  ) {}

  /** Opens the Command Palette with a text in it. */
  async openPalette(text = ""): Promise<void> {
    const input = this.quickInput();
    await this.page.keyboard.press("F1");
    await input.waitFor();
    await input.fill(`>${text}`);
  }

  /** Runs a command by the whole title the palette shows, `Category: Title`. */
  async runCommand(title: string): Promise<void> {
    const row = this.quickRow(title);
    // A window that is still starting may close the palette again, or know the command a moment later.
    for (let patience = 3; patience > 0; patience--) {
      await this.openPalette(title);
      if (await row.waitFor({ timeout: 8000 }).then(() => true, () => false)) break;
      await this.page.keyboard.press("Escape");
    }
    await row.click();
  }

  /** Chooses an entry of the open quick pick by its whole label, after typing `filter` where that is given. */
  async pick(label: string, filter?: string): Promise<void> {
    if (filter !== undefined) await this.quickInput().fill(filter);
    await this.quickRow(label).click();
  }

  /** Answers the open input box. */
  async answer(text: string): Promise<void> {
    // A box that is just coming may still be given what it proposes.
    do {
      await this.quickInput().fill(text);
      await this.page.waitForTimeout(200);
    } while ((await this.quickInput().inputValue()) !== text);
    await this.quickInput().press("Enter");
  }

  /** The text field of whatever quick input is open: palette, pick or box. */
  quickInput(): Locator {
    return this.page.locator(".quick-input-widget input[type=text]").first();
  }

  /** The row of the open quick pick with this whole label. */
  quickRow(label: string): Locator {
    const name = this.page.locator(".label-name").getByText(label, { exact: true });
    return this.page.locator(".quick-input-widget .monaco-list-row").filter({ has: name }).first();
  }

  /** Opens a view container from the activity bar by its title. */
  async openContainer(title: string): Promise<void> {
    const tab = this.page.locator(".activitybar").getByRole("tab", { name: new RegExp(`^${escaped(title)}`) });
    if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
  }

  /** A row of a tree whose text contains this. */
  treeItem(text: string | RegExp): Locator {
    return this.page.getByRole("treeitem").filter({ hasText: text }).first();
  }

  async clickTreeItem(text: string | RegExp): Promise<void> {
    await this.treeItem(text).click();
  }

  /** Clicks an inline action, which shows only under the pointer, by its tooltip. */
  async clickTreeAction(item: string | RegExp, action: string): Promise<void> {
    const row = this.treeItem(item);
    await row.hover();
    await row.getByRole("button", { name: action }).click();
  }

  /** A row of a tree by what a screen reader says of it: label, state and description, in whatever place they are drawn. */
  row(spoken: RegExp): Locator {
    return this.page.getByRole("treeitem", { name: spoken }).first();
  }

  /** Clicks an inline action of a row by its tooltip. */
  async rowAction(spoken: RegExp, action: string): Promise<void> {
    await this.row(spoken).hover();
    await this.row(spoken).getByRole("button", { name: action }).click();
  }

  /** Points at a row until its hover says this; the hover stays open. */
  async hoverShows(row: Locator, text: RegExp, timeoutMs = 30_000): Promise<void> {
    const hover = this.page.locator(".monaco-hover:visible .hover-contents").first();
    for (const end = Date.now() + timeoutMs; ; ) {
      // It comes after a moment, says "Loading..." first, and a row drawn anew under the pointer forgets about it.
      await row.hover();
      const shown = await this.settles(hover, text, 3000);
      if (text.test(shown)) return;
      if (Date.now() > end) assert.fail(`The hover does not show ${String(text)} but:\n${shown}`);
      await this.leave();
    }
  }

  /** What is shown once it matches, or at the end of the time. */
  private async settles(what: Locator, text: RegExp, timeoutMs: number): Promise<string> {
    let shown = "";
    for (const end = Date.now() + timeoutMs; Date.now() < end && !text.test(shown); await this.page.waitForTimeout(100)) {
      // It may go away between two looks; then there is nothing to read yet.
      shown = (await what.innerText({ timeout: 500 }).catch(() => "")).replaceAll("\u00a0", " ");
    }
    return shown;
  }

  /** Moves the pointer to where nothing has a hover. */
  async leave(): Promise<void> {
    const hover = this.page.locator(".monaco-hover:visible").first();
    await this.page.mouse.move(1, 1);
    // The hover of a row that was drawn anew stays when the pointer leaves, until Escape.
    for (; await hover.isVisible(); await this.page.waitForTimeout(100)) await this.page.keyboard.press("Escape");
  }

  /** Waits until this is visible somewhere in the workbench. */
  async waitForText(text: string | RegExp, timeoutMs = 30_000): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: timeoutMs });
  }

  /** The lines of the active editor that are in view; the editor draws spaces as non-breaking ones. */
  async editorText(): Promise<string> {
    const lines = this.page.locator(".editor-group-container.active .view-lines").first();
    return (await lines.innerText()).replaceAll("\u00a0", " ");
  }

  /** Waits until the active editor shows this. */
  async editorShows(text: string | RegExp, timeoutMs = 15_000): Promise<void> {
    const shows = (shown: string): boolean => (typeof text === "string" ? shown === text : text.test(shown));
    for (const end = Date.now() + timeoutMs; ; await this.page.waitForTimeout(100)) {
      const shown = await this.editorText();
      if (shows(shown)) return;
      if (Date.now() > end) assert.fail(`The editor does not show ${String(text)} but:\n${shown}`);
    }
  }

  /** The tab of an editor by the name that is on it. */
  tab(name: string): Locator {
    return this.page.locator(".tabs-container").getByRole("tab").filter({ has: this.page.getByText(name, { exact: true }) }).first();
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press("Control+p");
    await this.quickInput().fill(name);
    await this.quickRow(name).click();
    await this.tab(name).waitFor();
  }

  /** Keeps the active editor, so that the next one does not take its place. */
  async keepEditor(): Promise<void> {
    await this.runCommand("View: Keep Editor");
  }

  /**
   * @param theme as the list of themes names it
   * @param base the kind of theme: `vs`, `vs-dark`, `hc-black` or `hc-light`
   */
  async chooseTheme(theme: string, base: string): Promise<void> {
    await this.runCommand("Preferences: Color Theme");
    await this.pick(theme, theme);
    await this.page.locator(`.monaco-workbench.${base}`).waitFor();
    // The theme is there before it is chosen, as a preview; the list goes away afterwards.
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** Drags the border of the side bar, for pictures. */
  async widenSideBar(pixels: number): Promise<void> {
    const box = await this.page.locator(".part.sidebar").boundingBox();
    if (!box) throw new Error("The side bar is not shown.");
    const [x, y] = [box.x + box.width, box.y + box.height / 2];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + pixels, y, { steps: 4 });
    await this.page.mouse.up();
    await this.page.mouse.move(1, 1);
    await this.page.locator(".monaco-sash.hover").first().waitFor({ state: "detached" });
    // Its colour fades.
    await this.page.waitForTimeout(500);
    await this.leave();
  }

  /** Waits until the visible output channel has this. */
  async waitForOutput(text: RegExp): Promise<void> {
    const lines = this.page.locator(".output-view .view-lines");
    for (;;) {
      await lines.filter({ hasText: /\S/ }).waitFor();
      if (text.test((await lines.innerText()).replaceAll("\u00a0", " "))) return;
      await this.page.waitForTimeout(100);
    }
  }

  /** The frame of a visible webview that shows this text. */
  async webviewWith(text: string): Promise<Frame> {
    for (;;) {
      for (const frame of this.page.frames()) {
        // A webview that is replaced takes its frame with it.
        const shows = () => frame.getByText(text, { exact: true }).first().isVisible().catch(() => false);
        if (frame !== this.page.mainFrame() && (await shows())) return frame;
      }
      await this.page.waitForTimeout(100);
    }
  }

  /** Says yes to the question of Workspace Trust. */
  async trustFolder(): Promise<void> {
    await this.page.locator(".monaco-dialog-box").getByRole("button", { name: /^Yes, I trust the authors/ }).click();
  }

  /** Takes a picture into `out/screenshots`, to be looked at; returns its file. */
  async screenshot(name: string): Promise<string> {
    await mkdir(inRoot("out", "screenshots"), { recursive: true });
    const file = inRoot("out", "screenshots", `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Ends browser and server; rejects when a process of them is left. */
  async close(): Promise<void> {
    await this.end();
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
