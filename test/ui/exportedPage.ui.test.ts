import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { html } from "../../src/core/trace/export/html/html";
import { inRoot } from "../run/paths.mjs";
import { launchBrowser, provision, runFolder } from "../run/host.mjs";
import { recorded, SESSION, textOf } from "../unit/export/recorded";

/** What would be markup, leave the page or run, if anything of it did. */
const HOSTILE = `"'></pre></main></script><script>document.title="hacked"</script><img src="http://127.0.0.1:9/x" onerror="document.title='hacked'"><style>body{display:none}</style><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"><base href="http://127.0.0.1:9/">\u202e`;

describe("an exported page, opened from the disk without network", () => {
  let close: () => Promise<void> = async () => {};
  let remove: () => Promise<void> = async () => {};
  let context: BrowserContext;
  let page: Page;
  const requests: string[] = [];
  const complaints: string[] = [];

  before(async () => {
    const scratch = await runFolder("page");
    remove = scratch.remove;
    const hostile = `> {"jsonrpc":"2.0","id":99,"method":${JSON.stringify(HOSTILE)},"params":{"name":${JSON.stringify(HOSTILE)}}}
      < {"jsonrpc":"2.0","id":99,"error":{"code":1,"message":${JSON.stringify(HOSTILE)}}}
      ! ${HOSTILE}`;
    const file = path.join(scratch.folder, "traffic.html");
    await writeFile(file, textOf(html(recorded(SESSION + hostile))));
    const launched = await launchBrowser(await provision());
    close = launched.close;
    context = await launched.browser.newContext({ offline: true, viewport: { width: 1200, height: 800 } });
    page = await context.newPage();
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(file).href);
  });
  after(async () => {
    await close();
    await remove();
  });

  it("loads nothing else, and its own style and script are allowed to work", async () => {
    await page.getByText("16 of 16").waitFor();
    assert.equal(await page.evaluate('getComputedStyle(document.querySelector("summary")).display'), "grid");
    assert.deepEqual([requests.length, complaints], [1, []]);
  });

  it("finds entries, and opens them", async () => {
    await page.getByRole("searchbox", { name: "Find in the messages" }).fill("12345678901234567890");
    await page.getByText("1 of 16").waitFor();
    await page.getByRole("button", { name: "Open or close all" }).click();
    await page.getByText('"b": 12345678901234567890').waitFor();
    await page.screenshot({ path: inRoot("out", "screenshots", "exported-page-entry.png") });
    await page.getByRole("searchbox").fill("");
    await page.getByText("16 of 16").waitFor();
    await page.screenshot({ path: inRoot("out", "screenshots", "exported-page.png") });
  });

  it("runs nothing that a server has sent, and shows it as text", async () => {
    assert.match(await page.title(), /^MCP traffic, 2026-01-02/);
    assert.ok((await page.locator("pre", { hasText: "onerror=" }).count()) > 0);
    assert.equal(await page.locator("img").count(), 0);
    assert.deepEqual([requests.length, complaints], [1, []]);
  });

  it("can be read in the dark, and when colours are forced", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.screenshot({ path: inRoot("out", "screenshots", "exported-page-dark.png") });
    await page.emulateMedia({ forcedColors: "active" });
    await page.screenshot({ path: inRoot("out", "screenshots", "exported-page-contrast.png") });
  });
});
