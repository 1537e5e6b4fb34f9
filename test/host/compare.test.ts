import * as assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { allRows } from "../../src/core/trace/recording/rowsOf";
import { writeRecording } from "../../src/core/trace/recording/writeRecording";
import { call, npmServer, serverNamed } from "./support/calls";
import { choosing } from "./support/choices";
import { leftBehind } from "./support/leftBehind";
import { until } from "./support/until";
import { configureServers, serverIn, wirelight } from "./support/wirelight";

const EVERYTHING = "compared-everything";
const MEMORY = "compared-memory";

describe("comparing", () => {
  before(async () => {
    await vscode.commands.executeCommand("wirelight.clearTraffic");
    await configureServers({ [EVERYTHING]: npmServer("everything"), [MEMORY]: npmServer("memory") });
    await serverIn(EVERYTHING, "running");
    await serverIn(MEMORY, "running");
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  after(() => configureServers(undefined));

  it("two runs of a server shows what they did otherwise, and nothing that is different each time", async () => {
    const server = await serverNamed(EVERYTHING);
    await call(EVERYTHING, "echo", { message: "one" });
    await server.restart();
    await call(EVERYTHING, "echo", { message: "another" });
    const [asked] = await choosing([{ row: new RegExp(`${EVERYTHING} · run 1`) }], () => vscode.commands.executeCommand("wirelight.compareRuns", { server }));
    assert.equal(asked?.title, "Compare Runs");
    assert.match(asked.placeholder, /^Compare compared-everything, run 2, with/);
    assert.ok(!asked.rows.some((row) => row.includes("run 2")), "a run is not offered beside itself");
    const { left, right, label } = await compared();
    assert.equal(label, "Compare Runs: compared-everything run 1 ↔ compared-everything run 2");
    const [before, after] = [linesOf(left), linesOf(right)];
    assert.ok(before.includes("→ tools/call echo [ok]"), before.join("\n"));
    const only = (ones: readonly string[], others: readonly string[]): readonly string[] => ones.filter((line) => !others.includes(line)).map((line) => line.trim()).filter((line) => /^"(message|text)"/.test(line));
    assert.deepEqual(only(before, after), ['"message": "one"', '"text": "Echo: one"']);
    assert.deepEqual(only(after, before), ['"message": "another"', '"text": "Echo: another"']);
    assert.doesNotMatch(left.getText(), /"(id|pid|progressToken)":/);
  });

  it("the tools of two servers shows their lists by name, also from the Traffic view", async () => {
    const { history: { live: source } } = await wirelight();
    const info = source.trace.links().find(({ name }) => name === MEMORY) ?? assert.fail();
    const asked = await choosing([{ row: new RegExp(EVERYTHING) }], () => vscode.commands.executeCommand("wirelight.compareTools", { type: "run", id: "x", source, info }));
    assert.equal(asked[0]?.title, "Compare Tools");
    const { left, right } = await compared();
    const texts = [left.getText(), right.getText()].sort((one, other) => Number(one.includes("\necho\n")) - Number(other.includes("\necho\n")));
    assert.match(texts[0] ?? "", /^\d+ tools\n[^]*\nadd_observations\n\{\n {2}"name": "add_observations"/);
    assert.match(texts[1] ?? "", /\necho\n\{\n {2}"name": "echo"/);
    assert.equal((await vscode.workspace.openTextDocument(left.uri)).isDirty, false);
  });

  it("this window's session with an earlier one reads that, and asks for both when it is called without any", async () => {
    await leftBehind(2);
    const asked = await choosing([{ row: /This Window/ }, { row: /weather/ }], () => vscode.commands.executeCommand("wirelight.compareSessions"));
    assert.deepEqual(asked.map(({ title }) => title), ["Compare Sessions", "Compare Sessions"]);
    assert.ok(!asked[1]?.rows.some((row) => row.includes("This Window")), "a session is not compared with itself");
    const { left, right } = await compared();
    assert.match(left.getText(), /= weather, run 1 =+\n[^]*→ tools\/call forecast \[ok\]\nparams: \{\n {2}"name": "forecast"/);
    assert.match(right.getText(), /= compared-everything, run 1 =+\n[^]*= compared-memory, run 1 =/);
  });

  it("a run with one of an earlier session reads that once it is chosen", async () => {
    const server = await serverNamed(EVERYTHING);
    const asked = await choosing([{ row: /weather · \d+ messages/ }, { row: /weather · run 1/ }], () => vscode.commands.executeCommand("wirelight.compareRuns", { server }));
    assert.equal(asked.length, 2);
    const { left, right } = await compared();
    assert.match(left.getText() + right.getText(), /→ tools\/call forecast \[ok\]/);
  });

  it("this window's session with a recording that is open says nothing but what is different", async () => {
    const { trace, recordings } = await wirelight();
    const folder = await mkdtemp(path.join(tmpdir(), "wirelight-compared-"));
    try {
      const file = path.join(folder, "then.mcptrace");
      await writeFile(file, [...writeRecording(trace, allRows(trace), { product: "p", saved: 0 })].join(""));
      await vscode.commands.executeCommand("wirelight.openRecording", vscode.Uri.file(file));
      await (await until("the recording is open", () => recordings.active)).loaded;
      await call(EVERYTHING, "echo", { message: "one more" });
      const asked = await choosing([{ row: /This Window/ }, { row: /then\.mcptrace · recording/ }], () => vscode.commands.executeCommand("wirelight.compareSessions"));
      assert.equal(asked.length, 2);
      const { left, right } = await compared();
      const [one, other] = [linesOf(left), linesOf(right)];
      const fewer = one.length < other.length ? one : other;
      const more = fewer === one ? other : one;
      assert.deepEqual(fewer.filter((line) => !more.includes(line)), []);
      assert.deepEqual(more.filter((line) => !fewer.includes(line)).map((line) => line.trim()), ['"message": "one more"', '"text": "Echo: one more"']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

interface Compared {
  readonly left: vscode.TextDocument;
  readonly right: vscode.TextDocument;
  readonly label: string;
}

async function compared(): Promise<Compared> {
  const tab = await until("the comparison is shown", () => {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    return activeTab?.input instanceof vscode.TabInputTextDiff ? { label: activeTab.label, input: activeTab.input } : undefined;
  });
  const { original, modified } = tab.input;
  return { left: await vscode.workspace.openTextDocument(original), right: await vscode.workspace.openTextDocument(modified), label: tab.label };
}

function linesOf(document: vscode.TextDocument): readonly string[] {
  return document.getText().split("\n");
}
