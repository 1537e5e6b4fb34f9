import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { Step } from "../page/steps";
import { type TrafficBrowser, trafficBrowser, type TrafficPage } from "../run/trafficPage.mjs";
import { randomMessage } from "../support/jsonFuzz";
import { Random, rounds } from "../support/random";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC";

function line(type: "client" | "server" | "stderr", message: object | string, after = 10): Step {
  return { server: "one", after, what: { type, text: typeof message === "string" ? message : JSON.stringify({ jsonrpc: "2.0", ...message }) } };
}

/** A call with progress, a log and a result of all kinds of contents; its rows are numbered from 0. */
const CALL: readonly Step[] = [
  line("stderr", "about to work"),
  line("client", { id: 7, method: "tools/call", params: { name: "work", arguments: { steps: 2 }, _meta: { progressToken: 7 } } }),
  line("server", { method: "notifications/progress", params: { progressToken: 7, progress: 1, total: 2, message: "half way" } }, 100),
  line("server", { method: "notifications/message", params: { level: "info", data: "working <b>hard</b>" } }, 20),
  line("server", {
    id: 7,
    result: {
      content: [{ type: "text", text: "# Done\n<img src=x onerror=alert(1)>" }, { type: "image", data: PNG, mimeType: "image/png" }],
      structuredContent: { list: Array.from({ length: 2_500 }, (_, at) => ({ name: `item ${at}` })) },
    },
  }, 800),
];
const ASKED = 1;
/** What reaches beyond the window and is not cut off there. */
const TOO_WIDE = `[...document.querySelectorAll(".details *")].filter((each) => {
  if (!each.checkVisibility() || each.getBoundingClientRect().right <= innerWidth + 1) return false;
  for (let outer = each.parentElement; outer; outer = outer.parentElement) if (getComputedStyle(outer).overflowX !== "visible") return outer.getBoundingClientRect().right > innerWidth + 1;
  return true;
}).map((each) => each.className)`;

/** Buttons in sight that something else lies over, or that are cut off. */
const COVERED = `[...document.querySelectorAll(".details :is(button, input)")].filter((each) => {
  if (!each.checkVisibility() || each.closest("[role=tree], .details-related-list")) return false;
  const { left, top, width, height } = each.getBoundingClientRect();
  return [left + 2, left + width / 2, left + width - 2].some((x) => !each.contains(document.elementFromPoint(x, top + height / 2)));
}).map((each) => each.getAttribute("aria-label") ?? each.textContent)`;
/** Lines of JSON that are in sight with all of their height. */
const WHOLE_LINES = `[...document.querySelectorAll(".details-line")].filter((each) => {
  const [line, list] = [each.getBoundingClientRect(), each.closest("[role=tree]").getBoundingClientRect()];
  return each.checkVisibility() && line.top >= list.top - 1 && line.bottom <= Math.min(list.bottom, innerHeight) + 1;
}).length`;
/** What part of the height of the details is the message, and not what is around it. */
const SHARE = `document.querySelector(".details [role=tree]:is(.details-pane:not([hidden]) *)").clientHeight / document.querySelector(".details").clientHeight`;
/** Of the page, and of the details where they are beside the table, CSS pixels. */
const SIZES = [
  { width: 1000, height: 280, detailsWidth: 450, lines: 5 },
  { width: 1000, height: 280, detailsWidth: 350, lines: 5 },
  { width: 1000, height: 280, detailsWidth: 500, lines: 5 },
  { width: 1000, height: 200, detailsWidth: 450, lines: 3 },
  { width: 1000, height: 200, detailsWidth: 280, lines: 3 },
  { width: 700, height: 280, detailsWidth: 0, lines: 5 },
  { width: 450, height: 280, detailsWidth: 0, lines: 6 },
  { width: 450, height: 200, detailsWidth: 0, lines: 5 },
  { width: 300, height: 200, detailsWidth: 0, lines: 5 },
  { width: 300, height: 800, detailsWidth: 0, lines: 8 },
  { width: 1800, height: 280, detailsWidth: 0, lines: 5 },
  { width: 1600, height: 1000, detailsWidth: 0, lines: 10 },
];

