import assert from "node:assert/strict";
import { FILTER_FIELDS } from "../../src/core/trace/filter/fields";
import { type TrafficBrowser, type TrafficPage, trafficBrowser } from "../run/trafficPage.mjs";

/** A tool whose name would act on a page that took it for markup or printed it as it is. */
const HOSTILE = "say \u202e<img src=x onerror=alert(1)>";

describe("the filter of the Traffic page", () => {
  let chromium: TrafficBrowser;
  let traffic: TrafficPage;

  before(async () => {
    chromium = await trafficBrowser();
  });
  after(async () => {
    await chromium?.close();
  });
  beforeEach(async () => {
    traffic = await chromium.open();
    await traffic.playEveryday();
    await traffic.settled();
  });
  afterEach(async () => {
    const problems = await traffic.problems();
    await traffic.page.close();
    assert.deepEqual(problems, []);
  });

  const input = (): ReturnType<TrafficPage["page"]["getByRole"]> => traffic.page.getByRole("combobox", { name: "Filter traffic" });
  const options = (): ReturnType<TrafficPage["page"]["getByRole"]> => traffic.page.getByRole("option");
  /** Asked from outside, since the page's own policy lets nobody wait for a script in it. */
  const holds = async (condition: string): Promise<void> => {
    while (!(await traffic.page.evaluate(condition))) await traffic.page.waitForTimeout(50);
  };
  const counts = async (text: RegExp | string): Promise<void> => traffic.page.locator(".counts").filter({ hasText: text }).waitFor();
  const press = (key: string): Promise<void> => traffic.page.keyboard.press(key);

  async function type(text: string): Promise<void> {
    await input().click();
    await traffic.page.keyboard.type(text);
  }

  it("shows the entries that match what is typed, texts inside of messages too", async () => {
    await type("status:error");
    await counts("2 of 49");
    await type(" Atlantis");
    await counts("1 of 49");
    await press("Escape");
    await press("Escape");
    await counts("49 entries");
    assert.equal(await input().inputValue(), "");
  });

  it("completes fields and values, which are offered with their counts", async () => {
    await type("ki");
    await press("ArrowDown");
    assert.equal(await traffic.page.locator("[role=option][aria-selected=true]").textContent(), "kind:what it is");
    assert.equal(await input().getAttribute("aria-activedescendant"), await traffic.page.locator("[role=option][aria-selected=true]").getAttribute("id"));
    await press("Enter");
    assert.equal(await input().inputValue(), "kind:");
    await options().filter({ hasText: "stderr" }).filter({ hasText: "3 entries" }).click();
    assert.equal(await input().inputValue(), "kind:stderr");
    await counts("3 of 49");
    assert.equal(await options().count(), 0);
    assert.equal(await input().getAttribute("aria-expanded"), "false");
    assert.equal(await traffic.page.evaluate("document.activeElement.tagName"), "INPUT");
  });

  it("offers what servers say as text and nothing else", async () => {
    await traffic.order({ type: "play", steps: [{ server: "bad", what: { type: "client", text: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: HOSTILE } }) } }] });
    await counts("50 entries");
    await type("tool:say");
    const offered = await options().first().textContent();
    assert.ok(offered?.startsWith('"say \\u{202e}<img src=x onerror=alert(1)>"'), offered ?? "");
    assert.equal(await traffic.page.locator(".filter-bar img").count(), 0);
    await press("ArrowDown");
    await press("Tab");
    await counts("1 of 50");
  });

  it("underlines what is wrong, says why, and goes by the rest", async () => {
    await type("status:error kind:nonsense dir:out");
    await counts("2 of 49");
    await press("Enter");
    assert.deepEqual(await traffic.page.locator(".filter-wrong").allTextContents(), ["nonsense"]);
    assert.equal(await input().getAttribute("aria-invalid"), "true");
    const description = await traffic.page.locator(`#${await input().getAttribute("aria-describedby")}`).textContent();
    assert.match(description ?? "", /kind is never “nonsense”. It is one of request, /);
    await traffic.page.locator(".filter-problems").filter({ hasText: "never" }).waitFor();
    await press("Escape");
    assert.equal(await input().getAttribute("aria-invalid"), "false");
    assert.equal(await input().getAttribute("aria-describedby"), null);
    await traffic.page.locator(".filter-problems").waitFor({ state: "hidden" });
  });

  it("does not call wrong what is being typed", async () => {
    await type("tool:get_weather status:");
    assert.equal(await traffic.page.locator(".filter-wrong").count(), 0);
    await press("Escape");
    await traffic.page.locator(".filter-problems").filter({ hasText: "needs a value" }).waitFor();
    assert.deepEqual(await traffic.page.locator(".filter-wrong").allTextContents(), ["status:"]);
  });

  it("keeps the underline below its word when the text is longer than the line", async () => {
    await type(`${"tool:get_weather ".repeat(20)}kind:nonsense`);
    await press("Enter");
    const [wrong, field] = [await traffic.page.locator(".filter-wrong").boundingBox(), await input().boundingBox()];
    assert.ok(wrong && field && wrong.x > field.x && wrong.x + wrong.width <= field.x + field.width, JSON.stringify([wrong, field]));
  });

  it("brings back earlier filters, also after the page was loaded anew", async () => {
    for (const filter of ["kind:stderr", "status:error"]) {
      await type(filter);
      await press("Enter");
      await press("Escape");
    }
    await counts("49 entries");
    await press("ArrowUp");
    await counts("2 of 49");
    await press("ArrowUp");
    await counts("3 of 49");
    await press("ArrowDown");
    await counts("2 of 49");
    await press("ArrowDown");
    await counts("49 entries");
    await holds("JSON.stringify(sessionStorage).includes('kind:stderr')");
    await traffic.page.reload();
    await input().click();
    await press("ArrowUp");
    await press("ArrowUp");
    assert.equal(await input().inputValue(), "kind:stderr");
  });

  it("shows what a cell's menu adds", async () => {
    await type("kind:request");
    await press("Enter");
    // Rows are used again, so one that is there before the filter holds may be hidden by it.
    await counts(/ of 49/);
    await traffic.page.getByRole("gridcell", { name: "query_database" }).filter({ visible: true }).first().click({ button: "right" });
    await traffic.page.getByRole("menuitem", { name: "Show Only Tool “query_database”" }).click();
    await counts("6 of 49");
    assert.equal(await input().inputValue(), "kind:request tool:query_database");
  });

  it("explains the language, and takes an example from there", async () => {
    const help = traffic.page.getByRole("dialog", { name: "Filter language" });
    const opener = traffic.page.getByRole("button", { name: "Filter language" });
    await opener.click();
    await help.waitFor();
    const text = (await help.textContent()) ?? "";
    for (const { name, what, example } of FILTER_FIELDS) assert.ok([name, what, example].every((each) => text.includes(each)), name);
    await press("Escape");
    await help.waitFor({ state: "hidden" });
    await traffic.page.getByRole("button", { name: "Filter language", expanded: false }).waitFor();
    await opener.click();
    await help.getByRole("button", { name: "Filter by status:tool-error" }).click();
    await counts("1 of 49");
    assert.equal(await input().inputValue(), "status:tool-error");
    assert.equal(await traffic.page.evaluate("document.activeElement.tagName"), "INPUT");
  });
});
