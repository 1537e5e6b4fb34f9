import { inRoot } from "../run/paths.mjs";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

const results = { command: process.execPath, args: [inRoot("test", "fixtures", "servers", "results.mjs")] };

/** One story, told in order: each step goes on where the one before has left the window. */
describe("forms and results, as a person meets them", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openInstalled({ width: 1400, height: 880, notifications: true, settings: { "wirelight.servers": { results } } });
    await workbench.openContainer("Wirelight");
    await workbench.row(/^results, Running/).waitFor();
  });
  after(async () => {
    await workbench?.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench?.screenshot(`failed ${this.currentTest.title.slice(0, 60)}`.replaceAll(/[^\w]+/g, "-"));
  });

  async function callTool(name: string): Promise<void> {
    await workbench.runCommand("Wirelight: Call Tool...");
    await workbench.pick(name, name);
  }

  it("asks for what is required, and says what is wrong while it is typed", async () => {
    await callTool("form");
    await workbench.waitForText(/^name: How you want to be called · from 2 to 20 characters/);
    await workbench.quickInput().fill("A");
    await workbench.waitForText("Enter at least 2 characters.");
    await workbench.screenshot("form-mistake");
    await workbench.answer("Ada");
    await workbench.quickRow("Large").waitFor();
    await workbench.screenshot("form-choice");
    await workbench.quickRow("Large").click();
  });

  it("shows all optional arguments at once, and fills in those that are chosen", async () => {
    await workbench.quickRow("toppings").waitFor();
    await workbench.screenshot("form-optional");
    await workbench.quickRow("toppings").click();
    await workbench.quickRow("Cheese").waitFor();
    await workbench.quickRow("Cheese").click();
    await workbench.quickRow("Ham").click();
    await workbench.screenshot("form-several");
    await workbench.quickInput().press("Enter");
    await workbench.pick("note");
    await workbench.page.locator(".quick-input-widget").getByRole("button", { name: "Write Several Lines in an Editor" }).click();
    await workbench.waitForText('Use This Text for "note" of "form"');
    await workbench.page.keyboard.type("Ring twice,\nplease.");
    await workbench.screenshot("form-long-text");
    await workbench.page.keyboard.press("Control+Enter");
    await workbench.quickRow("note").waitFor();
    await workbench.screenshot("form-filled");
    await workbench.pick('Call "form"');
    await workbench.tab("form result.json").waitFor();
    await workbench.editorShows(/"note": "Ring twice,\\nplease\."/);
    await workbench.waitForText(/OK · [\d.]+ m?s$/);
    await workbench.screenshot("result-json");
  });

  it("offers the arguments of the last call first", async () => {
    await callTool("form");
    await workbench.waitForText(/Last used: \{"name":"Ada"/);
    await workbench.screenshot("form-last-used");
    await workbench.page.keyboard.press("Escape");
  });

  it("lays out a result of every kind, whose link reads the resource through the server", async () => {
    await callTool("everything");
    const page = await workbench.webviewWith("Result of everything");
    await workbench.screenshot("result-everything");
    await page.getByRole("link", { name: "Read note.md" }).click();
    await workbench.tab("5 note.md").waitFor();
    await workbench.webviewWith("A note");
    await workbench.screenshot("result-linked");
    await workbench.tab("everything result 3.wav").click();
    await workbench.page.waitForTimeout(500);
    await workbench.screenshot("result-audio");
    await workbench.runCommand("View: Close All Editors");
  });

  it("lays out Markdown without fetching its pictures", async () => {
    await callTool("markdown");
    const page = await workbench.webviewWith("A report");
    await page.getByText("bold", { exact: true }).waitFor();
    await workbench.screenshot("result-markdown");
    await workbench.runCommand("View: Close All Editors");
  });

  it("marks structured content that does not fit its schema", async () => {
    await callTool("wrong-structure");
    await workbench.tab("wrong-structure result.json").waitFor();
    await workbench.waitForText(/temperature must be a number, but is a string \(and 1 more\)/);
    await workbench.page.locator(".squiggly-warning").first().waitFor();
    await workbench.screenshot("result-problems");
  });

  it("shows the beginning of a large result", async () => {
    await callTool("large");
    await workbench.waitForText(/a whole number of at least 1/);
    await workbench.answer("2000000");
    await workbench.tab("large result beginning.txt").waitFor();
    await workbench.waitForText(/Open Whole Result \(/);
    await workbench.screenshot("result-large");
  });

  it("shows how far a call is, in words and per cent", async () => {
    await callTool("slow");
    await workbench.quickRow("steps").click();
    await workbench.waitForText(/^slow: steps/);
    await workbench.answer("12");
    await workbench.pick('Call "slow"');
    await workbench.waitForText(/step \d+ · \d+ of 12 · \d+ %/);
    await workbench.screenshot("call-progress");
    await workbench.tab("slow result.txt").waitFor();
  });

  it("lists the calls of a tool, and compares two results", async () => {
    await callTool("slow");
    await workbench.pick("Change Them...");
    await workbench.quickRow("steps").click();
    await workbench.waitForText(/^slow: steps/);
    await workbench.answer("1");
    await workbench.pick('Call "slow"');
    // A result that opens would take the focus from the list.
    await workbench.row(/^tools\/call slow, sent, answered, \d\d\d/).waitFor();
    await workbench.page.waitForTimeout(1000);
    await workbench.runCommand("Wirelight: Show Result History...");
    const rows = workbench.page.locator(".quick-input-widget .monaco-list-row");
    await rows.first().waitFor();
    await workbench.screenshot("history");
    const row = rows.filter({ hasText: '"steps":12' }).first();
    await row.hover();
    await row.getByRole("button", { name: "Compare with..." }).click();
    await rows.filter({ hasText: '"steps":1}' }).first().click();
    await workbench.page.locator(".diff-editor, .monaco-diff-editor").first().waitFor();
    await workbench.screenshot("compare");
  });
});
