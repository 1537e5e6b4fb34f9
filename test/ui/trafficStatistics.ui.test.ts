import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type TrafficBrowser, trafficBrowser, type TrafficPage } from "../run/trafficPage.mjs";
import type { Step } from "../page/steps";

const TOOLS = [{ name: "add", description: "Adds.", inputSchema: { type: "object" } }, { name: "multiply", description: "Multiplies two numbers.", inputSchema: { type: "object" } }];

function line(server: string, after: number, type: "client" | "server", message: object): Step {
  return { server, after, what: { type, text: JSON.stringify({ jsonrpc: "2.0", ...message }) } };
}

/** Ten calls, one every two seconds: of each three the third fails; they take 100 ms, 200 ms and so on; the clock goes on too. A tool has a name that a formula could begin with. */
function calls(server: string): readonly Step[] {
  const list = [line(server, 0, "client", { id: "list", method: "tools/list" }), line(server, 5, "server", { id: "list", result: { tools: TOOLS } })];
  const made = Array.from({ length: 10 }, (_, index) => [
    line(server, 2000 - 100 * index, "client", { id: index, method: "tools/call", params: { name: index % 2 === 0 ? "add" : "=multiply" } }),
    line(server, 100 * (index + 1), "server", { id: index, result: { content: [], isError: index % 3 === 2 } }),
  ]);
  return [...list, ...made.flat(), { server, after: 0, what: { type: "server", text: "this is no message" } }];
}

