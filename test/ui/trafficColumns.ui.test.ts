import * as assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { TrafficPage, TrafficPageOptions } from "../run/trafficPage.mjs";
import { trafficChromium } from "./support/trafficChromium";
import type { Step } from "../page/steps";

/** A cell is cut off only where its text has no room; then nothing of it may be seen in another column. */
describe("the columns of the Traffic page", () => {
  const openPage = trafficChromium();
  let opened: TrafficPage;
  let page: Page;

  async function everyday(options: TrafficPageOptions = {}): Promise<void> {
    opened = await openPage(options);
    page = opened.page;
    await opened.playEveryday();
    await opened.settled();
  }

  const table = (): Locator => page.getByRole("treegrid", { name: "Traffic" });
  const row = (text: string): Locator => table().locator(".row:not([hidden])").filter({ hasText: text }).first();
  const becomes = async (check: () => Promise<boolean>): Promise<void> => {
    for (let patience = 200; !(await check()); patience--) {
      assert.ok(patience > 0, "it never became so");
      await page.waitForTimeout(50);
    }
  };

  it("keep texts within them, and cut off none that has room", async () => {
    await everyday();
    const cut = (): Locator => table().locator(".row:not([hidden]) .cell.clipped:not(.cell-method)");
    assert.equal(await cut().count(), 0);
    await page.evaluate('document.documentElement.style.setProperty("--vscode-font-size", "26px")');
    await becomes(async () => (await cut().count()) > 50);
    assert.deepEqual(await opened.textsAstray(), []);
    await page.evaluate('document.documentElement.style.removeProperty("--vscode-font-size")');
    await becomes(async () => (await cut().count()) === 0);
    const names = ["W".repeat(30), "i".repeat(30), "名前".repeat(20), "ಸರ್ವರ್".repeat(9), "مرحبا ".repeat(9), "e\u0301".repeat(40), "ÄÖÜ".repeat(10), "short"];
    await opened.order({ type: "play", steps: names.map((name, id): Step => ({ server: name, what: { type: "client", text: JSON.stringify({ jsonrpc: "2.0", id, method: name, params: { name } }) } })) });
    await row("short").waitFor();
    assert.deepEqual(await opened.textsAstray(), []);
    assert.deepEqual(await table().locator(".row:not([hidden]) .cell-server:not(.clipped)").filter({ hasText: /^(WWW|名|ಸ|م|é)/ }).count(), 0);
    for (const state of [{ columns: COLUMNS.map((id) => ({ id, width: 36, hidden: false })) }, { columns: COLUMNS.toReversed().map((id) => ({ id, width: 70, hidden: false })) }]) {
      await everyday({ state });
      assert.deepEqual(await opened.textsAstray(), []);
      await becomes(async () => (await cut().count()) > 20);
    }
  });

  it("keep texts within them in every frame when the table comes back from the statistics", async () => {
    await everyday({ state: { columns: COLUMNS.map((id) => ({ id, width: 70, hidden: false })) } });
    assert.deepEqual(await page.evaluate<string[]>(STATISTICS_AND_BACK), []);
  });
});

const COLUMNS = ["time", "server", "direction", "kind", "method", "subject", "id", "status", "duration", "size", "waterfall"];

/** Shows the statistics and the table again; what is seen in another column in one of its first frames. */
const STATISTICS_AND_BACK = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const button = [...document.querySelectorAll(".toolbar button")].find((each) => /statistics/i.test(each.getAttribute("aria-label")));
  button.click();
  for (let count = 0; count < 10; count++) await frame();
  button.click();
  const astray = [];
  for (let count = 0; count < 10; count++) {
    await frame();
    if (document.querySelector(".table").checkVisibility()) astray.push(...window.harness.textsAstray());
  }
  return astray;
})()`;
