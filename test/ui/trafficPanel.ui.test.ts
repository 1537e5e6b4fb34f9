import * as assert from "node:assert/strict";
import type { Frame, Locator } from "playwright-core";
import { inRoot } from "../run/paths.mjs";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

const rogue = (name: string): object => ({ command: process.execPath, args: [inRoot("test", "fixtures", "servers", `${name}.mjs`)] });
const THEMES = [
  { theme: "Dark Modern", base: "vs-dark" },
  { theme: "Light Modern", base: "vs" },
  { theme: "Dark High Contrast", base: "hc-black" },
  { theme: "Light High Contrast", base: "hc-light" },
] as const;

/** One story in the real workbench: the panel as VS Code shows it, in its themes, moved and hidden. */
describe("the Traffic panel", () => {
  let workbench: Workbench;
  let frame: Frame;

  before(async () => {
    workbench = await openInstalled({ width: 1400, height: 900, settings: { "wirelight.servers": { weather: rogue("noise"), silent: rogue("silent") }, "wirelight.codeAnalysis.enabled": false } });
  });
  after(async () => {
    await workbench?.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench?.screenshot(`failed ${this.currentTest.title.slice(0, 60)}`.replaceAll(/[^\w]+/g, "-"));
  });

  const table = (): Locator => frame.getByRole("treegrid", { name: "Traffic" });
  const row = (text: string): Locator => table().locator(".row:not([hidden])").filter({ hasText: text }).first();

  /** The panel's page; it is another one whenever the panel was hidden. */
  async function panel(): Promise<Frame> {
    await workbench.runCommand("Wirelight: Show Traffic Panel");
    return workbench.webviewWith("Waterfall");
  }

  it("shows what servers do", async () => {
    await workbench.openContainer("Wirelight");
    for (const name of ["weather", "silent"]) await workbench.row(new RegExp(`^${name}, Running`)).waitFor();
    frame = await panel();
    await row("initialize").waitFor();
    await row("tools/list").waitFor();
    await workbench.screenshot("traffic-panel");
  });

  it("has the keyboard when it is clicked, and shows the details of an entry", async () => {
    await row("initialize").click();
    await workbench.page.keyboard.press("Enter");
    await frame.getByRole("region", { name: "Details of the selected entry" }).getByText("protocolVersion").first().waitFor();
    await workbench.screenshot("traffic-panel-details");
  });

  it("selects all its entries and copies them, and no text of the page, with the keys that the workbench has too", async () => {
    const { keyboard } = workbench.page;
    await row("initialize").click();
    await keyboard.press("Control+a");
    await frame.locator(".counts").getByText(/^\d+ selected · /).waitFor();
    assert.equal(await frame.evaluate("document.getSelection().toString()"), "");
    await workbench.screenshot("traffic-panel-selected");
    await keyboard.press("Control+c");
    await workbench.page.getByText(/Copied \d+ messages/).first().waitFor();
    await row("initialize").click();
    await frame.locator(".counts").getByText(/^\d+ selected/).waitFor({ state: "hidden" });
  });

  it("is the same again after it was hidden", async () => {
    await frame.getByRole("button", { name: "Columns..." }).click();
    await frame.getByRole("menuitemcheckbox", { name: "Kind" }).click();
    await workbench.page.keyboard.press("Escape");
    await workbench.runCommand("View: Toggle Panel Visibility");
    frame = await panel();
    await frame.getByRole("columnheader", { name: "Kind" }).waitFor();
    assert.match(await table().locator(".row[aria-selected=true]").innerText(), /initialize/);
  });

  it("keeps a filter under a name in the settings, and colours the rows that match", async () => {
    const input = frame.getByRole("combobox", { name: "Filter traffic" });
    await input.fill("method:initialize");
    await input.press("Enter");
    await frame.getByRole("button", { name: "Saved and earlier filters" }).click();
    await frame.getByRole("menuitem", { name: "Save “method:initialize”..." }).click();
    await frame.getByRole("textbox", { name: "Name of the filter" }).fill("Beginnings");
    await frame.getByRole("combobox", { name: "Colour of the rows that match" }).selectOption("Purple");
    await workbench.screenshot("traffic-panel-save-filter");
    await frame.getByRole("button", { name: "Save", exact: true }).click();
    await input.fill("");
    await workbench.page.waitForTimeout(500);
    await workbench.runCommand("View: Toggle Panel Visibility");
    frame = await panel();
    await table().locator(".row[data-color=purple]").filter({ hasText: "initialize" }).first().waitFor();
    await frame.getByRole("button", { name: "Saved and earlier filters" }).click();
    await frame.getByRole("menuitemcheckbox", { name: /^Beginnings/ }).waitFor();
    await workbench.screenshot("traffic-panel-saved-filters");
    await workbench.page.keyboard.press("Escape");
  });

  for (const { theme, base } of THEMES) {
    it(`can be read in the theme ${theme}`, async () => {
      await workbench.chooseTheme(theme, base);
      await row("initialize").waitFor();
      await workbench.screenshot(`traffic-panel-${theme.toLowerCase().replaceAll(" ", "-")}`);
      const [text, background] = await frame.evaluate<string[]>('[getComputedStyle(document.querySelector(".row .cell-method")).color, getComputedStyle(document.body).backgroundColor]');
      assert.notEqual(text, background);
    });
  }
});