describe("waterfall, overview and statistics of the Traffic page", () => {
  let chromium: TrafficBrowser;
  let traffic: TrafficPage;
  let page: Page;

  before(async () => {
    chromium = await trafficBrowser();
  });
  after(() => chromium?.close());
  beforeEach(async () => {
    traffic = await chromium.open({ width: 1300, height: 600 });
    ({ page } = traffic);
    await traffic.order({ type: "play", steps: calls("one") });
    await traffic.settled();
    await page.locator(".overview-from").filter({ hasText: /\d/ }).waitFor();
  });
  afterEach(async () => {
    const problems = await traffic.problems();
    await page.close();
    assert.deepEqual(problems, []);
  });

  /** Waits, since the page shows what it is told in its own time. */
  async function waitForRows(wanted: (rows: number) => boolean): Promise<number> {
    for (let rows = await shownRows(); ; rows = await shownRows()) {
      if (wanted(rows)) return rows;
      await page.waitForTimeout(20);
    }
  }

  async function shownRows(): Promise<number> {
    return Number(await page.locator("[role=treegrid]").getAttribute("aria-rowcount")) - 1;
  }

  async function drag(from: number, to: number): Promise<void> {
    const strip = await page.locator(".overview-strip").boundingBox();
    assert.ok(strip);
    const at = (share: number): number => strip.x + share * strip.width;
    await page.mouse.move(at(from), strip.y + 10);
    await page.mouse.down();
    await page.mouse.move(at((from + to) / 2), strip.y + 12);
    await page.mouse.move(at(to), strip.y + 10);
    await page.mouse.up();
  }

  it("draws when a call began and ended, its progress, and that one goes on", async () => {
    await traffic.order({
      type: "play",
      steps: [
        line("slow", 1000, "client", { id: 1, method: "tools/call", params: { name: "dig", _meta: { progressToken: "p" } } }),
        line("slow", 1000, "server", { method: "notifications/progress", params: { progressToken: "p", progress: 1 } }),
        line("slow", 1000, "server", { method: "notifications/progress", params: { progressToken: "p", progress: 2 } }),
        line("slow", 1000, "server", { id: 1, result: { content: [] } }),
        line("slow", 1000, "client", { id: 2, method: "tools/call", params: { name: "wait" } }),
      ],
    });
    const dig = page.getByRole("row", { name: /dig/ }).locator(".cell-waterfall");
    await page.getByRole("row", { name: /wait/ }).locator(".waterfall-bar.pending").waitFor();
    assert.match((await dig.getAttribute("aria-label")) ?? "", /^Begins [\d.]+ m?s into the [\d.]+ s shown, lasts 3\.\d+ s, 2 steps$/);
    const [bar, ...marks] = await Promise.all([dig.locator(".waterfall-bar"), dig.locator(".waterfall-mark").nth(0), dig.locator(".waterfall-mark").nth(1)].map((each) => each.boundingBox()));
    assert.ok(bar);
    const shares = marks.map((mark) => ((mark?.x ?? Number.NaN) - bar.x) / bar.width);
    assert.ok(shares.every((share, index) => Math.abs(share - (index + 1) / 3) < 0.1), shares.join(" "));
  });

  it("shows the part of the time that the pointer draws, until Escape", async () => {
    const all = await waitForRows((rows) => rows === 12);
    await drag(0.31, 0.69);
    const some = await waitForRows((rows) => rows < all);
    assert.ok(some >= 3 && some <= 5, String(some));
    await page.getByText(/\d shown$/).waitFor();
    await page.keyboard.press("Escape");
    await waitForRows((rows) => rows === all);
  });

  it("moves what was drawn, and its edges", async () => {
    await drag(0.11, 0.29);
    const few = await waitForRows((rows) => rows < 12);
    await drag(0.2, 0.5);
    await page.waitForTimeout(50);
    assert.ok(Math.abs((await shownRows()) - few) <= 1, "as long as before");
    await drag(0.59, 1);
    await waitForRows((rows) => rows >= 6);
  });

  it("shows the part of the time that the arrow keys choose", async () => {
    const start = page.getByLabel("Start of the time that is shown");
    await start.focus();
    for (let press = 0; press < 5; press++) await page.keyboard.press("PageUp");
    const some = await waitForRows((rows) => rows <= 7);
    assert.ok(some >= 5, String(some));
    assert.match((await start.getAttribute("aria-valuetext")) ?? "", /^\d\d:\d\d:\d\d\.\d{3}$/);
    await page.getByRole("button", { name: "Show all the time" }).click();
    await waitForRows((rows) => rows === 12);
  });

  it("counts what is shown, with exact percentiles of few calls", async () => {
    await page.getByRole("button", { name: "Statistics" }).click();
    const lines = page.getByRole("table", { name: "Methods and tools" });
    await lines.getByRole("row", { name: /=multiply/ }).waitFor();
    assert.deepEqual(await cellsOf(lines, "add"), ["one", "tools/call", "add", "5", "2", "", "", "0.5 s", "0.9 s", "0.9 s"]);
    assert.deepEqual(await cellsOf(lines, "=multiply"), ["one", "tools/call", "=multiply", "5", "1", "", "", "0.6 s", "1.0 s", "1.0 s"]);
    const servers = page.getByRole("table", { name: "Servers" });
    assert.match((await servers.getByRole("row").nth(1).innerText()).replaceAll(/\s+/g, " "), /^one 12 4 .* 2 \d+ B ~\d+$/);
    assert.deepEqual(await page.getByRole("table", { name: "Definitions of tools" }).getByRole("row").nth(1).getByRole("cell").allInnerTexts(), ["one", "multiply", `${JSON.stringify(TOOLS[1]).length} B`, "~21"]);
  });

  it("goes on counting what comes in, and keeps the order that was chosen", async () => {
    await page.getByRole("button", { name: "Statistics" }).click();
    const lines = page.getByRole("table", { name: "Methods and tools" });
    await lines.getByRole("button", { name: "Max" }).click();
    await traffic.order({ type: "play", steps: calls("two") });
    await page.getByText(/^24 entries, /).waitFor();
    assert.equal(await lines.getByRole("columnheader", { name: "Max" }).getAttribute("aria-sort"), "descending");
    const names = (await lines.locator("tbody tr td:nth-child(3)").allInnerTexts()).slice(0, 4);
    assert.deepEqual(names, ["=multiply", "=multiply", "add", "add"]);
  });

  it("leads from a figure to its entries", async () => {
    await page.getByRole("button", { name: "Statistics" }).click();
    await page.getByRole("table", { name: "Methods and tools" }).getByRole("row", { name: /=multiply/ }).getByRole("button", { name: "tools/call" }).press("Enter");
    await waitForRows((rows) => rows === 5);
    assert.equal(await page.getByRole("table", { name: "Servers" }).isVisible(), false);
    await page.getByRole("button", { name: "Statistics" }).click();
    await page.getByText(/^5 of 12 entries, /).waitFor();
    await page.getByRole("table", { name: "Servers" }).getByRole("button", { name: "1", exact: true }).click();
    await waitForRows((rows) => rows === 1);
  });

  it("goes from line to line with the arrow keys, and through all of them with one Tab", async () => {
    await page.getByRole("button", { name: "Statistics" }).click();
    const methods = page.getByRole("table", { name: "Methods and tools" }).locator("tbody tr td:nth-child(2) button");
    await methods.nth(2).waitFor();
    await methods.nth(0).focus();
    await page.keyboard.press("ArrowDown");
    await methods.nth(1).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("End");
    const last = page.getByRole("table", { name: "Methods and tools" }).locator("tbody tr:last-child td:nth-child(1) button");
    await last.and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Tab");
    await page.getByRole("table", { name: "Definitions of tools" }).locator(":focus").waitFor();
  });

  it("copies for a spreadsheet without a formula that a server has made up", async () => {
    // The page's origin here is no secure one, so that the browser gives it no clipboard.
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => document.body.setAttribute('data-copied', text) } })");
    await page.getByRole("button", { name: "Statistics" }).click();
    await page.getByRole("button", { name: "Copy as CSV" }).click();
    const copied = (await page.locator("body").getAttribute("data-copied")) ?? "";
    assert.match(copied, /^one,client,request,tools\/call,'=multiply,5,1,0,0,5,[\d.]+,[\d.]+,[\d.]+,[\d.]+,\d+$/m);
  });
});

/** The texts of a line; durations are rounded, since the clock goes on while the calls are played. */
async function cellsOf(table: ReturnType<Page["getByRole"]>, name: string): Promise<string[]> {
  const texts = await table.locator("tbody tr", { has: table.page().getByRole("cell", { name, exact: true }) }).getByRole("cell").allInnerTexts();
  return texts.slice(0, 10).map((text) => text.replace(/^([\d.]+) (ms|s)$/, (_, amount: string, unit) => `${(Number(amount) / (unit === "ms" ? 1000 : 1)).toFixed(1)} s`));
}
