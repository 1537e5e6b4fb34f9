import * as assert from "node:assert/strict";
import { inRoot } from "../run/paths.mjs";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

const rogue = (name: string): object => ({ command: process.execPath, args: [inRoot("test", "fixtures", "servers", `${name}.mjs`)] });
const EARLIER = /^Earlier sessions, /;
const SESSION = /^Session of Today, /;

/** One story, told in order: each step goes on where the one before has left the window. */
describe("earlier sessions, as a person sees them", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openInstalled({ width: 1400, height: 880, settings: { "wirelight.servers": { weather: rogue("noise"), silent: rogue("silent") }, "wirelight.codeAnalysis.enabled": false } });
  });
  after(async () => {
    await workbench?.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench?.screenshot(`failed ${this.currentTest.title.slice(0, 60)}`.replaceAll(/[^\w]+/g, "-"));
  });

  it("are not there at first; a message is opened and a call goes on when the window is reloaded", async () => {
    await workbench.openContainer("Wirelight");
    await running();
    assert.equal(await workbench.row(EARLIER).count(), 0);
    await workbench.row(/^initialize, sent, answered/).click();
    await workbench.editorShows(/"method": "initialize"/);
    await workbench.keepEditor();
    await workbench.runCommand("Wirelight: Call Tool...");
    await workbench.quickInput().fill("wait");
    await workbench.page.locator(".quick-input-widget .monaco-list-row").filter({ hasText: "silent" }).first().click();
    await workbench.row(/^tools\/call wait, sent, pending/).waitFor();
    // By the command, which gives VS Code the time to remember the open editors.
    const reloaded = workbench.page.waitForEvent("load");
    await workbench.runCommand("Developer: Reload Window");
    await reloaded;
    await workbench.page.locator(".monaco-workbench").waitFor();
  });

  it("bring back the editor of a message with the same message", async () => {
    await workbench.page.locator(".tabs-container").getByRole("tab", { name: /^initialize #\d+\.json/ }).first().waitFor();
    await workbench.editorShows(/"method": "initialize"/, 30_000);
    await workbench.screenshot("history-restored");
  });

  it("show what crossed the wire, and how the call ended", async () => {
    await workbench.openContainer("Wirelight");
    await running();
    await workbench.row(EARLIER).click();
    await workbench.leave();
    await workbench.row(SESSION).waitFor();
    await workbench.screenshot("history-list");
    await workbench.row(SESSION).click();
    await workbench.row(/^silent, run 1, ended/).waitFor();
    await workbench.row(/^silent, run 1, ended/).click();
    await workbench.row(/^tools\/call wait, sent, connection closed/).waitFor();
    await workbench.screenshot("history-session");
    await workbench.hoverShows(workbench.row(/^tools\/call wait, sent, connection closed/), /connection closed/);
    await workbench.leave();
    await workbench.row(/^tools\/call wait, sent, connection closed/).click();
    await workbench.editorShows(/"status": "closed"/);
    await workbench.screenshot("history-message");
  });

  async function running(): Promise<void> {
    for (const name of ["weather", "silent"]) await workbench.row(new RegExp(`^${name}, Running`)).waitFor();
  }
});
