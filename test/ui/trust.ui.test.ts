import * as assert from "node:assert/strict";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

describe("a workspace that is not trusted", () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openInstalled({ trust: true });
  });
  after(async () => {
    await workbench?.close();
  });

  it("lists its servers and starts none until it is trusted", async () => {
    const { page } = workbench;
    await page.locator(".monaco-dialog-box").getByRole("button", { name: /^No/ }).click();
    await workbench.openContainer("Wirelight");
    const bundled = page.getByRole("treeitem", { name: /^code-analysis, Workspace not trusted/ });
    await bundled.waitFor();
    await page.getByRole("treeitem", { name: /^filesystem, Stopped/ }).waitFor();
    assert.equal(await page.getByRole("treeitem", { name: /^started, process/ }).count(), 0, "no process was started");
    await workbench.screenshot("untrusted");
    await bundled.hover();
    await bundled.getByRole("button", { name: "Manage Workspace Trust" }).click();
    await page.getByRole("button", { name: /^Trust/ }).first().click();
    await page.getByRole("treeitem", { name: /^code-analysis, Running/ }).waitFor();
    await page.getByRole("treeitem", { name: /^sequential-thinking, Not approved/ }).waitFor();
  });
});
