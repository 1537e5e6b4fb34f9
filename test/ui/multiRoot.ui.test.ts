import * as assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { inRoot } from "../run/paths.mjs";
import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

describe("a workspace of two folders that configure a server of the same name", () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openInstalled({ prepare: twoFolders });
  });
  after(async () => {
    await workbench?.close();
  });

  it("lists both by their folder, and both can be started", async () => {
    const { page } = workbench;
    await workbench.openContainer("Wirelight");
    for (const folder of ["one", "two"]) {
      const row = page.getByRole("treeitem", { name: new RegExp(`^same, ${folder}/\\.vscode/mcp\\.json, Stopped`) });
      await row.hover();
      await row.getByRole("button", { name: "Start Server" }).click();
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.getByText(`From ${folder}/.vscode/mcp.json`).waitFor();
      await dialog.getByRole("button", { name: "Allow" }).click();
      await running(folder).waitFor();
    }
    for (const folder of ["one", "two"]) await page.getByRole("treeitem", { name: `same, ${folder}/.vscode/mcp.json, run 1, running` }).waitFor();
    await workbench.screenshot("multi-root");
  });

  it("lists the servers of the workspace file too, those of Wirelight and those of VS Code, and starts none unasked", async () => {
    const { page } = workbench;
    await page.getByRole("treeitem", { name: "ours, Not approved, both.code-workspace" }).waitFor();
    const row = page.getByRole("treeitem", { name: /^theirs, Stopped, .*too, both\.code-workspace$/ });
    await row.hover();
    await row.getByRole("button", { name: "Start Server" }).click();
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.getByText("From both.code-workspace").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("treeitem", { name: /^theirs, Not approved/ }).waitFor();
  });

  it("offers the tools of both in the palette, told apart by their folder", async () => {
    const { page } = workbench;
    await workbench.runCommand("Wirelight: Call Tool...");
    await workbench.quickInput().fill("echo");
    for (const folder of ["one", "two"]) await page.locator(".quick-input-widget .monaco-list-row").filter({ hasText: `same (${folder}/.vscode/mcp.json)` }).first().waitFor();
    await page.keyboard.press("Escape");
  });

  it("leaves a running server in peace when folders come and go", async () => {
    const { page } = workbench;
    const started = page.getByRole("treeitem", { name: /^started, process \d+/ });
    const before = await processes();
    await openFolders("one", "two", "three");
    await page.getByRole("treeitem", { name: /^same, three\/\.vscode\/mcp\.json, Stopped/ }).waitFor();
    await running("one").waitFor();
    assert.deepEqual((await processes()).filter((process) => !before.includes(process)), []);
    await openFolders("one");
    await page.getByRole("treeitem", { name: /^same, Running, .*too, \.vscode\/mcp\.json$/ }).waitFor();
    for (const folder of ["two", "three"]) await page.getByRole("treeitem", { name: new RegExp(`^same, ${folder}/\\S+, (?!run)`) }).waitFor({ state: "detached" });
    assert.deepEqual((await processes()).filter((process) => !before.includes(process)), [], "nothing was started again");

    async function processes(): Promise<string[]> {
      return (await started.allInnerTexts()).toSorted();
    }
  });

  function running(folder: string) {
    return workbench.page.getByRole("treeitem", { name: new RegExp(`^same, ${folder}/\\.vscode/mcp\\.json, Running`) });
  }

  function openFolders(...names: readonly string[]): Promise<void> {
    return writeWorkspace(workbench.folder, names);
  }
});

async function twoFolders(sample: string): Promise<string> {
  for (const name of ["one", "two", "three"]) {
    await mkdir(path.join(sample, name, ".vscode"), { recursive: true });
    const server = { command: process.execPath, args: [inRoot("test", "fixtures", "servers", "stderr-flood.mjs"), `--folder=${name}`] };
    await writeFile(path.join(sample, name, ".vscode", "mcp.json"), JSON.stringify({ servers: { same: server } }));
  }
  await writeWorkspace(sample, ["one", "two"]);
  return workspaceFile(sample);
}

async function writeWorkspace(sample: string, names: readonly string[]): Promise<void> {
  const server = { command: process.execPath, args: [inRoot("test", "fixtures", "servers", "banner.mjs")] };
  const settings = { "wirelight.servers": { ours: server }, mcp: { servers: { theirs: server } } };
  await writeFile(workspaceFile(sample), JSON.stringify({ folders: names.map((name) => ({ path: name })), settings }));
}

function workspaceFile(sample: string): string {
  return path.join(sample, "both.code-workspace");
}
