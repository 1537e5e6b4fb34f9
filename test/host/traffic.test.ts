import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { CancelSource } from "../../src/core/base/cancel";
import { isJsonObject } from "../../src/core/base/json";
import type { Server } from "../../src/core/server/server";
import { Settings } from "../../src/vscode/contributions";
import { click, type Row, rowsOf, textsOf } from "./support/tree";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

describe("traffic", () => {
  afterEach(async () => {
    await configureServers(undefined);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("shows a run with its exchanges, newest first, each with its duration", async () => {
    const server = await running("plain", rogue("stderr-flood"));
    const run = await runOf(server);
    assert.equal(run.description, `run ${await runNumber(server)} · running`);
    const rows = await run.children();
    const labels = rows.map(({ label }) => label);
    assert.deepEqual(labels, ["→ tools/list", "→ notifications/initialized", "→ initialize", "started"]);
    assert.match(rows[2]?.description ?? "", /^\d+\.\d+ m?s$/);
    assert.match(rows[2]?.item.accessibilityInformation?.label ?? "", /^initialize, sent, answered, \d/);
  });

  it("opens a row as valid JSON with its facts, and the exact line", async () => {
    const server = await running("plain", rogue("stderr-flood"));
    await server.session?.callTool("echo", { text: "grüße" });
    const [row] = await (await runOf(server)).children();
    assert.equal(row?.label, "→ tools/call echo");
    await click(row);
    const editor = await activeEditor("wirelight-message");
    const shown: unknown = JSON.parse(editor.document.getText());
    assert.ok(isJsonObject(shown) && isJsonObject(shown["exchange"]) && isJsonObject(shown["request"]) && isJsonObject(shown["answer"]));
    const { method, subject, status, server: name } = shown["exchange"];
    assert.deepEqual([method, subject, status, name], ["tools/call", "echo", "ok", "plain"]);
    assert.deepEqual(shown["request"]["params"], { name: "echo", arguments: { text: "grüße" } });
    const seq: unknown = row?.item.command?.arguments?.[0];
    await vscode.commands.executeCommand("wirelight.openRawMessage", seq);
    const raw = await until("the exact line is shown", () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.query.startsWith("raw") ? document : undefined;
    });
    assert.equal(raw.getText(), (await wirelight()).trace.at(Number(seq))?.text());
    assert.equal(raw.lineCount, 1);
  });

  it("shows a request as pending until it is cancelled, and its document follows", async () => {
    const server = await running("silent", rogue("silent"));
    const cancel = new CancelSource();
    const call = server.session?.callTool("wait", {}, { cancel });
    assert.ok(call);
    const ended = assert.rejects(call, { kind: "cancelled" });
    const [row] = await (await runOf(server)).children();
    assert.match(row?.description ?? "", /^pending /);
    await click(row);
    const { document } = await activeEditor("wirelight-message");
    assert.match(document.getText(), /"status": "pending"/);
    cancel.cancel();
    await ended;
    await until("the row is cancelled", async () => /cancelled/i.test((await (await runOf(server)).children()).find(({ label }) => label === "→ tools/call wait")?.description ?? ""));
    await until("the document is cancelled", () => document.getText().includes('"status": "cancelled"'), () => document.getText());
  });

  it("keeps the rows of a server that died mid-call, with the exit as a row", async () => {
    const server = await running("dying", rogue("dies-mid-call"));
    // The run of an automatic restart would take the place of this one.
    const restarts = vscode.workspace.getConfiguration();
    await restarts.update(Settings.autoRestart, false, vscode.ConfigurationTarget.Global);
    const call = server.session?.callTool("die", {});
    assert.ok(call);
    await assert.rejects(call, { kind: "closed" });
    await serverIn("dying", "failed");
    await restarts.update(Settings.autoRestart, undefined, vscode.ConfigurationTarget.Global);
    const run = await runOf(server);
    const texts = textsOf(await run.children());
    assert.match(texts[0] ?? "", /killed by SIGKILL/);
    assert.ok(texts.some((text) => /^→ tools\/call die .*· \d/.test(text)), texts.join("\n"));
    assert.match(run.description, /failed$/);
  });

  it("shows the newest 200 rows and older ones on demand, saying how many", async () => {
    const server = await running("chatty", rogue("banner", "--lines=500"));
    const rows = await (await runOf(server)).children();
    assert.equal(rows.length, 201);
    const older = rows.at(-1);
    assert.match(older?.description ?? "", /^\d+ older rows not shown$/);
    await click(older);
    assert.equal((await (await runOf(server)).children()).length, 401);
  });

  it("clears", async () => {
    const { views, trace } = await wirelight();
    const server = await running("plain", rogue("stderr-flood"));
    await server.stop();
    await vscode.commands.executeCommand("wirelight.clearTraffic");
    assert.equal(trace.first, trace.next);
    const rows = (await Promise.all((await rowsOf(views.traffic)).map((row) => row.children()))).flat();
    // Earlier sessions stay; another test may have left one behind.
    assert.deepEqual(rows.filter(({ item }) => item.contextValue !== "wirelight.session"), []);
  });
});

async function running(name: string, entry: object): Promise<Server> {
  await configureServers({ [name]: entry });
  return serverIn(name, "running");
}

/** The newest run of a server in the tree. */
async function runOf({ config }: Server): Promise<Row> {
  const run = (await rowsOf((await wirelight()).views.traffic)).find(({ label }) => label === config.name);
  assert.ok(run, `there is a run of ${config.name}`);
  return run;
}

async function runNumber({ link }: Server): Promise<number | undefined> {
  return (await wirelight()).trace.link(link ?? 0)?.run;
}

async function activeEditor(scheme: string): Promise<vscode.TextEditor> {
  return until(`a document of ${scheme} is shown`, () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.scheme === scheme ? editor : undefined;
  });
}
