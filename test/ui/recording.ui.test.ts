import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import type { FrameLocator } from "playwright-core";
import { RingTrace } from "../../src/core/trace/ringTrace";
import { allRows } from "../../src/core/trace/recording/rowsOf";
import { writeRecording } from "../../src/core/trace/recording/writeRecording";
import { FakeClock } from "../support/fakeClock";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

/** A recording as somebody may have sent it. */
async function sent(): Promise<string> {
  const clock = new FakeClock(Date.UTC(2026, 0, 2, 3, 4, 5));
  const trace = new RingTrace(clock, { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
  const writer = trace.open({ server: "weather", name: "weather" });
  writer.host({ type: "spawned", pid: 1, command: "node", args: ["server.js", "--api-key", "zxcv-4711-secret"], cwd: "/" });
  for (let id = 1; id <= 40; id++) {
    writer.sent(Buffer.from(JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name: id % 7 === 0 ? "forecast" : "echo", arguments: { city: `city ${id}` } } })));
    await clock.advance(20 + id * 10);
    writer.stdout(Buffer.from(`${JSON.stringify({ jsonrpc: "2.0", id, ...(id % 9 === 0 ? { error: { code: -1, message: "no such city" } } : { result: { content: [{ type: "text", text: `sunny in city ${id}, zxcv-4711-secret` }] } }) })}\n`));
  }
  return [...writeRecording(trace, allRows(trace), { product: "wirelight", saved: clock.now(), marks: new Map([[3, "look here"]]) })].join("");
}

describe("a recording, as a person opens it", () => {
  let workbench: Workbench;
  const page = (): FrameLocator => workbench.page.frameLocator("iframe.webview.ready").first().frameLocator("iframe#active-frame");

  before(async () => {
    workbench = await openInstalled({ width: 1400, height: 880, notifications: true, prepare: async (folder) => writeFile(path.join(folder, "bug.mcptrace"), await sent()) });
  });
  after(async () => {
    await workbench?.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench?.screenshot(`failed ${this.currentTest.title.slice(0, 60)}`.replaceAll(/[^\w]+/g, "-"));
  });

  it("shows its traffic on a click in the explorer", async () => {
    // A window that has never seen the extension does not know its editors until it has started.
    await workbench.page.locator(".activitybar").getByRole("tab", { name: /^Wirelight/ }).waitFor();
    await workbench.page.getByRole("treeitem", { name: /^bug\.mcptrace/ }).click();
    await page().getByRole("treegrid").waitFor();
    await page().getByRole("row").filter({ hasText: "forecast" }).first().waitFor();
    await workbench.screenshot("recording");
  });

  it("comes back with the window", async () => {
    const reloaded = workbench.page.waitForEvent("load");
    await workbench.runCommand("Developer: Reload Window");
    await reloaded;
    await workbench.page.locator(".monaco-workbench").waitFor();
    await page().getByRole("row").filter({ hasText: "forecast" }).first().waitFor();
    await workbench.screenshot("recording-restored");
  });

  it("is saved again without what the person leaves ticked", async () => {
    await workbench.runCommand("Wirelight: Save Recording...");
    await workbench.quickRow("api-key").waitFor();
    await workbench.screenshot("recording-hidden");
    // The palette that has just closed may still give the focus back to the editor.
    await workbench.quickInput().press("Enter");
    await workbench.quickRow("api-key").waitFor({ state: "hidden" });
    const target = path.join(workbench.folder, "clean.mcptrace");
    await workbench.answer(target);
    await workbench.waitForText(/^Saved 81 messages and lines as .*Secrets were hidden in \d+ places\.$/);
    await workbench.screenshot("recording-saved");
    const saved = await readFile(target, "utf8");
    assert.ok(!saved.includes("4711"));
    assert.match(saved, /"mark":"look here"/);
  });
});
