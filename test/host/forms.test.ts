import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as vscode from "vscode";
import { call, opened, type Outcome } from "./support/calls";
import { type Asked, choosing, type Choice } from "./support/choices";
import { until } from "./support/until";
import { configureServers, inCheckout, rogue, wirelight } from "./support/wirelight";

const FORM = { server: "forms", tool: "form" };

describe("the form of a tool", () => {
  before(async () => {
    await configureServers({ forms: { ...rogue("results"), env: { MODE: "it's a test", API_KEY: "never to be seen" } } });
  });

  beforeEach(async () => {
    await vscode.commands.executeCommand("wirelight.forgetArguments");
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await configureServers(undefined);
  });

  it("asks for what is required and then once for everything else, whose defaults are filled in", async () => {
    const { args, asked } = await fill([{ text: "Ada" }, { row: /^Large/ }, { row: /Call "form"/ }]);
    assert.deepEqual(args, { name: "Ada", size: "l", count: 3, gift: false });
    assert.equal(asked[0]?.title, "form: Your name *");
    assert.deepEqual(asked[2]?.rows.slice(2).map((row) => row.split(" · ").slice(0, 2).join(": ")), [
      "count: 3", "toppings: not sent", "day: not sent", "gift: false", "note: not sent", "apiToken: not sent", "address: not sent",
    ]);
    assert.match(asked[2]?.rows[2] ?? "", /How many of them · a whole number from 1 to 10$/);
  });

  it("fills in and leaves out optional arguments, by the titles of their values", async () => {
    const { args } = await fill([
      { text: "Ada" }, { row: /^Small/ },
      { row: /^toppings/ }, { ticks: [/^Cheese/, /^Ham/] },
      { row: /^day/ }, { text: "2026-01-31" },
      { row: /^count/, button: "Leave Out" },
      { row: /Call "form"/ },
    ]);
    assert.deepEqual(args, { name: "Ada", size: "s", toppings: ["c", "h"], day: "2026-01-31", gift: false });
  });

  it("goes back from every question", async () => {
    const { args } = await fill([{ text: "Ada" }, { row: /^Small/ }, { title: "Back" }, { title: "Back" }, { text: "Grace" }, { row: /^Large/ }, { row: /Call/ }]);
    assert.deepEqual(args, { name: "Grace", size: "l", count: 3, gift: false });
  });

  it("offers the arguments of the last call first, and as the answers to begin with", async () => {
    await fill([{ text: "Ada" }, { row: /^Small/ }, { row: /^count/, button: "Leave Out" }, { row: /Call/ }]);
    const again = await fill([{ row: /^\$\(history\) Last used: \{"name":"Ada","size":"s","gift":false\}$/ }]);
    assert.deepEqual(again.args, { name: "Ada", size: "s", gift: false });
    const changed = await fill([{ row: /Change Them/ }, { text: "Grace" }, { row: /^Small/ }, { row: /Call/ }]);
    assert.deepEqual([changed.asked[1]?.value, changed.args], ["Ada", { name: "Grace", size: "s", gift: false }]);
    const anew = await fill([{ row: /Start Anew/ }, { text: "Eve" }, { row: /^Large/ }, { row: /Call/ }]);
    assert.deepEqual([anew.asked[1]?.value, anew.args], ["", { name: "Eve", size: "l", count: 3, gift: false }]);
  });

  it("forgets the arguments of the last call on request", async () => {
    await fill([{ text: "Ada" }, { row: /^Small/ }, { row: /Call/ }]);
    await choosing([{ row: /Last used/, button: "Forget" }, "escape"], () => vscode.commands.executeCommand("wirelight.callTool", FORM));
    const [asked] = await choosing(["escape"], () => vscode.commands.executeCommand("wirelight.callTool", FORM));
    assert.equal(asked?.title, "form: Your name *");
  });

  it("hides a secret while it is typed, never remembers it, and asks for it again", async () => {
    const { asked } = await fill([{ text: "Ada" }, { row: /^Small/ }, { row: /^apiToken/ }, { text: "s3cret" }, { row: /Call/ }]);
    assert.equal(asked[3]?.password, true);
    assert.doesNotMatch(JSON.stringify(asked), /s3cret/);
    assert.doesNotMatch(await kept(), /s3cret/);
    const again = await fill([{ row: /^\$\(history\) Last used: .* · asks for apiToken$/ }, { text: "another" }]);
    assert.doesNotMatch(JSON.stringify(again.asked), /s3cret/);
    assert.deepEqual(again.args, { name: "Ada", size: "s", count: 3, gift: false, apiToken: "another" });
  });

  it("does not keep a secret of arguments that are written as JSON, nor arguments without end", async () => {
    await choosing([{ title: "Edit as JSON" }], () => vscode.commands.executeCommand("wirelight.callTool", FORM));
    const editor = vscode.window.activeTextEditor ?? assert.fail("nothing to write in");
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, editor.document.lineCount, 0), JSON.stringify({ name: "Ada", size: "s", apiToken: "s3cret" })));
    await vscode.commands.executeCommand("wirelight.sendArguments");
    assert.match(await kept(), /Ada/);
    assert.doesNotMatch(await kept(), /s3cret/);
    await call("forms", "form", { name: "Ada", size: "s", note: "x".repeat(200_000) });
    const [asked] = await choosing(["escape"], () => vscode.commands.executeCommand("wirelight.callTool", FORM));
    assert.equal(asked?.title, "form: Your name *", "older arguments do not pass for the last ones");
  });

  it("takes a long text in an editor", async () => {
    const filled = fill([{ text: "Ada" }, { row: /^Small/ }, { row: /^note/ }, { title: "Write Several Lines in an Editor" }, { row: /Call/ }]);
    const editor = await until("the text is in an editor", () => (vscode.window.activeTextEditor?.document.uri.path.endsWith("/note.txt") ? vscode.window.activeTextEditor : undefined));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "one\ntwo\n"));
    await vscode.commands.executeCommand("wirelight.sendArguments");
    assert.equal((await filled).args["note"], "one\ntwo\n");
  });

  it("becomes a command line that makes the same call and has no secret in it", async () => {
    const { uri } = await opened(await call("forms", "form", { name: "O'Hara \"$HOME\"", size: "l", apiToken: "s3cret" }));
    await vscode.commands.executeCommand("wirelight.copyCliLine", uri);
    const line = await vscode.env.clipboard.readText();
    assert.doesNotMatch(line, /s3cret|never to be seen/);
    assert.match(line, /--env API_KEY /);
    const run = spawnSync("/bin/sh", ["-c", `wirelight() { "$NODE" "$CLI" "$@"; }\n${line}`], {
      encoding: "utf8",
      env: { ...process.env, NODE: process.execPath, CLI: inCheckout("dist", "cli.js"), API_KEY: "set by the person" },
    });
    assert.equal(run.status, 0, run.stderr);
    assert.deepEqual(JSON.parse(run.stdout), { name: "O'Hara \"$HOME\"", size: "l" });
  });
});

/** Everything that is kept on disk for the workspace. */
async function kept(): Promise<string> {
  const { workspaceState } = (await wirelight()).context;
  return JSON.stringify(workspaceState.keys().map((key) => workspaceState.get<unknown>(key)));
}

/** Answers the form of the tool, which returns what it was called with. */
async function fill(choices: readonly Choice[]): Promise<{ readonly args: { readonly [name: string]: unknown }; readonly asked: Asked[] }> {
  let outcome: Outcome | undefined;
  const asked = await choosing(choices, async () => (outcome = await vscode.commands.executeCommand<Outcome>("wirelight.callTool", FORM)));
  const document = await opened(outcome ?? assert.fail("the form is still open"));
  return { args: JSON.parse(document.getText()) as { readonly [name: string]: unknown }, asked };
}
