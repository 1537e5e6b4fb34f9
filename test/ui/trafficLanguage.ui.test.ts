import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import { inRoot } from "../run/paths.mjs";
import { type TrafficBrowser, type TrafficPage, type TrafficPageOptions, trafficBrowser } from "../run/trafficPage.mjs";
import { pseudoLanguage } from "./support/pseudoLanguage";

/** What shows the traffic itself, the filter's own language and what the core says in English. */
const DATA = "bdi, pre, .menu-keys, .filter-example, .filter-suggestion, .filter-mirror, .filter-help td, .filter-active-name, .menu-detail, .group-title, .group-about, .session-picker, .details-list, .details-fault, .details-event-facts dd, .statistics-table td:not(.numeric)";
/** The button that clears the filter lies in its input; a popover and a menu lie over everything. */
const LAYERED = "[hidden], .filter-field, [popover]:not(:popover-open)";

describe("the Traffic page in another language", () => {
  let chromium: TrafficBrowser;
  let traffic: TrafficPage;
  let translations: Readonly<Record<string, string>>;

  before(async () => {
    const bundle = JSON.parse(readFileSync(inRoot("l10n", "bundle.l10n.json"), "utf8")) as Readonly<Record<string, string>>;
    translations = pseudoLanguage(Object.keys(bundle));
    chromium = await trafficBrowser();
  });
  after(() => chromium?.close());
  afterEach(async () => {
    const problems = await traffic.problems();
    await traffic.page.close();
    assert.deepEqual(problems, []);
  });

  const at = (selector: string): Locator => traffic.page.locator(selector);

  async function open(options: TrafficPageOptions, hasTraffic = true): Promise<void> {
    traffic = await chromium.open({ height: 700, translations, ...options });
    if (hasTraffic) await traffic.playEveryday();
    await traffic.settled();
  }

  /** That everything in these parts is translated and has room. */
  async function check(...areas: readonly string[]): Promise<void> {
    for (const area of areas) {
      await at(area).first().waitFor();
      assert.deepEqual({ area, untranslated: await traffic.untranslated(area, DATA) }, { area, untranslated: [] });
      assert.deepEqual({ area, cramped: await traffic.cramped(area, LAYERED) }, { area, cramped: [] });
    }
  }

  for (const width of [300, 1200]) {
    describe(`${width} pixels wide`, () => {
      it("has its toolbar, the overview and the head of the table in that language", async () => {
        await open({ width });
        await at(".overview-words").filter({ hasText: "«" }).waitFor();
        await check(".toolbar", ".overview", ".table .header");
        assert.match((await at(".counts:not([hidden])").textContent()) ?? "", /^«49 entries .+»$/);
        assert.deepEqual(new Set(await at(".rows .row:not([hidden]) .cell-status").allTextContents()), new Set(["", `${translations["ok"]}`]));
      });

      it("says in that language why there is nothing to see", async () => {
        await open({ width }, false);
        await check(".table-empty");
        await traffic.page.close();
        await open({ width, state: { filter: "tool:nothing" } });
        await check(".table-empty", ".toolbar");
      });

      it("has its menus and the help for filters in that language", async () => {
        await open({ width });
        await at(".tools button").nth(1).click();
        await check("[role=menu]");
        await traffic.page.keyboard.press("Escape");
        await at(".rows .row:not([hidden]) .cell-server").nth(2).click({ button: "right" });
        await check("[role=menu]");
        await traffic.page.keyboard.press("Escape");
        await at(".filter-help-button").click();
        await check(".filter-help");
      });

      it("has what is done with several entries in that language", async () => {
        await open({ width, state: { session: "live", selected: 22, alsoSelected: [24, 26], follow: false, scroll: 20 } });
        await at(".counts:not([hidden])").nth(1).waitFor();
        await check(".toolbar");
        await at(".rows .row.selected .cell-server").first().click({ button: "right" });
        await check("[role=menu]");
      });

      it("has the saved filters in that language", async () => {
        await open({ width, state: { filter: "status:error" } });
        await traffic.order({ type: "filters", filters: [{ name: "A", filter: "tool:read_file", color: "green" }, { name: "B", filter: "kind:junk" }] });
        await check(".toolbar");
        await at(".filter-menu-button").click();
        await check("[role=menu]");
        await at("[role=menu] button").first().click();
        await check(".save-filter");
        await traffic.page.keyboard.press("Escape");
        await at(".filter-menu-button").click();
        await at("[role=menu] button").last().click();
        await check(".saved-filters");
      });

      it("has the groups of all sessions in that language", async () => {
        await open({ width, state: { follow: false } });
        await traffic.order({ type: "earlier", rows: 20 });
        await at(".session-picker").selectOption("*");
        await at("[role=treegrid]").focus();
        await traffic.page.keyboard.press("Home");
        const group = at(".row.group:not([hidden])").first();
        await group.waitFor();
        await at(".session-picker[title^='«']").waitFor();
        await check(".toolbar", ".row.group:not([hidden])");
        assert.match((await group.locator(".group-about").textContent()) ?? "", /«49 entries/);
        await group.click({ button: "right", position: { x: 60, y: 10 } });
        await check("[role=menu]");
      });

      for (const tab of ["message", "raw", "timing", "related"]) {
        it(`has the details in that language: ${tab}`, async () => {
          // A call that was answered; the last entry is an event.
          for (const selected of [22, 0]) {
            await open({ width, state: { session: "live", selected, detailsOpen: true, tab } });
            await at(`.details-tab[aria-selected=true]`).waitFor();
            await check(".details");
            if (selected !== 0) await traffic.page.close();
          }
        });
      }

      it("has the statistics in that language", async () => {
        await open({ width, state: { statistics: true } });
        await at(".statistics-table tbody td").first().waitFor();
        await check(".statistics-view", ".toolbar");
      });
    });
  }

  it("tells those who listen what happened in that language", async () => {
    await open({ width: 1200 });
    await at(".header .cell-method button").click();
    const spoken = at(".only-spoken");
    await spoken.filter({ hasText: "«" }).waitFor();
    assert.equal(await spoken.textContent(), `${translations["Sorted by {0}, ascending."]}`.replace("{0}", `${translations["Method"]}`));
  });
});
