import * as assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { printFrame } from "../../src/core/trace/print";
import type { Trace } from "../../src/core/trace/trace";
import { call, npmServer, replacing } from "./support/calls";
import { choosing } from "./support/choices";
import { until } from "./support/until";
import { configureServers, serverIn, wirelight } from "./support/wirelight";

const EVERYTHING = "recorded-everything";
const SECRET = "zxcv-4711-secret-value";

describe("recordings", () => {
  let folder = "";

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "wirelight-recordings-"));
    await vscode.commands.executeCommand("wirelight.clearTraffic");
    await configureServers({ [EVERYTHING]: npmServer("everything") });
    await serverIn(EVERYTHING, "running");
    await call(EVERYTHING, "echo", { message: `password=${SECRET}` });
    await call(EVERYTHING, "echo", { message: SECRET });
    const { trace } = await wirelight();
    // It asks for the roots a moment after it has started, and nothing is to come while what was recorded is compared.
    await until("the server has said its last word", () => printed(trace).some((line) => line.includes("Roots updated")));
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  after(async () => {
    await configureServers(undefined);
    await rm(folder, { recursive: true });
  });

  it("are saved with what is secret hidden, which is shown before", async () => {
    const { trace } = await wirelight();
    const file = path.join(folder, "hidden.mcptrace");
    const [asked] = await saving(file, [{ ticks: [/password/] }]);
    assert.equal(asked?.title, "Save Recording: What Will Be Hidden");
    const [, places] = /password · zxcv… \(22 characters\) · in (\d+) places/.exec(asked?.rows.join("\n") ?? "") ?? [];
    assert.doesNotMatch(asked?.rows.join("\n") ?? "", /4711/);
    const text = await readFile(file, "utf8");
    assert.ok(!text.includes("4711"), "the secret is nowhere, also where it stands without its name");
    assert.match(text, /Echo: password=\[hidden #1\]/);
    assert.match(text, /Echo: \[hidden #1\]/);
    assert.equal(Number(places), text.split("[hidden #1]").length - 1, "the person was told in how many places");
    assert.equal(text.split("\n").filter((line) => line.startsWith('{"time":')).length, trace.next - trace.first);
  });

  it("hold everything as it was sent when the person unticks it, open in an editor, and are the same traffic there", async () => {
    const { trace, recordings } = await wirelight();
    const file = path.join(folder, "as-sent.mcptrace");
    await saving(file, [{ ticks: [] }]);
    const saved = printed(trace);
    await vscode.commands.executeCommand("wirelight.openRecording", vscode.Uri.file(file));
    const recording = await until("the recording is open", () => recordings.active);
    await recording.loaded;
    assert.equal(recording.damage, undefined);
    assert.deepEqual(printed(recording.trace), saved);
    await until("its page has everything", () => recordings.isSettled);
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    assert.ok(activeTab?.input instanceof vscode.TabInputCustom && activeTab.input.viewType === "wirelight.recording");
  });

  it("open with their editor when the file is opened in any way, and lead to their messages as documents", async () => {
    const { recordings } = await wirelight();
    await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path.join(folder, "hidden.mcptrace")));
    const recording = await until("the recording is open", () => recordings.active);
    await recording.loaded;
    const seq = rowsOf(recording.trace).find((row) => recording.trace.columns.method(row) === "tools/call") ?? assert.fail();
    await vscode.commands.executeCommand("wirelight.openMessage", { session: recording.session, seq });
    const document = await until("the message is shown", () => vscode.window.activeTextEditor?.document);
    assert.match(document.getText(), /"subject": "echo"[^]*\[hidden #1\]/);
  });

  it("keep marks, take new ones, and are saved again with them", async () => {
    const { recordings, trace, traffic } = await wirelight();
    await traffic.act({ source: { session: trace.session, live: true, trace, exchanges: (await wirelight()).exchanges }, action: "mark", seqs: [trace.first], text: "first", beside: [] });
    await saving(path.join(folder, "marked.mcptrace"), [{ ticks: [/password/] }]);
    await vscode.commands.executeCommand("wirelight.openRecording", vscode.Uri.file(path.join(folder, "marked.mcptrace")));
    const recording = await until("the recording is open", () => recordings.active);
    await recording.loaded;
    assert.deepEqual(recording.of(), [{ seq: 0, comment: "first" }]);
    recording.set(recording.session, [2], "third");
    await saving(path.join(folder, "again.mcptrace"), []);
    const again = await readFile(path.join(folder, "again.mcptrace"), "utf8");
    assert.match(again, /"mark":"first"[^]*"mark":"third"/);
  });

  it("hold only what was selected, or what the filter shows, when that is asked for", async () => {
    const { history: { live: source }, trace } = await wirelight();
    const seq = rowsOf(trace).findLast((row) => trace.columns.method(row) === "tools/call") ?? assert.fail();
    const file = path.join(folder, "part.mcptrace");
    const asked = await saving(file, [{ row: /The selected entry/ }, { ticks: [/./] }], { source, seqs: [seq], filter: "tool:echo" });
    assert.deepEqual(asked[0]?.rows.map((row) => row.replace(/ · .*/, "")), ["The selected entry", "What the filter shows", "Everything"]);
    assert.deepEqual(await rowsIn(file), ["client", "server"]);
    assert.match(await readFile(file, "utf8"), /Echo: \[hidden #\d+\]/, "its name stands in another call only");
    await saving(file, [{ row: /What the filter shows/ }, { ticks: [/./] }], { source, seqs: [], filter: "tool:echo" });
    assert.deepEqual(await rowsIn(file), ["client", "server", "client", "server"]);
  });

  it("hold the selected entries without a question where nothing else can be meant", async () => {
    const { history: { live: source }, trace } = await wirelight();
    const calls = rowsOf(trace).filter((row) => trace.columns.method(row) === "tools/call").slice(-2);
    const file = path.join(folder, "selected.mcptrace");
    const asked = await saving(file, [{ ticks: [/./] }], { source, seqs: calls, filter: undefined });
    assert.match(asked[0]?.title ?? "", /^Save Recording: What Will Be Hidden$/);
    assert.deepEqual(await rowsIn(file), ["client", "server", "client", "server"]);
  });

  it("hide what the person's own patterns find; a pattern that is none keeps everything from being saved", async () => {
    const file = path.join(folder, "patterns.mcptrace");
    const patterns = vscode.workspace.getConfiguration("wirelight.redact");
    try {
      await patterns.update("patterns", ["Echo: (?=\\w)"], vscode.ConfigurationTarget.Global);
      await saving(file, [{ ticks: [/your pattern/, /password/] }]);
      assert.doesNotMatch(await readFile(file, "utf8"), /Echo: password/);
      await rm(file);
      await patterns.update("patterns", ["("], vscode.ConfigurationTarget.Global);
      const told: string[] = [];
      await replacing("showErrorMessage", (message: string) => Promise.resolve(void told.push(message)), async () => vscode.commands.executeCommand("wirelight.saveRecording"));
      assert.match(told.join(), /wirelight\.redact\.patterns, "\(" is no regular expression.*Nothing was saved/);
      assert.deepEqual((await readdir(folder)).filter((name) => name.includes("patterns")), []);
    } finally {
      await patterns.update("patterns", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("that are torn show what there is, and say so", async () => {
    const { recordings } = await wirelight();
    const text = await readFile(path.join(folder, "hidden.mcptrace"), "utf8");
    const file = path.join(folder, "torn.mcptrace");
    await writeFile(file, text.slice(0, -120));
    const told: string[] = [];
    await replacing("showWarningMessage", (message: string) => Promise.resolve(void told.push(message)), async () => {
      await vscode.commands.executeCommand("wirelight.openRecording", vscode.Uri.file(file));
      await until("it is told", () => told.length > 0);
    });
    assert.match(told.join(), /^torn\.mcptrace is not complete\. Line \d+: The recording is torn/);
    assert.ok((recordings.active?.trace.next ?? 0) > 10);
  });

  it("that are large are shown while they are read, whole, and their rows lie on the disk only as long as they are open", async () => {
    const { context, recordings } = await wirelight();
    const file = path.join(folder, "large.mcptrace");
    const line = JSON.stringify(JSON.stringify({ jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data: "x".repeat(400) } }));
    const rows = Array.from({ length: 70_000 }, (_, index) => `{"time":${1_790_000_000_000 + index},"link":1,"server":${line}}`);
    await writeFile(file, ['{"mcptrace":1,"product":"p","session":"s","saved":1}', '{"link":1,"server":"a","name":"a","run":1,"opened":1}', ...rows, `{"end":${rows.length},"missing":0,"hidden":0}`, ""].join("\n"));
    await vscode.commands.executeCommand("wirelight.openRecording", vscode.Uri.file(file));
    const recording = await until("the recording is open", () => recordings.active);
    await recording.loaded;
    assert.equal(recording.damage, undefined);
    assert.deepEqual([recording.trace.first, recording.trace.next], [0, rows.length]);
    assert.ok(recording.trace.memory < 28 * 1024 * 1024, `${recording.trace.memory} bytes in memory`);
    assert.equal(recording.trace.at(5)?.text(), JSON.parse(line));
    await until("its page has everything", () => recordings.isSettled);
    const spilled = path.join(context.globalStorageUri.fsPath, "recordings", "open");
    assert.equal((await readdir(spilled)).length, 1);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await until("the disk is free again", async () => (await readdir(spilled)).length === 0);
  });

  it("leave nothing behind when they are closed", async () => {
    const { recordings, history } = await wirelight();
    await vscode.commands.executeCommand("wirelight.openRecording", vscode.Uri.file(path.join(folder, "hidden.mcptrace")));
    const { session } = await until("the recording is open", () => recordings.active);
    assert.ok(await history.library.look({ session, seq: 0 }, (source) => source));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await until("it is closed", () => recordings.find(session) === undefined && recordings.active === undefined);
    assert.equal(await history.library.look({ session, seq: 0 }, (source) => source), undefined);
  });
});

/** Saves a recording as a person does; gives what they were asked. */
async function saving(file: string, choices: Parameters<typeof choosing>[0], wanted?: unknown): ReturnType<typeof choosing> {
  return choosing(choices, () => replacing("showSaveDialog", () => Promise.resolve(vscode.Uri.file(file)), async () => {
    const saved = await vscode.commands.executeCommand<vscode.Uri | undefined>("wirelight.saveRecording", wanted);
    assert.equal(saved?.fsPath, file);
  }));
}

function rowsOf(trace: Trace): readonly number[] {
  return Array.from({ length: trace.next - trace.first }, (_, index) => trace.first + index);
}

function printed(trace: Trace): readonly string[] {
  return rowsOf(trace).map((seq) => printFrame(trace.at(seq) ?? assert.fail(), { verbosity: "verbose", since: 0 }));
}

async function rowsIn(file: string): Promise<readonly string[]> {
  return (await readFile(file, "utf8")).split("\n").flatMap((line) => /^\{"time":[\d.]+,"link":\d+,"(\w+)"/.exec(line)?.[1] ?? []);
}
