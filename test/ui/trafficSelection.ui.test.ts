import * as assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { TrafficPage, TrafficPageOptions } from "../run/trafficPage.mjs";
import { trafficChromium } from "./support/trafficChromium";

/** Several entries of the Traffic page at once: selecting them with mouse and keyboard, and what is done with them. */
/** Of what is selected: text and background. */
const FORCED_COLOURS = `(() => {
  const probe = document.createElement("div");
  probe.style.cssText = "forced-color-adjust: none; color: HighlightText; background: Highlight";
  document.body.append(probe);
  const { color, backgroundColor } = getComputedStyle(probe);
  probe.remove();
  return [color, backgroundColor];
})()`;
/** The background of a line, then the colours of its texts and of its bar. */
const coloursOfLine = (line: number): string => `(() => {
  const row = document.querySelector('.row:not([hidden])[aria-rowindex="${line + 2}"]');
  const of = (selector, name) => [...row.querySelectorAll(selector)].map((each) => getComputedStyle(each)[name]);
  return [getComputedStyle(row).backgroundColor, ...of(".cell", "color"), ...of(".waterfall-bar", "backgroundColor")];
})()`;

describe("several selected entries of the Traffic page", () => {
  const openPage = trafficChromium();
  let opened: TrafficPage;
  let page: Page;

  async function open(options: TrafficPageOptions = {}): Promise<void> {
    opened = await openPage({ height: 700, ...options });
    page = opened.page;
  }

  async function everyday(options: TrafficPageOptions = {}): Promise<void> {
    await open({ state: { follow: false }, ...options });
    await opened.playEveryday();
    await opened.settled();
  }

  const table = (): Locator => page.getByRole("treegrid", { name: "Traffic" });
  const row = (text: RegExp | string): Locator => table().locator(".row:not([hidden])").filter({ hasText: text }).first();
  const line = (number: number): Locator => table().locator(`.row:not([hidden])[aria-rowindex="${number + 2}"]`);
  const item = (name: RegExp | string): Locator => page.getByRole("menuitem", { name });
  const counts = (): Locator => page.locator(".counts").last();
  const drawn = (): Promise<void> => page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))");
  /** The lines that are selected, from top to bottom, as far as they are in sight. */
  const selected = async (): Promise<number[]> => {
    await drawn();
    const indices = await page.evaluate<number[]>('[...document.querySelectorAll(".row:not([hidden])[aria-selected=true]")].map((each) => Number(each.getAttribute("aria-rowindex")) - 2)');
    return indices.sort((left, right) => left - right);
  };
  /** The line that the keyboard is at. */
  const cursor = async (): Promise<number> => {
    await drawn();
    const id = await table().getAttribute("aria-activedescendant");
    return Number(await page.locator(`[id="${id}"]`).getAttribute("aria-rowindex")) - 2;
  };
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
    await drawn();
  };
  const acted = async (): Promise<readonly { readonly action: string; readonly seqs: readonly number[]; readonly text: string | undefined }[]> => {
    await page.waitForTimeout(100);
    return (await opened.reports()).flatMap((report) => (report.type === "acted" ? [{ action: report.action, seqs: report.seqs, text: report.text }] : []));
  };
  const spoken = (text: RegExp | string): Promise<void> => page.getByRole("status").filter({ hasText: text }).waitFor({ state: "attached" });
  const filter = (): Locator => page.getByRole("search").getByRole("combobox");

  it("are taken in and out one by one with Ctrl+click, and a click ends it", async () => {
    await everyday();
    assert.equal(await table().getAttribute("aria-multiselectable"), "true");
    await line(2).click();
    await line(5).click({ modifiers: ["Control"] });
    await line(3).click({ modifiers: ["Control"] });
    assert.deepEqual(await selected(), [2, 3, 5]);
    await spoken("3 selected");
    await line(5).click({ modifiers: ["Control"] });
    assert.deepEqual(await selected(), [2, 3]);
    await line(4).click();
    assert.deepEqual(await selected(), [4]);
  });

  it("reach from one click to the next with Shift", async () => {
    await everyday();
    await line(4).click();
    await line(7).click({ modifiers: ["Shift"] });
    assert.deepEqual(await selected(), [4, 5, 6, 7]);
    await line(2).click({ modifiers: ["Shift"] });
    assert.deepEqual(await selected(), [2, 3, 4]);
    await line(8).click({ modifiers: ["Control"] });
    await line(9).click({ modifiers: ["Control", "Shift"] });
    assert.deepEqual(await selected(), [2, 3, 4, 8, 9]);
  });

  it("are made with the keyboard alone", async () => {
    await everyday();
    await table().focus();
    await press("Home", "ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown");
    assert.deepEqual(await selected(), [1, 2, 3]);
    await spoken("3 selected");
    await press("Shift+ArrowUp");
    assert.deepEqual(await selected(), [1, 2]);
    assert.equal(await cursor(), 2);
    await press("Shift+Home");
    assert.deepEqual(await selected(), [0, 1]);
    await press("Shift+PageDown");
    const some = await selected();
    assert.equal(some[0], 1);
    assert.ok(some.length > 5);
    await press("Shift+PageUp");
    assert.deepEqual(await selected(), [0, 1]);
    await press("Shift+End");
    await counts().getByText(/^\d+ selected/).waitFor();
    assert.equal((await selected()).at(-1), Number(await table().getAttribute("aria-rowcount")) - 2);
  });

  it("are chosen one by one with the keyboard: Ctrl with an arrow passes by, Ctrl+Space takes in and out", async () => {
    await everyday();
    await table().focus();
    await press("Home", "Control+ArrowDown", "Control+ArrowDown");
    assert.deepEqual(await selected(), [0]);
    assert.equal(await cursor(), 2);
    await press("Control+Space");
    assert.deepEqual(await selected(), [0, 2]);
    await press("Control+Space");
    assert.deepEqual(await selected(), [0]);
    assert.equal(await cursor(), 2, "the keyboard stays where it is");
    await press("ArrowDown");
    assert.deepEqual(await selected(), [3]);
  });

  it("are narrowed to one by Escape, and then to none", async () => {
    await everyday();
    await line(3).click();
    await press("Shift+ArrowDown", "Shift+ArrowDown", "Escape");
    assert.deepEqual(await selected(), [5]);
    await press("Escape");
    assert.deepEqual(await selected(), []);
  });

  it("are all that is shown with Ctrl+A, and are counted with their time and bytes", async () => {
    await everyday({ state: { follow: false, filter: "server:weather kind:request" } });
    await table().focus();
    await press("Home", "Enter");
    await page.getByRole("region", { name: "Details of the selected entry" }).getByText("protocolVersion").first().waitFor();
    await press("Control+a");
    // What the workbench does with this key.
    await page.evaluate('document.execCommand("selectAll")');
    assert.equal(await page.evaluate("document.getSelection().toString()"), "", "no text of the details");
    const lines = Number(await table().getAttribute("aria-rowcount")) - 1;
    assert.ok(lines > 3);
    await counts().getByText(new RegExp(`^${lines} selected · .* s · .* kB$`)).waitFor();
    await press("Escape");
    await counts().waitFor({ state: "hidden" });
  });

  it("stay selected when the filter hides them, and only what is shown is acted on", async () => {
    await everyday();
    await row("get_forecast").click();
    await row("weather://stations/oslo").click({ modifiers: ["Control"] });
    await row("initialize").click({ modifiers: ["Control"] });
    await filter().fill("tool:get_forecast");
    await counts().getByText("3 selected, 1 of them shown").waitFor();
    await table().focus();
    await press("Space");
    await table().locator(".row.marked").filter({ hasText: "get_forecast" }).waitFor();
    assert.deepEqual((await acted()).map(({ action, seqs }) => [action, seqs.length]), [["mark", 1]]);
    await filter().fill("");
    await row("initialize").waitFor();
    assert.equal((await selected()).length, 3);
    assert.equal(await table().locator(".row.marked").count(), 1);
  });

  it("are marked and unmarked together with Space, and those that are marked already keep their comments", async () => {
    await everyday();
    await line(3).click();
    await press("Space");
    await table().locator(".row.marked").waitFor();
    await press("Shift+ArrowDown", "Shift+ArrowDown", "Space");
    await spoken("2 marked.");
    await line(5).and(page.locator(".marked")).waitFor();
    await press("Space");
    await spoken("3 marks removed.");
    await table().locator(".row.marked").first().waitFor({ state: "detached" });
    assert.deepEqual((await acted()).map(({ action, seqs }) => [action, seqs.length]), [["mark", 1], ["mark", 2], ["unmark", 3]]);
  });

  it("are copied, exported, saved and commented on together, in the order of the table", async () => {
    await everyday();
    await row("weather://stations/oslo").click();
    await row("initialize").click({ modifiers: ["Control"] });
    await row("get_forecast").click({ modifiers: ["Control"] });
    await page.evaluate('document.dispatchEvent(new ClipboardEvent("copy", { cancelable: true }))');
    for (const name of ["Export Selected...", "Save Selected as Recording...", "Add Comment...", "Copy as JSON"]) {
      await row("initialize").click({ button: "right" });
      await item(name).click();
    }
    const done = await acted();
    assert.deepEqual(done.map(({ action }) => action), ["copyJson", "export", "save", "comment", "copyJson"]);
    for (const { seqs } of done) {
      assert.equal(seqs.length, 3);
      assert.deepEqual(seqs, seqs.toSorted((one, other) => one - other));
    }
    assert.deepEqual(done.map(({ text }) => text), Array.from({ length: 5 }, () => undefined), "nothing but what is selected is meant");
    await page.getByRole("button", { name: "Export traffic..." }).click();
    assert.deepEqual((await acted()).at(-1), { action: "export", seqs: done[0]?.seqs, text: "" });
  });

  it("are compared when there are two, and have no menu items that are for one", async () => {
    await everyday();
    await row("get_weather").click();
    await row("get_forecast").click({ modifiers: ["Control"] });
    await row("get_forecast").locator(".cell-server").click({ button: "right" });
    await page.getByRole("menu", { name: "Actions for 2 entries" }).waitFor();
    await item(/^Show Only Server “weather”/).waitFor();
    for (const name of ["Open in Editor", "Send Again", "Copy as wirelight Command"]) assert.equal(await item(name).count(), 0, name);
    await item("Compare Selected").click();
    assert.deepEqual((await acted()).map(({ action, seqs }) => [action, seqs.length]), [["compare", 2]]);
    await row("initialize").click({ modifiers: ["Control"] });
    await row("initialize").click({ button: "right" });
    await item("Copy as JSON").waitFor();
    assert.equal(await item("Compare Selected").count(), 0);
    await press("Escape");
    await row("tools/list").click({ button: "right" });
    await item("Open in Editor").waitFor();
    await press("Escape");
    assert.equal((await selected()).length, 1, "another entry has taken the place of what was selected");
  });

  it("reach over several sessions, whose own lines are passed over", async () => {
    await open({ height: 1400 });
    await opened.order({ type: "earlier", rows: 40 });
    await opened.playEveryday();
    await opened.settled();
    await page.getByRole("combobox", { name: "Session" }).selectOption({ label: "All Sessions" });
    const heading = table().locator(".row.group").filter({ hasText: "Earlier: yesterday" });
    await heading.click();
    await row("everything").waitFor();
    const at = Number(await heading.getAttribute("aria-rowindex")) - 2;
    await table().focus();
    await press("Control+a");
    const lines = Number(await table().getAttribute("aria-rowcount")) - 1;
    await counts().getByText(new RegExp(`^${lines - 2} selected`)).waitFor();
    await line(at - 1).click();
    await press("Shift+ArrowDown");
    assert.deepEqual(await selected(), [at - 1]);
    assert.equal(await cursor(), at, "the keyboard goes over it all the same");
    await press("Shift+ArrowDown");
    assert.deepEqual(await selected(), [at - 1, at + 1]);
    await counts().getByText(/^2 selected/).waitFor();
    await press("Space");
    await spoken("2 marked.");
    await page.waitForTimeout(100);
    const reports = (await opened.reports()).flatMap((report) => (report.type === "acted" ? [report] : []));
    assert.deepEqual(reports.map(({ action, seqs, beside }) => [action, seqs.length, beside?.map((rows) => [rows.session, rows.seqs.length])]), [["mark", 1, [["yesterday", 1]]]]);
  });

  for (const theme of ["dark", "light", "contrast"] as const) {
    it(`are read in the colours of the system where those are forced, in the theme ${theme}`, async () => {
      await everyday({ theme });
      await page.emulateMedia({ forcedColors: "active" });
      await line(2).click();
      await line(5).click({ modifiers: ["Control"] });
      for (const number of [2, 5]) await line(number).and(page.locator(".selected")).waitFor();
      const [text, background] = await page.evaluate<readonly string[]>(FORCED_COLOURS);
      for (const where of ["the table", "the filter"]) {
        if (where === "the filter") await filter().focus();
        for (const number of [2, 5]) {
          const colours = await page.evaluate<readonly string[]>(coloursOfLine(number));
          assert.deepEqual([...new Set(colours.slice(1))], [text], `line ${number}, the focus in ${where}`);
          assert.equal(colours[0], background, `line ${number}, the focus in ${where}`);
        }
      }
      assert.notEqual(text, background);
    });
  }

  it("are found again after a reload, with the cursor and its details", async () => {
    await everyday();
    await row("initialize").click();
    await row("get_forecast").click({ modifiers: ["Control"] });
    await press("Enter");
    const before = await selected();
    await page.reload();
    await opened.playEveryday();
    await opened.settled();
    assert.deepEqual(await selected(), before);
    await counts().getByText(/^2 selected/).waitFor();
    await page.getByRole("region", { name: "Details of the selected entry" }).getByText("Unknown tool").first().waitFor();
    await table().focus();
    await press("Shift+ArrowDown");
    assert.equal((await selected()).length, 2, "a range goes on from the cursor");
  });

  it("are let go when they leave", async () => {
    await everyday();
    await line(2).click();
    await line(6).click({ modifiers: ["Shift"] });
    await counts().getByText(/^5 selected/).waitFor();
    await opened.order({ type: "clear" });
    await counts().waitFor({ state: "hidden" });
    await opened.playEveryday();
    await opened.settled();
    assert.deepEqual(await selected(), []);
  });

  it("are at most so many that the page stays quick, and it says what to do about more", async function () {
    this.timeout(120_000);
    await open();
    await opened.order({ type: "burst", rows: 12_000 });
    await opened.settled();
    await table().focus();
    await press("Control+a");
    await page.getByRole("alert").getByText("12,000 entries are more than the 10,000 that can be selected. Narrow the filter, or use Export or Save Recording for all that it shows.").waitFor();
    assert.deepEqual(await selected(), []);
    await press("Home");
    await press(...Array.from({ length: 3 }, () => "Shift+PageDown"));
    await counts().getByText(/^\d+ selected · /).waitFor();
    await page.waitForTimeout(500);
    await page.reload();
    await opened.order({ type: "burst", rows: 10_000 });
    await opened.settled();
    await table().focus();
    await press("Control+a");
    await counts().getByText(/^10,000 selected · .*B$/).waitFor();
    await page.evaluate('document.dispatchEvent(new ClipboardEvent("copy", { cancelable: true }))');
    assert.deepEqual((await acted()).map(({ action, seqs }) => [action, seqs.length]), [["copyJson", 10_000]]);
  });
});
