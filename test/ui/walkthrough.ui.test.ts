import * as assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { inRoot } from "../run/paths.mjs";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

const rogue = (name: string, ...args: readonly string[]) => ({ command: process.execPath, args: [inRoot("test", "fixtures", "servers", `${name}.mjs`), ...args] });

const STEPS = [
  { title: "See your servers run", picture: /^The Servers view: /, link: "Show Servers" },
  { title: "Add or import servers", picture: /^A server in \.vscode\/mcp\.json/, link: "Import Servers..." },
  { title: "Call a tool", picture: /^The Command Palette with Call Tool/, link: "Analyze Current File" },
  { title: "See what crosses the wire", picture: /^The Traffic view: /, link: "Show Stray Output" },
] as const;

const THEMES = [
  { theme: "Dark Modern", base: "vs-dark", name: "dark" },
  { theme: "Light Modern", base: "vs", name: "light" },
  { theme: "Dark High Contrast", base: "hc-black", name: "high-contrast" },
  { theme: "Light High Contrast", base: "hc-light", name: "high-contrast-light" },
] as const;

/** One story: the first minutes of somebody who has just installed it, in whatever theme they like. */
describe("the walkthrough", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openInstalled({
      width: 1400,
      height: 880,
      settings: { "workbench.colorTheme": "Default Dark Modern", "wirelight.servers": { weather: rogue("noise", "--stray"), broken: rogue("exits-early") } },
    });
  });
  after(async () => {
    await workbench?.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench?.screenshot(`failed ${this.currentTest.title.slice(0, 60)}`.replaceAll(/[^\w]+/g, "-"));
  });

  async function open(title: string): Promise<void> {
    await workbench.page.getByRole("heading", { name: title, exact: true }).click();
    // The page takes the focus once more when it has unfolded the step, which would close whatever is open by then.
    await workbench.page.waitForTimeout(600);
  }

  /** The picture is drawn in a webview, which a change of the theme or the step replaces. */
  async function pictureShows(alternative: RegExp): Promise<void> {
    for (const end = Date.now() + 20_000; ; await workbench.page.waitForTimeout(100)) {
      for (const frame of workbench.page.frames()) {
        if (frame !== workbench.page.mainFrame() && (await frame.getByRole("img", { name: alternative }).isVisible().catch(() => false))) return;
      }
      assert.ok(Date.now() < end, `There is no picture ${String(alternative)}.`);
    }
  }

  it("comes with its pictures, its texts and what translators need", async () => {
    const packed = await readFile(process.env["WIRELIGHT_VSIX"] ?? inRoot("out", "wirelight.vsix"), "latin1");
    for (const file of ["package.nls.json", "l10n/bundle.l10n.json", ...["servers", "configure", "call", "traffic"].map((name) => `media/walkthrough/${name}.svg`)]) {
      assert.ok(packed.includes(`extension/${file}`), file);
    }
  });

  it("tells in the status bar how the servers are, with more than a colour", async () => {
    const item = workbench.page.getByRole("button", { name: /^MCP servers: \d of \d running, one has failed/ });
    await item.waitFor();
    assert.match(await item.innerText(), /^\s*\d\/\d\s+1$/, "and a mark with the number of those that failed");
  });

  it("opens from the palette and shows four steps, each with its picture and what to do", async () => {
    await workbench.runCommand("Wirelight: Get Started");
    await workbench.waitForText("Get Started with Wirelight");
    for (const [index, { title, picture, link }] of STEPS.entries()) {
      await open(title);
      await pictureShows(picture);
      await workbench.page.getByRole("button", { name: link, exact: true }).or(workbench.page.getByRole("link", { name: link, exact: true })).filter({ visible: true }).first().waitFor();
      await workbench.screenshot(`walkthrough-${index + 1}`);
    }
  });

  for (const { theme, base, name } of THEMES) {
    it(`can be read in the theme ${theme}`, async () => {
      await workbench.chooseTheme(theme, base);
      for (const { title, picture } of [STEPS[0], STEPS[3]]) {
        await open(title);
        await pictureShows(picture);
        await workbench.screenshot(`walkthrough-${name}-${title === STEPS[0].title ? "servers" : "traffic"}`);
      }
    });
  }

  it("leads to the Servers view, and is done with the step", async () => {
    await open(STEPS[0].title);
    await workbench.page.getByRole("button", { name: "Show Servers", exact: true }).filter({ visible: true }).first().click();
    await workbench.row(/^weather, Running/).waitFor();
    await workbench.page.getByRole("checkbox", { name: new RegExp(STEPS[0].title), checked: true }).first().waitFor();
  });

  for (const { theme, base, name } of THEMES) {
    it(`shows servers and traffic in the theme ${theme}, with a word for every icon`, async () => {
      await workbench.chooseTheme(theme, base);
      await workbench.row(/^broken, Failed/).waitFor();
      await workbench.widenSideBar(name === "dark" ? 160 : 0);
      await workbench.screenshot(`views-${name}`);
    });
  }
});
