import * as assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { HostReport } from "../page/steps";
import type { TrafficPage, TrafficPageOptions } from "../run/trafficPage.mjs";
import { trafficChromium } from "./support/trafficChromium";

/** All sessions in one table, a group each. */
describe("the Traffic page with all sessions", () => {
  const openPage = trafficChromium();
  let opened: TrafficPage;
  let page: Page;

  /** This window's everyday traffic, that of yesterday and of some days ago. */
  async function open(options: TrafficPageOptions = {}): Promise<void> {
    opened = await openPage({ height: 700, ...options });
    page = opened.page;
    await opened.order({ type: "earlier", rows: 40 });
    await opened.order({ type: "earlier", rows: 400, session: "monday", daysAgo: 3 });
    await opened.playEveryday();
    await opened.settled();
  }

  const table = (): Locator => page.getByRole("treegrid", { name: "Traffic" });
  const picker = (): Locator => page.getByRole("combobox", { name: "Session" });
  const group = (title: string): Locator => table().locator(".row.group:not(.sticky)").filter({ hasText: title });
  const row = (text: RegExp | string): Locator => table().locator(".row:not(.group):not([hidden])").filter({ hasText: text }).first();
  const acted = async (): Promise<readonly HostReport[]> => (await opened.reports()).filter(({ type }) => type === "acted");
  const openedSessions = async (): Promise<readonly string[]> => (await opened.reports()).flatMap((report) => (report.type === "opened" ? [report.session] : []));
  const becomes = async (check: () => Promise<boolean>): Promise<void> => {
    for (let patience = 200; !(await check()); patience--) {
      assert.ok(patience > 0, "it never became so");
      await page.waitForTimeout(50);
    }
  };
  const showAll = async (): Promise<void> => {
    await picker().selectOption({ label: "All Sessions" });
    await group("Earlier: yesterday").waitFor();
  };

  it("shows each session under a line of its own, and opens no session that nobody has expanded", async () => {
    await open();
    assert.equal(await table().locator(".row.group:not(.sticky)").count(), 0, "one session needs no line");
    await showAll();
    await table().focus();
    await page.keyboard.press("Home");
    assert.match(await group("This window").innerText(), /weather, filesystem · 49 entries[^]*5 errors|6 errors|\d errors/);
    assert.equal(await group("This window").getAttribute("aria-expanded"), "true");
    assert.equal(await group("This window").getAttribute("aria-level"), "1");
    assert.equal(await row("weather").getAttribute("aria-level"), "2");
    await page.keyboard.press("End");
    for (const title of ["Earlier: yesterday", "Earlier: monday"]) {
      assert.equal((await group(title).innerText()).trim(), title);
      assert.equal(await group(title).getAttribute("aria-expanded"), "false");
    }
    assert.deepEqual(await openedSessions(), ["live"]);
    await group("Earlier: yesterday").click();
    await row("everything").waitFor();
    assert.match(await group("Earlier: yesterday").innerText(), /30 entries/);
    assert.deepEqual(await openedSessions(), ["live", "yesterday"]);
    await group("Earlier: yesterday").click();
    await becomes(async () => (await row("everything").count()) === 0);
    await group("Earlier: yesterday").click();
    await row("everything").waitFor();
    assert.deepEqual(await openedSessions(), ["live", "yesterday"], "what was open stays so for a while");
  });

  it("is walked through by the keyboard like a tree", async () => {
    await open();
    await showAll();
    const selected = (): Locator => table().locator("[aria-selected=true]");
    await table().focus();
    await page.keyboard.press("Home");
    await becomes(async () => /This window/.test(await selected().innerText()));
    assert.equal(await table().getAttribute("aria-activedescendant"), await selected().getAttribute("id"));
    await page.keyboard.press("ArrowLeft");
    await becomes(async () => (await group("This window").getAttribute("aria-expanded")) === "false");
    await becomes(async () => (await table().getAttribute("aria-rowcount")) === "4");
    await page.keyboard.press("ArrowDown");
    await becomes(async () => /yesterday/.test(await selected().innerText()));
    await page.keyboard.press("Enter");
    await row("everything").waitFor();
    await page.keyboard.press("ArrowRight");
    await becomes(async () => /tools\/call/.test(await selected().innerText()));
    await page.keyboard.press("ArrowLeft");
    await becomes(async () => /yesterday/.test(await selected().innerText()));
    await page.keyboard.press("ArrowLeft");
    await becomes(async () => (await row("everything").count()) === 0);
  });

  it("filters, searches, shows and marks rows of every open session, and compares them with each other", async () => {
    await open();
    await showAll();
    await group("Earlier: yesterday").click();
    await row("everything").waitFor();
    await page.getByRole("combobox", { name: "Filter traffic" }).fill("text:\"line 22\" OR tool:get_forecast");
    await becomes(async () => /1 of 30/.test(await group("Earlier: yesterday").innerText()));
    assert.match(await group("This window").innerText(), /1 of 49/);
    await row("notifications/message").click();
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Details of the selected entry" }).getByText("line 22").first().waitFor();
    await table().focus();
    await page.keyboard.press("Space");
    await becomes(async () => (await row("notifications/message").getAttribute("class"))?.includes("marked") ?? false);
    await row("get_forecast").click({ modifiers: ["ControlOrMeta"] });
    await row("get_forecast").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Compare Selected" }).click();
    await becomes(async () => (await acted()).length === 2);
    const [mark, compare] = await acted();
    assert.deepEqual([mark, compare], [
      { type: "acted", action: "mark", seqs: [22], text: undefined },
      { type: "acted", action: "compare", seqs: [15], text: undefined, beside: [{ session: "yesterday", seqs: [22] }] },
    ]);
  });

  it("counts the entries of every open session in the statistics", async () => {
    await open();
    await showAll();
    await page.getByRole("button", { name: "Statistics" }).click();
    await page.getByText(/^49 entries, /).waitFor();
    await page.getByRole("button", { name: "Statistics" }).click();
    await group("Earlier: yesterday").click();
    await row("everything").waitFor();
    await page.getByRole("button", { name: "Statistics" }).click();
    await page.getByText(/^79 entries, /).waitFor();
    await page.getByRole("table", { name: "Servers" }).getByRole("row", { name: /everything/ }).waitFor();
  });

  it("takes a session as a whole by its line", async () => {
    await open();
    await showAll();
    await group("Earlier: yesterday").click();
    await row("everything").waitFor();
    await group("Earlier: yesterday").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Export Session..." }).click();
    await becomes(async () => (await acted()).length === 1);
    assert.deepEqual(await acted(), [{ type: "acted", action: "export", seqs: [], text: "" }]);
    await page.getByRole("button", { name: /^Clear the traffic of this window/ }).click();
    await becomes(async () => /0 entries/.test(await group("This window").innerText()));
    assert.match(await group("Earlier: yesterday").innerText(), /30 entries/, "another session is not cleared");
  });

  it("has its groups, selection and details again when it is thrown away and comes back", async () => {
    await open();
    await showAll();
    await group("Earlier: yesterday").click();
    await row("read_file").waitFor();
    await table().locator(".row:not(.group):not([hidden])").filter({ hasText: "everything" }).filter({ hasText: "read_file" }).first().click();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(600);
    const state = await page.evaluate<string>("JSON.stringify(window.harness.state)");
    await page.close();
    await open({ state: JSON.parse(state) as unknown });
    await becomes(async () => /30 entries/.test(await group("Earlier: yesterday").innerText()));
    assert.equal(await picker().inputValue(), "*");
    const selected = table().locator(".row[aria-selected=true]:not([hidden])");
    await selected.waitFor();
    assert.match(await selected.innerText(), /everything[^]*read_file/);
    await page.getByRole("region", { name: "Details of the selected entry" }).getByText("read_file").first().waitFor();
    assert.equal(await group("Earlier: monday").count() === 0 || (await group("Earlier: monday").getAttribute("aria-expanded")) === "false", true);
  });

  it("says of a session that it was deleted while it was shown, and why one cannot be opened", async () => {
    await open();
    await opened.order({ type: "earlier", rows: 4, session: "torn", torn: true });
    await showAll();
    await group("Earlier: yesterday").click();
    await row("everything").waitFor();
    await opened.order({ type: "delete", session: "yesterday" });
    await group("Earlier: yesterday (deleted)").waitFor();
    await row("everything").waitFor();
    await table().focus();
    await page.keyboard.press("End");
    await group("Earlier: torn").click();
    await group("Earlier: torn").getByText("The file of torn is damaged.").waitFor();
  });

  it("shows a row that something outside asks for, in the session that it is in", async () => {
    await open();
    await showAll();
    await opened.order({ type: "reveal", seq: 21, session: "monday" });
    const selected = table().locator(".row[aria-selected=true]");
    await becomes(async () => /everything/.test((await selected.count()) === 0 ? "" : await selected.innerText()));
    assert.equal(await group("Earlier: monday").count() === 0 || (await group("Earlier: monday").getAttribute("aria-expanded")) === "true", true);
    assert.equal(await picker().inputValue(), "*");
  });

  it("has the line of a session in sight above its entries, never covering the one that the keyboard is at", async () => {
    await open({ height: 420 });
    await showAll();
    await table().focus();
    await page.keyboard.press("Home");
    const sticky = table().locator(".row.group.sticky");
    await becomes(() => sticky.isHidden());
    for (let line = 0; line < 30; line++) await page.keyboard.press("ArrowDown");
    await becomes(() => sticky.isVisible());
    assert.match(await sticky.innerText(), /This window/);
    for (let line = 0; line < 20; line++) await page.keyboard.press("ArrowUp");
    await page.waitForTimeout(200);
    const [cover, at] = await Promise.all([sticky.boundingBox(), table().locator("[aria-selected=true]:not(.sticky)").boundingBox()]);
    assert.ok(cover && at && at.y >= cover.y + cover.height - 1, "the row is below it");
    await sticky.click();
    await becomes(async () => (await group("This window").getAttribute("aria-expanded")) === "false");
    await becomes(() => sticky.isHidden());
  });

  it("goes back to one session, which has no line", async () => {
    await open();
    await showAll();
    await group("Earlier: yesterday").click();
    await row("everything").waitFor();
    await picker().selectOption({ label: "Earlier: yesterday" });
    await becomes(async () => (await table().locator(".row.group:not(.sticky)").count()) === 0);
    await becomes(async () => (await table().getAttribute("aria-rowcount")) === "11");
    await row("everything").click();
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Details of the selected entry" }).getByText("jsonrpc").first().waitFor();
  });

  it("keeps the newest entry of this window in sight, with other sessions below it", async () => {
    await open({ height: 420 });
    await showAll();
    await opened.order({ type: "burst", rows: 500 });
    await opened.settled();
    await becomes(async () => (await table().locator(".row:not([hidden])").filter({ hasText: "burst" }).count()) > 5);
    await group("Earlier: yesterday").waitFor();
  });
});
