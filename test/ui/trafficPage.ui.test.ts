import * as assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { TrafficPage, TrafficPageOptions } from "../run/trafficPage.mjs";
import { trafficChromium } from "./support/trafficChromium";
import type { Step } from "../page/steps";

/** The Traffic page as a person uses it, in a Chromium of its own with the real feed behind it. */
describe("the Traffic page", () => {
  const openPage = trafficChromium();
  let opened: TrafficPage;
  let page: Page;

  async function open(options: TrafficPageOptions = {}): Promise<void> {
    opened = await openPage(options);
    page = opened.page;
  }

  async function everyday(options: TrafficPageOptions = {}): Promise<void> {
    await open(options);
    await opened.playEveryday();
    await opened.settled();
  }

  const table = (): Locator => page.getByRole("treegrid", { name: "Traffic" });
  const row = (text: RegExp | string): Locator => table().locator(".row:not([hidden])").filter({ hasText: text }).first();
  const selected = (): Locator => table().locator(".row[aria-selected=true]");
  const lineCount = async (): Promise<number> => Number(await table().getAttribute("aria-rowcount")) - 1;
  /** Whatever was done has been drawn. */
  const drawn = (): Promise<void> => page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))");
  const becomes = async (check: () => Promise<boolean>): Promise<void> => {
    for (let patience = 200; !(await check()); patience--) {
      assert.ok(patience > 0, "it never became so");
      await page.waitForTimeout(50);
    }
  };
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
    await drawn();
  };
  const item = (name: RegExp | string): Locator => page.getByRole("menuitem", { name });
  /** The lines that are in sight, from top to bottom, as the table numbers them. */
  const linesInSight = (): Promise<number[]> => page.evaluate<number[]>(LINES_IN_SIGHT);
  /** Draws the scroll bar to this share of its way. */
  const drawBar = async (share: number): Promise<void> => {
    await page.evaluate(`(() => { const bar = document.querySelector(".table-viewport"); bar.scrollTop = (bar.scrollHeight - bar.clientHeight) * ${share}; })()`);
    // It comes to rest.
    await page.waitForTimeout(300);
  };

  it("says how traffic comes about when there is none", async () => {
    await open();
    await page.getByText("Nothing has crossed the wire yet. Start a server").waitFor();
  });

  it("shows exchanges with their answers, and what stderr, junk and the host have to say", async () => {
    await everyday({ state: { follow: false } });
    assert.match(await row("get_weather").innerText(), /tools\/call[^]*get_weather[^]*2[^]*ok[^]*\d+ ms/);
    assert.match(await row("tool error").innerText(), /get_weather/);
    assert.match(await row("get_forecast").innerText(), /error/);
    await row("junk").filter({ hasText: "DEBUG: cache warmed in 3 ms" }).waitFor();
    await row("Started process 4711: node weather.mjs").waitFor();
    await row("weather server 1.4.2 listening on stdio").waitFor();
  });

  it("has its overview at once, and nothing in it that is not meant yet", async () => {
    await open();
    await page.evaluate(WATCH_OVERVIEW);
    await opened.playEveryday();
    await opened.settled();
    const { wrong, empty } = await page.evaluate<{ wrong: number; empty: number }>("window.overviewSeen");
    assert.equal(wrong, 0, "it offered to show all the time, which it did");
    assert.ok(empty <= 3, `it said nothing for ${empty} frames`);
  });

  it("counts on while a call is pending", async () => {
    await everyday({ state: { follow: false } });
    const duration = row("pending").locator(".cell-duration");
    const before = await duration.innerText();
    await becomes(async () => (await duration.innerText()) !== before);
  });

  it("is used with the keyboard alone", async () => {
    await everyday({ state: { follow: false } });
    await table().focus();
    await press("Home");
    assert.match(await selected().innerText(), /Started process 4711/);
    assert.equal(await table().getAttribute("aria-activedescendant"), await selected().getAttribute("id"));
    await press("ArrowDown", "ArrowDown");
    assert.match(await selected().innerText(), /initialize/);
    await press("Enter");
    await page.getByRole("region", { name: "Details of the selected entry" }).waitFor();
    await press("Escape");
    await page.getByRole("region", { name: "Details of the selected entry" }).waitFor({ state: "hidden" });
    await press("End");
    await selected().getByText("Ended by itself (exit code 1)").waitFor();
    await press("/");
    assert.equal(await page.evaluate("document.activeElement.tagName"), "INPUT");
  });

  it("unfolds what a call caused, and folds it again", async () => {
    await everyday({ state: { follow: false } });
    await row("get_weather").click();
    const lines = await lineCount();
    await table().focus();
    await press("ArrowRight");
    assert.ok((await lineCount()) > lines);
    assert.equal(await selected().getAttribute("aria-expanded"), "true");
    await press("ArrowDown");
    assert.match(await selected().innerText(), /notifications\/(progress|message)/);
    assert.equal(await selected().getAttribute("aria-level"), "2");
    await press("ArrowLeft");
    assert.match(await selected().innerText(), /get_weather/);
    await press("ArrowLeft");
    assert.equal(await lineCount(), lines);
  });

  it("marks with Space, and the host keeps the mark", async () => {
    await everyday({ state: { follow: false } });
    await row("initialize").click();
    await press("Space");
    await table().locator(".row.marked").filter({ hasText: "initialize" }).waitFor();
    await press("Space");
    await table().locator(".row.marked").waitFor({ state: "detached" });
    const acted = (await opened.reports()).flatMap((report) => (report.type === "acted" ? [report.action] : []));
    assert.deepEqual(acted, ["mark", "unmark"]);
  });

  it("says why something could not be done", async () => {
    await everyday({ state: { follow: false } });
    await row("get_forecast").click({ button: "right" });
    await item("Send Again").click();
    await page.getByRole("alert").getByText("The server is not running. Start it and try again.").waitFor();
  });

  it("filters by the value of a cell, and leaves it out", async () => {
    await everyday({ state: { follow: false } });
    await row("get_forecast").locator(".cell-server").click({ button: "right" });
    await item(/^Hide Server “weather”/).click();
    await row("Started process 4720").waitFor();
    await becomes(async () => (await row("get_forecast").count()) === 0);
    await page.getByRole("search").getByRole("button", { name: /^Clear filter/ }).click();
    await table().focus();
    await press("Home");
    await row("get_forecast").waitFor();
    await row("get_forecast").locator(".cell-status").click({ button: "right" });
    await item(/^Show Only Status/).click();
    await becomes(async () => (await page.locator(".row:not([hidden])").count()) === 1);
    assert.match(await row("tools/call").innerText(), /get_forecast/);
  });

  it("has the selected entry in sight again when the filter that showed it is gone", async () => {
    await open({ height: 300, state: { follow: false } });
    const chosen = page.locator(".row.selected:not([hidden])");
    await opened.order({ type: "load", rows: 2000 });
    await opened.settled();
    await table().focus();
    await press("Home", ...Array.from({ length: 20 }, () => "PageDown"));
    const seen = await chosen.innerText();
    await chosen.locator(".cell-id").click({ button: "right" });
    await item(/^Show Only Id/).click();
    await becomes(async () => (await lineCount()) < 5);
    assert.equal(await chosen.innerText(), seen);
    await page.getByRole("search").getByRole("button", { name: /^Clear filter/ }).click();
    await becomes(async () => (await lineCount()) > 400);
    await becomes(async () => (await linesInSight()).includes(Number(await chosen.getAttribute("aria-rowindex")) - 2));
    assert.equal(await chosen.innerText(), seen);
  });

  it("opens the menu of a cell with the keyboard and gives the focus back", async () => {
    await everyday({ state: { follow: false } });
    await row("get_forecast").click();
    await press("ArrowRight", "ArrowRight", "Shift+F10");
    await item(/^Show Only Server “weather”/).waitFor();
    await press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    assert.equal(await page.evaluate('document.activeElement.getAttribute("role")'), "treegrid");
  });

  it("says that a filter hides everything, and shows everything again", async () => {
    await everyday({ state: { filter: "tool:nothing_of_the_kind" } });
    await page.getByText(/^None of the \d+ entries match the filter\.$/).waitFor();
    await page.getByRole("button", { name: "Show Everything" }).click();
    await row("filesystem").waitFor();
  });

  it("sorts by a column, first one way, then the other", async () => {
    await everyday({ state: { follow: false } });
    const durations = (): Promise<string[]> => table().locator(".row:not([hidden]) .cell-duration").allInnerTexts();
    const header = page.getByRole("columnheader", { name: "Duration" });
    await header.getByRole("button").click();
    await drawn();
    assert.equal(await header.getAttribute("aria-sort"), "ascending");
    await header.getByRole("button").click();
    await drawn();
    assert.equal(await header.getAttribute("aria-sort"), "descending");
    assert.ok((await durations()).length > 0);
    assert.match(await page.locator(".row[aria-rowindex='2']").innerText(), /pending/);
  });

  it("has its columns chosen, moved and resized, and finds them again when it is reloaded", async () => {
    await everyday();
    const names = (): Promise<string[]> => page.getByRole("columnheader").allInnerTexts().then((texts) => texts.map((text) => text.split("\n")[0] ?? ""));
    await page.getByRole("button", { name: "Columns..." }).click();
    await page.getByRole("menuitemcheckbox", { name: "Kind" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Server" }).click();
    await press("Escape");
    await page.getByRole("columnheader", { name: "Kind" }).getByRole("button").focus();
    await press("Control+Shift+ArrowLeft");
    await press("Shift+ArrowRight");
    const chosen = await names();
    assert.deepEqual(chosen.slice(0, 4), ["Time", "Kind", "Dir", "Method"]);
    const width = (await page.getByRole("columnheader", { name: "Kind" }).boundingBox())?.width;
    await page.reload();
    await opened.playEveryday();
    await opened.settled();
    assert.deepEqual(await names(), chosen);
    assert.equal((await page.getByRole("columnheader", { name: "Kind" }).boundingBox())?.width, width);
  });

  it("resizes a column with the pointer", async () => {
    await everyday();
    const header = page.getByRole("columnheader", { name: "Method" });
    const before = await header.boundingBox();
    assert.ok(before);
    await page.mouse.move(before.x + before.width, before.y + 10);
    await page.mouse.down();
    await page.mouse.move(before.x + before.width + 60, before.y + 10, { steps: 4 });
    await page.mouse.up();
    await drawn();
    assert.equal((await header.boundingBox())?.width, before.width + 60);
    assert.equal((await row("tools/call").locator(".cell-method").boundingBox())?.width, before.width + 60);
  });

  describe("with more rows than a scroll bar has pixels", () => {
    const ROWS = 400_000;

    beforeEach(async function () {
      this.timeout(120_000);
      await open({ height: 500 });
      await opened.order({ type: "burst", rows: ROWS });
      await opened.settled();
    });

    it("has elements only for what is in sight, and knows how many lines there are", async () => {
      const lines = await lineCount();
      assert.equal(lines, ROWS);
      assert.ok((await page.locator(".row").count()) < 60);
      assert.equal((await linesInSight()).at(-1), lines - 1, "it follows, so the newest is in sight");
    });

    it("reaches every line by the wheel, in small steps, wherever the bar stands", async () => {
      const lines = await lineCount();
      await table().focus();
      await press("Home");
      assert.equal((await linesInSight())[0], 0);
      const bounds = await table().boundingBox();
      assert.ok(bounds);
      await page.mouse.move(bounds.x + 100, bounds.y + 100);
      // In the middle, a step of the wheel is a few lines.
      await drawBar(1 / 2);
      const middle = (await linesInSight())[0] ?? 0;
      assert.ok(Math.abs(middle - lines / 2) < lines / 20, `line ${middle} of ${lines}`);
      await page.mouse.wheel(0, 110);
      await page.waitForTimeout(400);
      const moved = ((await linesInSight())[0] ?? 0) - middle;
      assert.ok(moved >= 4 && moved <= 6, `moved by ${moved} lines`);
      // At the end, nothing is left that cannot be reached.
      await drawBar(1);
      assert.equal((await linesInSight()).at(-1), lines - 1);
    });

    it("stays where it is while rows come, and follows again at the end", async () => {
      await drawBar(1 / 3);
      const before = await linesInSight();
      await opened.order({ type: "flood", rows: 30_000, perSecond: 60_000 });
      await opened.settled();
      assert.deepEqual(await linesInSight(), before);
      assert.equal(await page.getByRole("button", { name: /^Follow/ }).getAttribute("aria-pressed"), "false");
      await table().focus();
      await press("f");
      await opened.order({ type: "flood", rows: 5000, perSecond: 60_000 });
      await opened.settled();
      assert.equal((await linesInSight()).at(-1), (await lineCount()) - 1);
    });

    it("goes on following when it becomes taller while rows come", async () => {
      for (const [height, rows] of [[700, 6000], [300, 6000], [420, 6000], [800, 6000]] as const) {
        const flood = opened.order({ type: "flood", rows, perSecond: 6000 });
        await page.waitForTimeout(300);
        await page.setViewportSize({ width: 1200, height });
        await flood;
        await opened.settled();
        await becomes(async () => (await linesInSight()).at(-1) === (await lineCount()) - 1);
        assert.equal(await page.getByRole("button", { name: /^Follow/ }).getAttribute("aria-pressed"), "true");
      }
    });

    it("has everything that came while somebody scrolled, soon after", async () => {
      await drawBar(1 / 3);
      const bounds = await table().boundingBox();
      assert.ok(bounds);
      await page.mouse.move(bounds.x + 100, bounds.y + 100);
      const flood = { comes: true };
      const all = opened.order({ type: "flood", rows: 150_000, perSecond: 50_000 }).finally(() => (flood.comes = false));
      const counts: number[] = [];
      while (flood.comes) {
        await page.mouse.wheel(0, 300);
        await page.waitForTimeout(30);
        counts.push(await lineCount());
      }
      await all;
      assert.ok(new Set(counts).size > 2, `it goes on meanwhile: ${[...new Set(counts)].join()} lines`);
      await page.locator(".counts[title*='from 550,000 rows']").waitFor();
    });

    it("has its place, selection and filter again when it is thrown away and comes back", async () => {
      await table().focus();
      await press("Home");
      await press(...Array.from({ length: 30 }, () => "PageDown"));
      const seen = await linesInSight();
      const kept = await selected().innerText();
      await page.waitForTimeout(600);
      const state = await page.evaluate<string>("JSON.stringify(window.harness.state)");
      await page.close();
      await open({ height: 500, state: JSON.parse(state) as unknown });
      await opened.order({ type: "burst", rows: ROWS });
      await opened.settled();
      assert.ok(Math.abs(((await linesInSight())[0] ?? 0) - (seen[0] ?? 0)) <= 1, "the same line is the topmost");
      assert.equal((await selected().innerText()).slice(13), kept.slice(13), "all but the time of day");
    });

    it("shows a row that something outside asks for, although the filter hides it", async () => {
      await page.getByRole("search").getByRole("combobox").or(page.getByRole("textbox", { name: "Filter traffic" })).first().fill("status:error");
      await page.waitForTimeout(500);
      await opened.order({ type: "reveal", seq: 1000 });
      await selected().waitFor();
      assert.equal(await selected().getAttribute("aria-rowindex"), "1002");
      assert.equal(await page.getByRole("region", { name: "Details of the selected entry" }).count(), 1);
    });
  });

  it("switches to another session and back", async () => {
    await everyday();
    await opened.order({ type: "earlier", rows: 400 });
    const picker = page.getByRole("combobox", { name: "Session" });
    await picker.selectOption({ label: "Earlier: yesterday" });
    await row("everything").waitFor();
    assert.equal(await row("filesystem").count(), 0);
    await picker.selectOption({ label: "This window" });
    await row("filesystem").waitFor();
  });

  it("empties the table when the session is cleared", async () => {
    await everyday();
    await page.getByRole("button", { name: /^Clear this session/ }).click();
    await page.getByText("Nothing has crossed the wire yet.").waitFor();
  });

  it("shows what is hostile, and is not harmed by it", async () => {
    await open();
    await opened.order({ type: "play", steps: HOSTILE.map((text): Step => ({ server: "<b>evil\u202e</b>", what: { type: "server", text } })) });
    await opened.order({ type: "play", steps: HOSTILE.map((text, id): Step => ({ server: "evil", what: { type: "client", text: JSON.stringify({ jsonrpc: "2.0", id: text, method: text, params: { name: text, id } }) } })) });
    await opened.settled();
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate('"harmed" in window'), false);
    assert.equal(await page.locator(".table img, .table script, .table iframe, .table b").count(), 0);
    const heights = await page.evaluate<number[]>('[...new Set([...document.querySelectorAll(".row:not([hidden])")].map((each) => each.getBoundingClientRect().height))]');
    assert.deepEqual(heights, [22]);
    assert.equal(await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), false);
    assert.doesNotMatch(await page.locator("body").innerText(), /[\p{Cf}\p{Cs}\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u);
  });
});