describe("the details of the Traffic page", () => {
  let chromium: TrafficBrowser;
  let traffic: TrafficPage;
  let page: Page;
  let details: Locator;

  before(async () => {
    chromium = await trafficBrowser();
  });
  after(() => chromium?.close());
  beforeEach(async () => {
    traffic = await chromium.open({ width: 1300, height: 900 });
    ({ page } = traffic);
    details = page.locator(".details");
  });
  afterEach(async () => {
    const problems = await traffic.problems();
    await page.close();
    assert.deepEqual(problems, []);
  });

  async function show(steps: readonly Step[], seq: number): Promise<void> {
    await traffic.order({ type: "play", steps });
    await traffic.settled();
    await traffic.order({ type: "reveal", seq });
    await details.waitFor();
    await loaded();
  }

  async function loaded(): Promise<void> {
    await details.getByText("Loading…").first().waitFor({ state: "hidden" });
  }

  /** Looks for the only place of a text in the answer, and gives it the focus. */
  async function find(text: string): Promise<void> {
    await details.getByLabel("Search in Answer").fill(text);
    await tree("Answer").locator("[aria-selected=true]").getByText(text).waitFor();
    await details.getByText("1 of 1", { exact: true }).waitFor();
    await tree("Answer").focus();
  }

  /** Another page, of such a size. */
  async function open({ width, height, detailsWidth }: { readonly width: number; readonly height: number; readonly detailsWidth: number }): Promise<void> {
    await page.close();
    traffic = await chromium.open({ width, height, state: { detailsWidth } });
    ({ page } = traffic);
    details = page.locator(".details");
  }

  function tree(name: string): Locator {
    return details.getByRole("tree", { name });
  }

  function selectedLine(of: Locator): Promise<string | null> {
    return of.locator("[aria-selected=true]").textContent();
  }

  it("shows request and answer side by side, and their values to the keyboard", async () => {
    await show(CALL, ASKED);
    const [left, right] = [await tree("Request").boundingBox(), await tree("Answer").boundingBox()];
    assert.ok(left && right && left.x + left.width <= right.x);
    await tree("Request").focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
    assert.match((await selectedLine(tree("Request"))) ?? "", /params/);
    assert.equal(await tree("Request").locator("[aria-selected=true]").getAttribute("aria-expanded"), "true");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await tree("Request").locator("[aria-selected=true]").getAttribute("aria-expanded"), "false");
    await page.keyboard.press("ArrowLeft");
    assert.match((await selectedLine(tree("Request"))) ?? "", /\{4\}/);
    assert.equal(await tree("Request").getAttribute("aria-activedescendant"), await tree("Request").locator("[aria-selected=true]").getAttribute("id"));
    await page.keyboard.press("Escape");
    await page.locator("[role=treegrid]:focus").waitFor();
  });

  it("puts them below each other where it is narrow", async () => {
    await page.setViewportSize({ width: 480, height: 900 });
    await show(CALL, ASKED);
    const [above, below] = [await tree("Request").boundingBox(), await tree("Answer").boundingBox()];
    assert.ok(above && below && above.y + above.height <= below.y);
    assert.equal(await details.getByRole("separator", { name: /request and answer/ }).getAttribute("aria-orientation"), "horizontal");
  });

  it("finds a text deep within pieces of a long list, and goes to the next and the one before", async () => {
    await show(CALL, ASKED);
    const search = details.getByLabel("Search in Answer");
    await search.fill("item 22");
    await details.getByText("1 of 111", { exact: true }).waitFor();
    await search.press("Enter");
    await details.getByText("2 of 111", { exact: true }).waitFor();
    assert.match((await selectedLine(tree("Answer"))) ?? "", /item 220/);
    await details.getByText("$.result.structuredContent.list[220].name").waitFor();
    await search.press("Shift+Enter");
    await search.press("Shift+Enter");
    await details.getByText("111 of 111", { exact: true }).waitFor();
    assert.match((await selectedLine(tree("Answer"))) ?? "", /item 2299/);
    assert.equal(await tree("Answer").locator("mark").first().textContent(), "item 22");
  });

  it("copies a value as it is meant and the path to it", async () => {
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: { writeText: (text) => { window.copied = text; return Promise.resolve(); } } })");
    await show(CALL, ASKED);
    await find("# Done");
    await page.keyboard.press("Control+c");
    assert.equal(await page.evaluate("window.copied"), "# Done\n<img src=x onerror=alert(1)>");
    await page.keyboard.press("Control+Shift+c");
    assert.equal(await page.evaluate("window.copied"), "$.result.content[0].text");
  });

  it("renders Markdown and pictures when asked, and not before", async () => {
    await show(CALL, ASKED);
    assert.equal(await details.locator("img").count(), 0);
    await find("# Done");
    await page.keyboard.press("Enter");
    await details.getByRole("button", { name: "Markdown" }).click();
    assert.equal(await details.getByRole("heading", { name: "Done" }).count(), 1);
    assert.equal(await details.locator("img").count(), 0, "markup of a server is text");
    await page.keyboard.press("Escape");
    await find(PNG.slice(0, 20));
    await page.keyboard.press("Enter");
    await details.getByText("10 × 10").waitFor();
    assert.equal(await details.locator("img").count(), 1);
  });

  it("shows the line as it was sent, as text and in hex", async () => {
    const text = '{"jsonrpc":"2.0",  "method":"odd","params":{"n":1.0,"a":1,"a":2,"x":"\u202eé"}}';
    await show([line("server", text)], 0);
    assert.match((await tree("Notification").textContent()) ?? "", /n:1\.0a:1a:2/);
    await details.getByRole("tab", { name: "Raw" }).click();
    await details.getByText('{"jsonrpc":"2.0",  "method":"odd","params":{"n":1.0,"a":1,"a":2,"x":"\\u{202e}é"}}').waitFor();
    await details.getByRole("button", { name: "Hex" }).click();
    assert.match((await details.locator(".details-hex-line").first().textContent()) ?? "", /^000000007b 22 6a 73 6f 6e 72 70 {2}63 22 3a 22 32 2e 30 22\{"jsonrpc":"2\.0"$/);
  });

  it("tells when each step came and how long the silence was", async () => {
    await show(CALL, ASKED);
    await details.getByRole("tab", { name: "Timing" }).click();
    await details.getByText(/Longest silence: .+, until “Answer”\./).waitFor();
    assert.equal(await details.locator(".details-longest th").textContent(), "Answer");
    assert.deepEqual(await details.locator("tbody th").allTextContents(), ["Request", "Progress", "Answer"]);
  });

  it("shows what has to do with a call, and each of it", async () => {
    await show(CALL, ASKED);
    await details.getByRole("tab", { name: "Related" }).click();
    await details.getByText("1 of 2 half way").waitFor();
    await details.getByText("about to work").waitFor();
    await details.getByRole("button", { name: /info: working <b>hard<\/b>/ }).click();
    await tree("notifications/message").getByText('"working <b>hard</b>"').waitFor();
  });

  it("explains a stray line and an end that nobody asked for", async () => {
    await show([line("server", "Listening on <b>3000</b>"), { server: "one", what: { type: "host", event: { type: "closed", closed: { how: "exited", code: 3, signal: null, asked: false } } } }], 0);
    await details.getByText("Listening on <b>3000</b>").waitFor();
    assert.notEqual((await details.locator(".details-fault").textContent())?.trim(), "");
    await traffic.order({ type: "reveal", seq: 1 });
    await details.getByText("The server ended by itself.").waitFor();
    assert.equal(await details.locator("dd").textContent(), "3");
  });

  it("shows the head of a result of 20 MB, more of it when asked, and leaves the rest to the editor", async () => {
    await show([line("client", { id: 1, method: "tools/call", params: { name: "big" } }), line("server", `{"jsonrpc":"2.0","id":1,"result":{"structuredContent":{"first":"here","list":[${"1234567,".repeat(2_500_000)}1]}}}`)], 0);
    await details.getByText("Shown are the first 500.0 kB of 20.0 MB.").waitFor();
    await tree("Answer").getByText('"here"').waitFor();
    await details.getByRole("button", { name: "Load 8.0 MB" }).click();
    await details.getByText("Shown are the first 8.0 MB of 20.0 MB.").waitFor();
    await details.locator(".details-note").getByRole("button", { name: "Open in Editor" }).click();
    await page.waitForTimeout(100);
    const acted = (await traffic.reports()).filter((report) => report.type === "acted");
    assert.deepEqual(acted.map((report) => ("action" in report ? [report.action, report.seqs] : [])), [["open", [1]]]);
  });

  it("shows any part of a line of 50 MB as it was sent, and finds a text wherever it stands, without keeping it", async () => {
    const half = `{"jsonrpc":"2.0","method":"big","params":{"text":"${"lorem ipsum ".repeat(2_080_000)}`;
    await show([line("server", `${half}the needle é \\" in it${"lorem ipsum ".repeat(2_080_000)}"}}`)], 0);
    const place = half.length + "the ".length;
    const session = await page.context().newCDPSession(page);
    /** With what lies in buffers, which are not of the heap. */
    const heap = async (): Promise<number> => {
      await session.send("HeapProfiler.collectGarbage");
      const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
      return usedSize + backingStorageSize;
    };
    const before = await heap();
    await details.getByRole("tab", { name: "Raw" }).click();
    await details.getByText('{"jsonrpc":"2.0","method":"big","params"').waitFor();
    await details.getByLabel("Search in Notification").fill("Needle");
    await details.locator(".details-raw mark", { hasText: "needle" }).waitFor();
    await details.getByText(`1, at byte ${place.toLocaleString("en")}`, { exact: true }).waitFor();
    await details.getByRole("button", { name: "Show the beginning" }).waitFor();
    await details.getByRole("button", { name: "Hex" }).click();
    await details.locator(".details-hex-marked", { hasText: /6e 65|65 64/ }).first().waitFor();
    assert.match((await details.locator(".details-hex-marked").first().textContent()) ?? "", new RegExp(`^0${(place - (place % 16)).toString(16)}`));
    await details.getByRole("button", { name: /^Show 8\.4 MB more of/ }).click();
    await details.locator(".details-hex-line", { hasText: /6c 6f 72 65 6d/ }).first().waitFor();
    await details.getByRole("button", { name: "Text", exact: true }).click();
    await details.getByLabel("Search in Notification").fill('é " in');
    await details.locator(".details-raw mark", { hasText: 'é \\" in' }).waitFor();
    await details.getByLabel("Search in Notification").fill("nowhere in it");
    await details.getByText("no match", { exact: true }).waitFor();
    const more = (await heap()) - before;
    assert.ok(more < 40e6, `${more} bytes more than before it was looked at`);
  });

  it("goes through JSON of ten thousand levels", async () => {
    const deep = 5_000;
    await show([line("server", `{"jsonrpc":"2.0","method":"deep","params":${'{"a":['.repeat(deep)}"end"${"]}".repeat(deep)}}`)], 0);
    await details.getByLabel(/^Search in/).fill('"end"');
    await details.getByText("1 of 1", { exact: true }).waitFor();
    const line10000 = tree("Notification").locator("[aria-selected=true]");
    assert.equal(await line10000.getAttribute("aria-level"), String(2 * deep + 2));
    const [box, whole] = [await line10000.getByText('"end"').boundingBox(), await details.boundingBox()];
    assert.ok(box && whole && box.x < whole.x + whole.width / 2, "its value is in sight");
  });

  it("shows whatever a server sends without running it, breaking or overflowing", async () => {
    await page.evaluate("window.alert = () => { window.ran = true; }");
    const random = new Random(11);
    const hostile = [
      '{"jsonrpc":"2.0","method":"<img src=x onerror=alert(1)>","params":{"<script>alert(1)</script>":"</script><script>alert(1)</script>"}}',
      `{"jsonrpc":"2.0","method":"${"m".repeat(100_000)}","params":{"${"k".repeat(300_000)}":"${"v".repeat(300_000)}"}}`,
      `{"jsonrpc":"2.0","method":"\\ud800","params":{"\\ud800":"\\udfff\u202e\u2066\u200b\u0000","z":"Z${"\u0300".repeat(1_000)}"}}`,
      `{"jsonrpc":"2.0","method":"a","params":{"__proto__":{"x":1},"constructor":1,"toString":null}}`,
      `\ufeff{"jsonrpc":"2.0"}`, "[]", "", "   ", "\u001b]0;title\u0007\u001b[2J", "‮gnp.exe", "\u0000".repeat(1_000), "{".repeat(20_000), '["'.repeat(5_000),
    ];
    const lines = [...hostile, ...Array.from({ length: rounds(20, 400) }, () => randomMessage(random))];
    // A line feed would end the line.
    await show(lines.map((text, at) => line(at % 5 === 4 ? "client" : "server", text.replaceAll("\n", " "))), 0);
    for (let seq = 0; seq < lines.length; seq++) {
      await traffic.order({ type: "reveal", seq });
      for (const tab of seq < hostile.length ? ["Raw", "Timing", "Related", "Message"] : ["Message"]) {
        await details.getByRole("tab", { name: tab }).click();
        await loaded();
        assert.deepEqual(await page.evaluate(TOO_WIDE), [], `${tab} of row ${seq}`);
      }
    }
    assert.equal(await page.evaluate("window.ran"), undefined);
  });

  for (const { lines, ...size } of SIZES) {
    it(`has room for the message, and for all that can be pressed, in ${size.width} × ${size.height}${size.detailsWidth > 0 ? ` of which ${size.detailsWidth} are its own` : ""}`, async () => {
      await open(size);
      await show(CALL, ASKED);
      await tree("Answer").getByText('"2.0"').waitFor();
      assert.ok(Number(await page.evaluate(WHOLE_LINES)) >= lines);
      assert.ok(Number(await page.evaluate(SHARE)) >= 0.6);
      for (const tab of ["Message", "Raw", "Timing", "Related"]) {
        await details.getByRole("tab", { name: tab }).click();
        await loaded();
        assert.deepEqual([await page.evaluate(COVERED), await page.evaluate(TOO_WIDE)], [[], []], tab);
      }
    });
  }

  it("stands in the place of the table where there is no room for both, and gives it back", async () => {
    await open({ width: 450, height: 200, detailsWidth: 0 });
    await show(CALL, ASKED);
    const table = page.getByRole("treegrid");
    assert.equal(await table.isVisible(), false);
    await details.getByRole("button", { name: /^Back to the table/ }).click();
    await page.locator("[role=treegrid]:focus .row.selected", { hasText: "work" }).waitFor();
    assert.equal(await details.isVisible(), false);
    await page.keyboard.press("Enter");
    await tree("Answer").getByText("structuredContent").waitFor();
    await tree("Answer").focus();
    await page.keyboard.press("Escape");
    await page.locator("[role=treegrid]:focus").waitFor();
    await page.keyboard.press("Enter");
    await table.waitFor({ state: "hidden" });
    await page.setViewportSize({ width: 450, height: 600 });
    await table.waitFor();
    assert.equal(await details.isVisible(), true);
  });

  describe("where there is room for one message only", () => {
    beforeEach(() => open({ width: 1000, height: 280, detailsWidth: 450 }));

    it("shows the answer, the request when asked, and the request of the next call too", async () => {
      const again = [line("client", { id: 8, method: "tools/call", params: { name: "again" } }), line("server", { id: 8, result: { content: [] } })];
      await show([...CALL, ...again], ASKED);
      await tree("Answer").getByText("structuredContent").waitFor();
      assert.equal(await tree("Request").isVisible(), false);
      await details.getByRole("button", { name: "Request", exact: true }).press("Enter");
      await tree("Request").getByText('"work"').waitFor();
      assert.equal(await tree("Answer").isVisible(), false);
      // The keyboard stays where it was.
      await page.locator(".details-switch button:focus[aria-pressed=true]", { hasText: "Request" }).waitFor();
      await traffic.order({ type: "reveal", seq: CALL.length });
      await tree("Request").getByText('"again"').waitFor();
      await page.waitForTimeout(500);
      await page.reload();
      await show([...CALL, ...again], ASKED);
      await tree("Request").getByText('"work"').waitFor();
      await details.getByRole("button", { name: "Answer", exact: true }).click();
      await tree("Answer").getByText("structuredContent").waitFor();
    });

    it("shows a call that waits, and its answer when it has come", async () => {
      await show(CALL.slice(0, 2), ASKED);
      await tree("Request").getByText('"work"').waitFor();
      await traffic.order({ type: "play", steps: CALL.slice(2) });
      await tree("Answer").getByText("structuredContent").waitFor();
    });

    it("leaves a request in its place that somebody reads while the answer comes", async () => {
      await show(CALL.slice(0, 2), ASKED);
      await tree("Request").focus();
      await traffic.order({ type: "play", steps: CALL.slice(2) });
      await traffic.settled();
      await details.getByText("ok", { exact: true }).waitFor();
      await page.locator("[role=tree][aria-label=Request]:focus").waitFor();
    });

    it("opens the search by the keyboard, in the place of what else is in its line, and closes it again", async () => {
      await show(CALL, ASKED);
      await tree("Answer").getByText("structuredContent").waitFor();
      assert.equal(await details.getByLabel("Search in Answer").isVisible(), false);
      await details.getByRole("tab", { name: "Message" }).focus();
      await page.keyboard.press("Control+f");
      await page.keyboard.type("item 22");
      await details.getByText("1 of 111", { exact: true }).waitFor();
      assert.deepEqual([await page.evaluate(COVERED), await page.evaluate(TOO_WIDE)], [[], []]);
      await page.keyboard.press("Escape");
      await page.locator("[role=tree][aria-label=Answer]:focus").waitFor();
      assert.equal(await tree("Answer").locator("mark").count(), 0);
      assert.equal(await details.getByLabel("Search in Answer").isVisible(), false);
    });

    it("has all that can be done with a value in a menu", async () => {
      await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: { writeText: (text) => { window.copied = text; return Promise.resolve(); } } })");
      await show(CALL, ASKED);
      await tree("Answer").getByText('"# Done').click();
      await details.getByRole("button", { name: "More about the selected value" }).click();
      await page.getByRole("menuitem", { name: "Copy Path" }).click();
      assert.equal(await page.evaluate("window.copied"), "$.result.content[0].text");
      await tree("Answer").getByText('"# Done').click({ button: "right" });
      await page.getByRole("menuitem", { name: "View Value by Itself" }).click();
      await details.getByRole("button", { name: "Markdown" }).click();
      assert.equal(await details.getByRole("heading", { name: "Done" }).count(), 1);
      await details.getByRole("button", { name: /Back to the whole message/ }).click();
      await page.locator("[role=tree][aria-label=Answer]:focus").waitFor();
    });

    it("shows what has to do with a call, then one of it in the place of the list, and the list again", async () => {
      await show(CALL, ASKED);
      await details.getByRole("tab", { name: "Related" }).click();
      const progress = details.getByRole("button", { name: /notifications\/progress/ });
      await progress.press("ArrowDown");
      await details.getByRole("button", { name: /info: working/ }).press("Enter");
      await tree("notifications/message").getByText('"working <b>hard</b>"').waitFor();
      assert.equal(await progress.isVisible(), false);
      await page.keyboard.press("Escape");
      await page.locator(".details-row:focus", { hasText: "notifications/message" }).waitFor();
    });
  });
});
