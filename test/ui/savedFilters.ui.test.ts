import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { SavedFilter } from "../../src/core/trace/filter/savedFilter";
import type { TrafficPage, TrafficPageOptions } from "../run/trafficPage.mjs";
import { trafficChromium } from "./support/trafficChromium";

const ERRORS: SavedFilter = { name: "Errors", filter: "status:error", color: "red" };
const WEATHER: SavedFilter = { name: "Weather", filter: "tool:get_weather", color: "blue" };
const STDERR: SavedFilter = { name: "Stderr", filter: "kind:stderr" };
/** A name that would act on a page that took it for markup or printed it as it is. */
const HOSTILE = "\u202e<img src=x onerror=alert(1)>";

describe("saved filters of the Traffic page", () => {
  const openPage = trafficChromium();
  let traffic: TrafficPage;
  let page: Page;

  async function open(filters: readonly SavedFilter[], options: TrafficPageOptions = {}): Promise<void> {
    traffic = await openPage({ ...options, state: { follow: false, ...(options.state as object) } });
    ({ page } = traffic);
    await traffic.order({ type: "filters", filters });
    await traffic.playEveryday();
    await traffic.settled();
  }

  const input = (): Locator => page.getByRole("combobox", { name: "Filter traffic" });
  const button = (): Locator => page.getByRole("button", { name: /^Saved and earlier filters/ });
  const menu = (): Locator => page.getByRole("menu", { name: "Filters" });
  const dialog = (): Locator => page.getByRole("dialog", { name: "Saved filters" });
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const row = (text: string): Locator => page.locator(".row:not([hidden])").filter({ hasText: text }).first();
  const counts = async (text: RegExp | string): Promise<void> => page.locator(".counts").filter({ hasText: text }).waitFor();
  /** What the settings hold after the last change of the page. */
  const kept = async (): Promise<readonly SavedFilter[] | undefined> => (await traffic.reports()).flatMap((report) => (report.type === "filtersSaved" ? [report.filters] : [])).at(-1);
  const becomes = async (check: () => Promise<boolean>): Promise<void> => {
    for (let patience = 100; !(await check()); patience--) {
      assert.ok(patience > 0, "it never became so");
      await page.waitForTimeout(50);
    }
  };
  const keeps = (filters: readonly SavedFilter[]): Promise<void> => becomes(async () => JSON.stringify(await kept()) === JSON.stringify(filters));

  async function type(text: string): Promise<void> {
    await input().click();
    await page.keyboard.type(text);
    await press("Enter");
  }

  async function openEditor(): Promise<void> {
    await button().click();
    await menu().getByRole("menuitem", { name: "Edit Saved Filters..." }).click();
    await dialog().waitFor();
  }

  it("keeps the filter under a name and a colour, with the keyboard alone", async () => {
    await open([ERRORS]);
    await type("tool:get_weather");
    await button().focus();
    await press("Enter");
    await menu().getByRole("menuitem", { name: "Save “tool:get_weather”..." }).waitFor();
    await press("Enter");
    const name = page.getByRole("textbox", { name: "Name of the filter" });
    assert.equal(await name.inputValue(), "get_weather");
    await page.keyboard.type("Weather");
    await press("Tab");
    await page.keyboard.type("Blue");
    await press("Tab");
    await press("Enter");
    await keeps([ERRORS, WEATHER]);
    await page.getByRole("button", { name: "Saved and earlier filters; this is Weather" }).waitFor();
    assert.equal(await page.locator(".filter-active").innerText(), "Weather");
    await page.getByRole("status").filter({ hasText: "Saved as Weather." }).waitFor({ state: "attached" });
  });

  it("takes a saved filter from the menu and away again, and knows it however it is written", async () => {
    await open([ERRORS, STDERR]);
    await button().click();
    for (const key of ["End", "Home", "s"]) await press(key);
    await menu().getByRole("menuitemcheckbox", { name: /^Stderr\s*kind:stderr$/ }).waitFor();
    await press("Enter");
    await counts("3 of 49");
    assert.equal(await input().inputValue(), "kind:stderr");
    await input().fill("  (status:ERROR) ");
    await page.getByRole("button", { name: "Saved and earlier filters; this is Errors" }).click();
    await menu().getByRole("menuitemcheckbox", { name: /^Errors/, checked: true }).click();
    await counts("49 entries");
    await page.getByRole("button", { name: "Saved and earlier filters", exact: true }).waitFor();
  });

  it("renames, recolours, rewrites and puts in order, and says what cannot be", async () => {
    await open([ERRORS, STDERR]);
    await openEditor();
    const name = dialog().getByRole("textbox", { name: "Name of Stderr" });
    await name.fill("Errors");
    await press("Enter");
    await dialog().getByText("“Errors” is the name of another saved filter. Choose another one.").waitFor();
    await press("Escape");
    assert.equal(await name.inputValue(), "Stderr");
    await name.fill("Noise");
    await press("Enter");
    await keeps([ERRORS, { ...STDERR, name: "Noise" }]);
    await dialog().getByRole("combobox", { name: "Colour of the rows that match Stderr" }).selectOption("Purple");
    await keeps([ERRORS, { ...STDERR, name: "Noise", color: "purple" }]);
    const text = dialog().getByRole("textbox", { name: "Filter of Stderr" });
    await text.fill("kind:nonsense");
    await press("Enter");
    await dialog().getByText(/^The filter is wrong: kind is never “nonsense”/).waitFor();
    await text.fill("kind:stderr OR kind:junk");
    await press("Enter");
    const noise = { name: "Noise", filter: "kind:stderr OR kind:junk", color: "purple" };
    await keeps([ERRORS, noise]);
    await dialog().getByRole("button", { name: "Move Stderr up" }).click();
    await keeps([noise, ERRORS]);
    assert.equal(await page.evaluate("document.activeElement.value"), "Noise");
    await press("Escape");
    await dialog().waitFor({ state: "hidden" });
  });

  it("goes on with what is being typed when the filters are changed elsewhere, unless the filter is gone", async () => {
    await open([ERRORS, STDERR]);
    await openEditor();
    const name = dialog().getByRole("textbox", { name: "Name of Stderr" });
    await name.focus();
    await press("End");
    await page.keyboard.type(" and");
    await traffic.order({ type: "filters", filters: [WEATHER, ERRORS, STDERR] });
    await dialog().getByRole("textbox", { name: "Name of Weather" }).waitFor();
    assert.equal(await name.inputValue(), "Stderr and");
    await page.keyboard.type(" more");
    await press("Enter");
    await keeps([WEATHER, ERRORS, { ...STDERR, name: "Stderr and more" }]);
    await page.keyboard.type("!");
    await traffic.order({ type: "filters", filters: [WEATHER] });
    await page.getByRole("alert").getByText(/^The filter Stderr and more was changed or deleted elsewhere/).waitFor();
    assert.deepEqual(await kept(), [WEATHER, ERRORS, { ...STDERR, name: "Stderr and more" }], "nothing half typed was kept");
  });

  it("deletes, and brings back where it was", async () => {
    await open([ERRORS, WEATHER, STDERR]);
    await openEditor();
    await dialog().getByRole("button", { name: "Delete Weather" }).click();
    await keeps([ERRORS, STDERR]);
    await dialog().getByText("“Weather” was deleted.").waitFor();
    await press("Enter");
    await keeps([ERRORS, WEATHER, STDERR]);
    await dialog().getByRole("button", { name: "Delete Weather" }).click();
    await keeps([ERRORS, STDERR]);
    await press("Escape");
    // Its text is not lost.
    await button().click();
    await menu().getByRole("menuitem", { name: "tool:get_weather" }).waitFor();
  });

  for (const lateFrames of [0, 300]) {
    it(`takes back what the settings refuse, and says why, ${lateFrames === 0 ? "after it was shown" : "before it was even shown"}`, async () => {
      await open([STDERR], { lateFrames });
      await openEditor();
      await dialog().getByRole("textbox", { name: "Name of Stderr" }).fill("refused");
      await press("Enter");
      await page.getByRole("alert").getByText("The filters were not saved: settings.json has unsaved changes.").waitFor();
      // The name comes back a moment after its label.
      await becomes(async () => (await dialog().getByRole("textbox", { name: "Name of Stderr" }).inputValue()) === "Stderr");
      assert.equal(await kept(), undefined);
    });
  }

  it("keeps no filter that is wrong", async () => {
    await open([]);
    await type("kind:nonsense");
    await button().click();
    await menu().getByRole("menuitem", { name: /^Save/ }).click();
    await page.getByRole("alert").getByText(/^The filter was not saved, since it is wrong: kind is never/).waitFor();
  });

  it("colours the rows that match, the first filter deciding, and says which one", async () => {
    await open([ERRORS, { name: "Calls", filter: "method:tools/call", color: "green" }]);
    assert.equal(await row("get_forecast").getAttribute("data-color"), "red");
    assert.equal(await row("get_forecast").getAttribute("aria-description"), "matches Errors");
    assert.equal(await row("read_file").getAttribute("data-color"), "green");
    await row("read_file").locator(".gutter").hover();
    assert.equal(await row("read_file").locator(".gutter").getAttribute("title"), "matches Calls");
    assert.equal(await row("initialize").getAttribute("data-color"), null);
    await traffic.order({ type: "filters", filters: [WEATHER] });
    await page.locator(".row[data-color=blue]").first().waitFor();
    assert.equal(await row("get_forecast").getAttribute("data-color"), null);
  });

  it("colours nothing when told so, also after the page was loaded anew", async () => {
    await open([WEATHER]);
    await page.locator(".row[data-color]").first().waitFor();
    await button().click();
    await menu().getByRole("menuitemcheckbox", { name: "Colour Rows", checked: true }).click();
    await page.locator(".row[data-color]").first().waitFor({ state: "detached" });
    await becomes(() => page.evaluate("JSON.parse(sessionStorage.getItem('webview-state')).colorRows === false"));
    await page.reload();
    await traffic.order({ type: "filters", filters: [WEATHER] });
    await traffic.playEveryday();
    await traffic.settled();
    assert.equal(await page.locator(".row[data-color]").count(), 0);
  });

  it("marks rows in every theme, by a line alone where the theme is one of lines", async () => {
    for (const theme of ["dark", "light", "contrast"] as const) {
      await open([WEATHER], { theme });
      const weather = await page.evaluate<{ readonly line: string; readonly background: string }>(LOOK);
      assert.match(weather.line, theme === "contrast" ? /^5px solid rgb/ : /^3px solid rgb/, theme);
      assert.equal(weather.background === "rgba(0, 0, 0, 0)", theme === "contrast", `${theme}: ${weather.background}`);
      if (theme !== "contrast") await page.close();
    }
  });

  it("takes over the filters that an earlier version kept with the view, once", async () => {
    traffic = await openPage({ state: { savedFilters: ["kind:stderr", "tool:get_weather"] } });
    ({ page } = traffic);
    await keeps([{ name: "stderr", filter: "kind:stderr" }, { name: "get_weather", filter: "tool:get_weather" }]);
    await becomes(() => page.evaluate("JSON.parse(sessionStorage.getItem('webview-state')).savedFilters.length === 0"));
    await page.reload();
    await traffic.order({ type: "filters", filters: [ERRORS] });
    await traffic.playEveryday();
    await traffic.settled();
    assert.equal(await kept(), undefined);
  });

  it("shows a name as text and nothing else", async () => {
    await open([{ name: HOSTILE, filter: "tool:get_weather", color: "red" }]);
    await button().click();
    await menu().getByRole("menuitemcheckbox", { name: /^\\u\{202e\}<img src=x onerror=alert\(1\)>/ }).click();
    assert.match((await button().getAttribute("aria-label")) ?? "", /this is \\u\{202e\}<img/);
    await openEditor();
    assert.equal(await page.locator("img").count(), 0);
  });
});

/** What a person sees of a coloured row. */
const LOOK = `(() => {
  const row = document.querySelector(".row[data-color=blue]:not([hidden])");
  const { borderLeftWidth, borderLeftStyle, borderLeftColor } = getComputedStyle(row.querySelector(".gutter"));
  return { line: [borderLeftWidth, borderLeftStyle, borderLeftColor].join(" "), background: getComputedStyle(row).backgroundColor };
})()`;