const HOSTILE: readonly string[] = [
  "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=1</script>",
  "</div></body><iframe src=javascript:parent.harmed=1>",
  "\u202eright to left\u2066 isolated \u200b\u200d\ufeff invisible",
  "\u0000\u0007\u001b[31mred\u001b[0m\u009b",
  "a\u0300".repeat(500),
  "x".repeat(200_000),
  "\ud800 lone \udc00",
  "${window.harmed=1}{{constructor.constructor('window.harmed=1')()}}",
  "javascript:window.harmed=1",
  "\u2028\u2029new\nlines\r\tand tabs",
];

/** Looks at the overview in every frame. */
const WATCH_OVERVIEW = `(() => {
  const seen = (window.overviewSeen = { wrong: 0, empty: 0 });
  const look = () => {
    const overview = document.querySelector(".overview");
    if (overview?.checkVisibility()) {
      if (overview.querySelector(".overview-clear").checkVisibility()) seen.wrong++;
      if (overview.querySelector(".overview-words").textContent === "") seen.empty++;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

const LINES_IN_SIGHT = `(() => {
  const clip = document.querySelector(".rows-clip").getBoundingClientRect();
  const isWhole = (row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return top >= clip.top && bottom <= clip.bottom;
  };
  const rows = [...document.querySelectorAll(".row:not([hidden])")].filter(isWhole);
  return rows.map((row) => Number(row.getAttribute("aria-rowindex")) - 2).sort((left, right) => left - right);
})()`;
