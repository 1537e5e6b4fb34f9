import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { inRoot } from "../run/paths.mjs";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

describe("resources and prompts in the workbench", () => {
  let workbench: Workbench;
  before(async () => {
    const offers = { command: process.execPath, args: [inRoot("test", "fixtures", "servers", "offers.mjs")] };
    workbench = await openInstalled({ settings: { "wirelight.servers": { offers } }, prepare: twoFolders });
    await workbench.openContainer("Wirelight");
    await workbench.row(/^offers, Running/).waitFor();
  });
  after(async () => {
    await workbench?.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench?.screenshot(`failed ${this.currentTest.title.slice(0, 60)}`.replaceAll(/[^\w]+/g, "-"));
  });

  it("open from the tree, and follow the folders of the workspace as the server sees them", async () => {
    await workbench.row(/^offers, Running/).click();
    await workbench.row(/^Resources, \d/).click();
    await workbench.row(/^roots, /).click();
    await workbench.editorShows("one\ntwo");
    await writeWorkspace(workbench.folder, ["one", "two", "three"]);
    await workbench.editorShows("one\ntwo\nthree");
    await workbench.screenshot("resource-live");
  });

  it("come back after a reload of the window and are read again", async () => {
    await workbench.keepEditor();
    await reload();
    await workbench.editorShows("one\ntwo\nthree");
    // Not the first folder: VS Code starts its extension host anew when that one goes.
    await writeWorkspace(workbench.folder, ["one", "two"]);
    await workbench.editorShows("one\ntwo");
  });

  it("show a picture in VS Code's own viewer, also after a reload", async () => {
    await workbench.openContainer("Wirelight");
    await workbench.runCommand("Wirelight: Read Resource...");
    await workbench.quickInput().fill("pixel");
    await workbench.page.locator(".quick-input-widget .monaco-list-row").filter({ hasText: "offers://pixel" }).first().click();
    for (const when of ["read", "reloaded"]) {
      await pictureIsLoaded();
      await workbench.screenshot(`resource-picture-${when}`);
      if (when === "read") await reload();
    }
  });

  it("ask for the variables of a template with suggestions below", async () => {
    await workbench.runCommand("Wirelight: Read Resource...");
    await workbench.quickInput().fill("weather");
    await workbench.page.locator(".quick-input-widget .monaco-list-row").filter({ hasText: "offers://weather" }).first().click();
    await workbench.page.locator(".quick-input-title").getByText(/^weather: city/).waitFor();
    await workbench.quickInput().fill("Pa");
    await workbench.quickRow("Palermo").waitFor();
    await workbench.screenshot("template-suggestions");
    await workbench.quickRow("Palermo").click();
    await workbench.page.locator(".quick-input-title").getByText(/^weather: path/).waitFor();
    await workbench.quickInput().fill("harbour");
    await workbench.quickRow("harbour").waitFor();
    await workbench.quickInput().press("Enter");
    await workbench.pick("Leave out");
    await workbench.editorShows("Rain in Palermo/harbour");
  });

  it("lay out a prompt with its pictures", async () => {
    await workbench.runCommand("Wirelight: Get Prompt...");
    await workbench.quickInput().fill("look");
    await workbench.page.locator(".quick-input-widget .monaco-list-row").filter({ hasText: "A picture" }).first().click();
    const frame = await workbench.webviewWith("1. User");
    // Asked from here, since the webview lets no page script poll by itself.
    while ((await frame.evaluate("document.querySelector('img')?.naturalWidth")) !== 1) await workbench.page.waitForTimeout(100);
    await workbench.screenshot("prompt");
  });

  /** By the command, which gives VS Code the time to remember the open editors. */
  async function reload(): Promise<void> {
    const loaded = workbench.page.waitForEvent("load");
    await workbench.runCommand("Developer: Reload Window");
    await loaded;
    await workbench.page.locator(".monaco-workbench").waitFor();
  }

  /** The viewer of pictures is a web page in a web page; it says how large the picture is when it has it. */
  async function pictureIsLoaded(): Promise<void> {
    await workbench.page.locator(".statusbar-item").filter({ hasText: /^1x1$/ }).first().waitFor();
  }
});

async function twoFolders(sample: string): Promise<string> {
  for (const name of ["one", "two", "three"]) await mkdir(path.join(sample, name));
  await writeWorkspace(sample, ["one", "two"]);
  return path.join(sample, "roots.code-workspace");
}

async function writeWorkspace(sample: string, names: readonly string[]): Promise<void> {
  await writeFile(path.join(sample, "roots.code-workspace"), JSON.stringify({ folders: names.map((name) => ({ path: name })) }));
}
