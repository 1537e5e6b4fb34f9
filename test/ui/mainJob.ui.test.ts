import * as assert from "node:assert/strict";
import { inRoot } from "../run/paths.mjs";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

const rogue = (name: string, ...args: readonly string[]) => ({ command: process.execPath, args: [inRoot("test", "fixtures", "servers", `${name}.mjs`), ...args] });
const everything = { command: process.execPath, args: [inRoot("node_modules", "@modelcontextprotocol", "server-everything", "dist", "index.js"), "stdio"] };

const STRAY = 'stdout has a line that is not a message: "[debug] tools/call initialize"';
const DARK = "Dark Modern";

/** One story, told in order: each step goes on where the one before has left the window. */
describe("the main job, as a person does it", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openInstalled({
      width: 1400,
      height: 880,
      notifications: true,
      settings: {
        "workbench.colorTheme": `Default ${DARK}`,
        "wirelight.servers": { everything, weather: rogue("noise", "--stray"), silent: rogue("silent"), broken: rogue("exits-early") },
      },
    });
  });
  after(async () => {
    await workbench?.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench?.screenshot(`failed ${this.currentTest.title.slice(0, 60)}`.replaceAll(/[^\w]+/g, "-"));
  });

  it("lists the servers of all places with their states and counts; the bundled one runs without configuration", async () => {
    await workbench.openContainer("Wirelight");
    await workbench.row(/^everything, Running, \d+ tools, 2025-11-25, User Settings$/).waitFor();
    await workbench.row(/^weather, Running, 3 stray lines, 3 tools, /).waitFor();
    await workbench.row(/^broken, Failed, exited with code 3, User Settings$/).waitFor();
    await workbench.row(/^sequential-thinking, Not approved, \.vscode\/settings\.json$/).waitFor();
    await workbench.row(/^filesystem, Stopped, another host may run it too, \.vscode\/mcp\.json$/).waitFor();
    await workbench.row(/^code-analysis, Running, 2 tools, .*Bundled$/).waitFor();
    await workbench.page.getByRole("button", { name: /^MCP servers: 4 of 7 running, one has failed/ }).waitFor();
    await workbench.screenshot("servers");
  });

  it("shows what a server offers, and explains rows in their hovers", async () => {
    await workbench.row(/^everything, /).click();
    await workbench.row(/^Tools, \d+$/).click();
    await workbench.row(/^echo, tool, Echoes back/).waitFor();
    await workbench.hoverShows(workbench.row(/^get-sum, /), /Get Sum Tool[^]*Arguments[^]*a: number {2}First number[^]*read-only/);
    await workbench.screenshot("hover-tool");
    await workbench.leave();
    await workbench.hoverShows(workbench.row(/^everything, /), /Running for: [^]*Protocol: 2025-11-25[^]*server-everything/);
    await workbench.screenshot("hover-server");
    await workbench.leave();
    await workbench.row(/^everything, /).click();
  });

  it("tells why a server failed, with its exit code and its last words", async () => {
    await workbench.hoverShows(workbench.row(/^broken, /), /exited with code 3[^]*ModuleNotFoundError: No module named 'missing'/);
    await workbench.screenshot("hover-failed");
    await workbench.leave();
  });

  it("calls a tool from the palette and opens its result", async () => {
    await workbench.runCommand("Wirelight: Call Tool...");
    await workbench.quickInput().fill("echo");
    await workbench.screenshot("pick-tool");
    await workbench.quickRow("echo").click();
    await workbench.waitForText(/^Message to echo/);
    await workbench.screenshot("ask-argument");
    await workbench.answer("hello, wire");
    await workbench.tab("echo result.txt").waitFor();
    await workbench.editorShows("Echo: hello, wire");
  });

  it("shows the call in the traffic with its duration, and a click opens the message", async () => {
    const row = workbench.row(/^tools\/call echo, sent, answered, [\d.]+ m?s$/);
    await row.waitFor();
    assert.ok(await row.isVisible(), "the view has scrolled to the call");
    await workbench.keepEditor();
    await row.click();
    await workbench.waitForText(/^tools∕call echo #\d+\.json$/);
    await workbench.editorShows(/"status": "ok"/);
    const text = await workbench.editorText();
    for (const words of ['"server": "everything"', '"status": "ok"', '"message": "hello, wire"', '"text": "Echo: hello, wire"']) assert.ok(text.includes(words), `${words} in\n${text}`);
    await workbench.screenshot("message");
  });

  it("makes a stray line on stdout a Problem with its text and the fix", async () => {
    await workbench.tab("echo result.txt").click();
    await workbench.runCommand("View: Focus Problems");
    await workbench.waitForText(STRAY);
    await workbench.waitForText(/Write it with console\.error, which goes to stderr/);
    await workbench.widenSideBar(90);
    await workbench.screenshot("overview");
    await workbench.page.locator(".markers-panel").getByText(STRAY).first().click();
    await workbench.tab("stdout.log").waitFor();
    await workbench.editorShows(/^\[debug\] tools\/call initialize\n/);
    await workbench.screenshot("problem");
  });

  it("shows a server's log", async () => {
    await workbench.rowAction(/^everything, /, "Show Server Log");
    await workbench.waitForOutput(/\[info\] Starting default \(STDIO\) server/);
    await workbench.screenshot("log");
    await workbench.runCommand("View: Toggle Panel Visibility");
  });

  it("shows a call that is not answered as pending, counts on, and really cancels it", async () => {
    await workbench.runCommand("Wirelight: Call Tool...");
    await workbench.pick("wait", "wait");
    const pending = workbench.row(/^tools\/call wait, sent, pending /);
    await pending.waitFor();
    const before = await pending.getAttribute("aria-label");
    const { page } = workbench;
    for (let label = before; label === before; label = await pending.getAttribute("aria-label")) await page.waitForTimeout(100);
    await workbench.screenshot("pending");
    const toast = page.locator(".notification-toast").filter({ hasText: 'Calling "wait" of server "silent"' });
    await toast.getByRole("button", { name: "Cancel" }).click();
    await workbench.row(/^tools\/call wait, sent, cancelled, Cancelled by the user · [\d.]+ m?s$/).waitFor();
    await toast.waitFor({ state: "hidden" });
  });

  it("takes complex arguments in a JSON editor that knows the schema", async () => {
    await workbench.runCommand("Wirelight: Call Tool...");
    await workbench.quickInput().fill("get-sum");
    const tool = workbench.quickRow("get-sum");
    await tool.hover();
    await tool.getByRole("button", { name: "Write the Arguments as JSON" }).click();
    await workbench.tab("get-sum arguments.json").waitFor();
    await workbench.waitForText('Call "get-sum" of server "everything"');
    await workbench.page.keyboard.type("20");
    await workbench.editorShows(/"a": 20,/);
    await workbench.page.keyboard.press("Control+Enter");
    await workbench.waitForText("The sum of 20 and 0 is 20.");
    await workbench.screenshot("json-arguments");
  });

  it("lays out a result of several blocks, with an image as an image", async () => {
    await workbench.runCommand("Wirelight: Call Tool...");
    await workbench.pick("get-tiny-image", "get-tiny-image");
    await workbench.tab("get-tiny-image result.md").waitFor();
    const page = await workbench.webviewWith("Result of get-tiny-image");
    await page.getByText("Here's the image you requested:").waitFor();
    const width = async (): Promise<number | undefined> => (await page.locator("img").boundingBox())?.width;
    // The text is there before its picture is decoded; until then the picture is 0 wide.
    while (!(await width())) await workbench.page.waitForTimeout(50);
    assert.equal(await width(), 20, "the image is drawn in its own size");
    await workbench.screenshot("several-blocks");
    await workbench.tab("get-tiny-image result 2.png").click();
    await workbench.page.getByRole("button", { name: /^\d+x\d+$/ }).waitFor();
    await workbench.screenshot("image");
    await workbench.runCommand("View: Close All Editors");
  });

  it("lists the symbols of the file in the editor and jumps to one", async () => {
    await workbench.openFile("cart.ts");
    await workbench.runCommand("Wirelight: Analyze Current File");
    const total = workbench.quickRow("total");
    await total.waitFor();
    assert.match(await total.innerText(), /cyclomatic 5 · cognitive \d+/);
    await workbench.screenshot("analyze");
    await total.click();
    await workbench.page.getByRole("button", { name: "Ln 17, Col 3" }).waitFor();
  });

  it("stops and starts a server in place", async () => {
    await workbench.rowAction(/^weather, Running/, "Stop Server");
    await workbench.row(/^weather, Stopped/).waitFor();
    await workbench.rowAction(/^weather, Stopped/, "Start Server");
    await workbench.row(/^weather, Running/).waitFor();
  });

  it("asks before it runs what the workspace wants to run, showing the whole command", async () => {
    await workbench.rowAction(/^filesystem, Stopped/, "Start Server");
    const question = workbench.page.locator(".monaco-dialog-box");
    await question.getByText('Allow this workspace to run the MCP server "filesystem"?').waitFor();
    assert.ok((await question.innerText()).replaceAll("\n", "").includes("@modelcontextprotocol/server-filesystem/dist/index.js"));
    await workbench.screenshot("approval");
    await question.getByRole("button", { name: "Allow" }).click();
    await workbench.row(/^filesystem, Running, \d+ tools/).waitFor();
  });

  it("offers in the palette what makes sense there, and nothing else", async () => {
    await workbench.openPalette("Wirelight: ");
    await workbench.quickRow("Wirelight: Call Tool...").waitFor();
    await workbench.screenshot("palette");
    for (const hidden of ["Open Message", "Open Exact Line", "Show Older Traffic", "Call Tool with These Arguments", "Manage Workspace Trust"]) {
      await workbench.quickInput().fill(`>Wirelight: ${hidden}`);
      await workbench.waitForText(/No matching|similar commands|Wirelight: /);
      assert.equal(await workbench.quickRow(`Wirelight: ${hidden}`).count(), 0, hidden);
    }
    await workbench.page.keyboard.press("Escape");
  });

  for (const [theme, base, name] of [["Light Modern", "vs", "light"], ["Dark High Contrast", "hc-black", "high-contrast"]] as const) {
    it(`can be read in the theme ${theme}`, async () => {
      await workbench.chooseTheme(theme, base);
      await workbench.screenshot(`theme-${name}`);
    });
  }
});
