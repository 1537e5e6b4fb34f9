import * as assert from "node:assert/strict";
import type { Frame, Locator } from "playwright-core";
import { inRoot } from "../run/paths.mjs";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

const rogue = (name: string): object => ({ command: process.execPath, args: [inRoot("test", "fixtures", "servers", `${name}.mjs`)] });

/** One story, told in order: what crossed the wire before the window was reloaded stands beside what does now. */
describe("this window and earlier sessions together in the Traffic panel", () => {
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
  const groups = (): Locator => table().locator(".row.group:not(.sticky)");
  const earlier = (): Locator => groups().filter({ hasText: "Today" }).first();
  const details = (): Locator => frame.getByRole("region", { name: "Details of the selected entry" });

  async function panel(): Promise<Frame> {
    await workbench.runCommand("Wirelight: Show Traffic Panel");
    return workbench.webviewWith("Waterfall");
  }

  async function running(): Promise<void> {
    await workbench.openContainer("Wirelight");
    for (const name of ["weather", "silent"]) await workbench.row(new RegExp(`^${name}, Running`)).waitFor();
  }

  it("has a call on its way when the window is reloaded", async () => {
    await running();
    await workbench.runCommand("Wirelight: Call Tool...");
    await workbench.quickInput().fill("wait");
    await workbench.page.locator(".quick-input-widget .monaco-list-row").filter({ hasText: "silent" }).first().click();
    await workbench.row(/^tools\/call wait, sent, pending/).waitFor();
    const reloaded = workbench.page.waitForEvent("load");
    await workbench.runCommand("Developer: Reload Window");
    await reloaded;
    await workbench.page.locator(".monaco-workbench").waitFor();
    await running();
  });

  it("shows all sessions, of which the earlier one is opened when it is expanded", async () => {
    frame = await panel();
    await frame.getByRole("combobox", { name: "Session" }).selectOption({ label: "All Sessions" });
    await earlier().waitFor();
    assert.equal(await earlier().getAttribute("aria-expanded"), "false");
    await earlier().click();
    await earlier().getByText(/\d+ entries/).waitFor();
    await workbench.screenshot("all-sessions");
  });

  it("filters all of them, and shows the details of what was called before the reload", async () => {
    await frame.getByRole("combobox", { name: "Filter traffic" }).fill("tool:wait");
    await earlier().getByText(/1 of \d+/).waitFor();
    await groups().filter({ hasText: "This Window" }).getByText(/0 of \d+/).waitFor();
    const call = table().locator(".row:not(.group):not([hidden])").filter({ hasText: "tools/call" });
    await call.first().click();
    assert.match(await call.first().innerText(), /closed/);
    await workbench.page.keyboard.press("Enter");
    await details().getByText("wait").first().waitFor();
    await workbench.screenshot("all-sessions-details");
  });

  it("is the same again after it was hidden, in another theme", async () => {
    await workbench.runCommand("View: Toggle Panel Visibility");
    await workbench.chooseTheme("Dark Modern", "vs-dark");
    frame = await panel();
    await earlier().getByText(/1 of \d+/).waitFor();
    assert.match(await table().locator(".row[aria-selected=true]").innerText(), /tools\/call[^]*closed/);
    await details().getByText("wait").first().waitFor();
    await frame.getByRole("combobox", { name: "Filter traffic" }).fill("");
    // Its line stays in sight above its entries.
    await frame.locator(".row.group.sticky").getByText(/\d+ entries/).waitFor();
    await workbench.screenshot("all-sessions-dark");
  });

  it("goes back to this window", async () => {
    await frame.getByRole("combobox", { name: "Session" }).selectOption({ label: "This Window" });
    await groups().first().waitFor({ state: "detached" });
    await table().locator(".row:not([hidden])").filter({ hasText: "initialize" }).first().waitFor();
  });
});
