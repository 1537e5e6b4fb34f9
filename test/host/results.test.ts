import * as assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { call, lastSent, npmServer, opened, replacing, serverNamed, type Outcome } from "./support/calls";
import { choosing } from "./support/choices";
import { until } from "./support/until";
import { configureServers, rogue } from "./support/wirelight";

const EVERYTHING = "results-everything";
const OWN = "results-own";

describe("results", () => {
  before(async () => {
    await configureServers({ [EVERYTHING]: npmServer("everything", "stdio"), [OWN]: rogue("results") });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  after(async () => {
    await configureServers(undefined);
  });

  it("show structured content that fits its schema without a complaint", async () => {
    const document = await opened(await call(EVERYTHING, "get-structured-content", { location: "Chicago" }));
    assert.equal(document.languageId, "json");
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "Wirelight"), []);
    assert.match((await lensesOf(document.uri)).join(" | "), /^\$\(pass\)\u00a0OK · [\d.]+ m?s \| Repeat \| Edit Arguments \| Save\.\.\. \| Copy as CLI Line \| Show in Traffic$/);
  });

  it("lead to their own exchange, though two calls of the tool were made at once", async () => {
    const editor = vscode.workspace.getConfiguration("workbench.editor");
    // As a preview, the second result would take the place of the first one.
    await editor.update("enablePreview", false, vscode.ConfigurationTarget.Global);
    try {
      // Both wait for the start, so that their requests follow each other at once.
      await (await serverNamed(EVERYTHING)).stop();
      const outcomes = await Promise.all(["one", "two"].map((message) => call(EVERYTHING, "echo", { message })));
      for (const [index, message] of ["one", "two"].entries()) {
        const document = await opened(outcomes[index] ?? assert.fail());
        assert.equal(document.getText(), `Echo: ${message}`);
        await vscode.commands.executeCommand("wirelight.showResultInTraffic", document.uri);
        await until(`the call of ${message} is shown`, () => {
          const shown = vscode.window.activeTextEditor?.document;
          return shown?.uri.scheme === "wirelight-message" && shown.getText().includes(`"message": "${message}"`);
        }, () => vscode.window.activeTextEditor?.document.getText() ?? "no editor");
      }
    } finally {
      await editor.update("enablePreview", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("mark structured content that does not fit, at its place", async () => {
    const document = await opened(await call(OWN, "wrong-structure", {}));
    const problems = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "Wirelight");
    assert.deepEqual(problems.map(({ range }) => document.getText(range)), ['"warm"', "7"]);
    assert.match(problems[0]?.message ?? "", /^structuredContent at \/temperature does not fit the outputSchema: it must be a number, but is a string\.$/);
    assert.match((await lensesOf(document.uri)).join(" | "), /\| \$\(warning\)\u00a0\/temperature must be a number, but is a string \(and 1 more\) \|/);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await until("the problems are gone with their document", () => vscode.languages.getDiagnostics(document.uri).length === 0);
  });

  it("say that structured content is missing although a schema is declared", async () => {
    const document = await opened(await call(OWN, "no-structure", {}));
    const [problem] = vscode.languages.getDiagnostics(document.uri);
    assert.equal(problem?.message, "The result has no structuredContent, although the tool declares an outputSchema.");
  });

  it("tell of wrong structured content beside other content in the summary, and mark it in its own document", async () => {
    const outcome = await call(OWN, "both", {});
    assert.match((await opened(outcome)).getText(), /- ⚠ structuredContent at \/temperature does not fit/);
    const structured = beside(outcome, "both result structured.json");
    const [problem] = vscode.languages.getDiagnostics(structured);
    assert.equal((await vscode.workspace.openTextDocument(structured)).getText(problem?.range), '"21"');
  });

  it("lay out several kinds of content, with pictures and sounds in their viewers", async () => {
    const outcome = await call(OWN, "everything", {});
    const summary = (await opened(outcome)).getText();
    for (const words of [/## 1\. Text · for the user · priority 0\.7/, /## 2\. Image · image\/png/, /## 3\. Audio · audio\/wav · 4\.0 kB/, /## 4\. Resource file:\/\/\/src\/hello\.py · text\/x-python/, /## 5\. Resource link\n\n- \[Read note\.md\]\(<5 note\.md>\)/, /type "hologram"/]) assert.match(summary, words);
    const editors = customEditors();
    assert.equal(editors.get("everything result.md"), "vscode.markdown.preview.editor");
    assert.equal(editors.get("everything result 2.png"), "imagePreview.previewEditor");
    assert.equal(editors.get("everything result 3.wav"), "vscode.audioPreview");
    const python = await vscode.workspace.openTextDocument(beside(outcome, "everything result 4.py"));
    assert.deepEqual([python.languageId, python.getText()], ["python", 'print("hello")\n']);
  });

  it("open a single sound in its viewer", async () => {
    const outcome = await call(OWN, "sound", {});
    assert.deepEqual(outcome.opened?.map((each) => path.basename(decodeURIComponent(each))), ["sound result.wav"]);
    assert.equal(customEditors().get("sound result.wav"), "vscode.audioPreview");
  });

  it("read a linked resource through the server, when it is opened and not before", async () => {
    const server = await serverNamed(OWN);
    const outcome = await call(OWN, "everything", {});
    assert.equal(await lastSent(server, "resources/read"), undefined);
    const note = await vscode.workspace.openTextDocument(beside(outcome, "5 note.md"));
    assert.equal(note.getText(), "# A note\n\nRead through the server.\n");
    assert.equal((await lastSent(server, "resources/read"))?.["uri"], "results://note");
    await assert.rejects(Promise.resolve(vscode.workspace.fs.readFile(beside(outcome, "6 gone.txt"))), /did not give results:\/\/gone: .*Resource not found/);
  });

  it("read the links and show the embedded resources of server-everything", async () => {
    const links = await call(EVERYTHING, "get-resource-links", { count: 2 });
    assert.match((await opened(links)).getText(), /- \[Read Text Resource 2\]\(<3 Text Resource 2\.txt>\)/);
    assert.match((await vscode.workspace.openTextDocument(beside(links, "3 Text Resource 2.txt"))).getText(), /^Resource 2: This is a plaintext resource/);
    const embedded = await call(EVERYTHING, "get-resource-reference", { resourceType: "Text", resourceId: 1 });
    assert.match((await vscode.workspace.openTextDocument(beside(embedded, "get-resource-reference result 2.txt"))).getText(), /^Resource 1: This is a plaintext resource/);
  });

  it("show annotations of a single text above it", async () => {
    const document = await opened(await call(EVERYTHING, "get-annotated-message", { messageType: "error", includeImage: false }));
    assert.match((await lensesOf(document.uri))[0] ?? "", /for the user and the assistant · priority 1/);
  });

  it("lay out Markdown without what would fetch something, and keep it as it came", async () => {
    const outcome = await call(OWN, "markdown", {});
    assert.equal(customEditors().get("markdown result.md"), "vscode.markdown.preview.editor");
    assert.doesNotMatch((await opened(outcome)).getText(), /!\[|<img/);
    assert.match((await vscode.workspace.openTextDocument(beside(outcome, "markdown result source.txt"))).getText(), /!\[a picture\]\(http:\/\/127\.0\.0\.1:9\/seen\.png\) <img/);
  });

  it("show the beginning of a large text, and all of it on request", async () => {
    const document = await opened(await call(OWN, "large", { bytes: 1_200_000 }));
    assert.match(document.getText(), /^\[The first 200,000 of [\d,]+ characters\./);
    assert.ok((await lensesOf(document.uri)).some((title) => /^Open Whole Result \(\d\.\d MB\)$/.test(title)));
    await vscode.commands.executeCommand("wirelight.openWholeResult", document.uri);
    const whole = await until("the whole is in an editor", () => vscode.window.visibleTextEditors.find((editor) => editor.document.uri.path.endsWith("/large result.json"))?.document);
    const rows: unknown = JSON.parse(whole.getText());
    assert.ok(Array.isArray(rows) && rows.length === 60_000);
  });

  it("are saved as the files they are", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "wirelight-results-"));
    try {
      const save = async (uri: vscode.Uri, fileName: string): Promise<Buffer> => {
        const target = path.join(folder, fileName);
        let proposed = "";
        await replacing("showSaveDialog", (options) => {
          proposed = path.basename(options?.defaultUri?.fsPath ?? "");
          return Promise.resolve(vscode.Uri.file(target));
        }, async () => vscode.commands.executeCommand("wirelight.saveResult", uri));
        assert.equal(proposed, fileName);
        return readFile(target);
      };
      const text = await opened(await call(EVERYTHING, "echo", { message: "keep me" }));
      assert.equal((await save(text.uri, "echo result.txt")).toString("utf8"), "Echo: keep me");
      const image = beside(await call(EVERYTHING, "get-tiny-image", {}), "get-tiny-image result 2.png");
      let bytes: Uint8Array = new Uint8Array();
      const [asked] = await choosing([{ row: /^image\/png/ }], async () => void (bytes = await save(image, "get-tiny-image result 2.png")));
      assert.deepEqual(asked?.rows.map((row) => row.split(" · ")[0]), ["Text", "image/png", "Text", "The whole result as JSON"]);
      assert.deepEqual([...bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("are copied as text", async () => {
    const { uri } = await opened(await call(EVERYTHING, "echo", { message: "to the clipboard" }));
    await vscode.commands.executeCommand("wirelight.copyResult", uri);
    assert.equal(await vscode.env.clipboard.readText(), "Echo: to the clipboard");
  });

  it("are found again in the history, where a call can be repeated and compared with another", async () => {
    await call(EVERYTHING, "echo", { message: "first" });
    await call(EVERYTHING, "echo", { message: "second" });
    const tool = { serverId: (await serverNamed(EVERYTHING)).config.id, toolName: "echo" };
    const history = () => vscode.commands.executeCommand<Outcome>("wirelight.showResultHistory", tool);
    const [asked] = await choosing([{ row: /first/ }], async () => assert.equal((await opened(await history())).getText(), "Echo: first"));
    assert.equal(asked?.title, 'Calls of "echo"');
    assert.match(asked?.rows[0] ?? "", /^\$\(pass\) \d\d:\d\d:\d\d\.\d{3} · OK · [\d.]+ m?s · \{"message":"second"\}$/);
    await choosing([{ row: /first/, button: "Repeat with the Same Arguments" }], async () => assert.equal((await opened(await history())).getText(), "Echo: first"));
    await choosing([{ row: /second/, button: "Compare with..." }, { row: /first/ }], history);
    const diff = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(diff instanceof vscode.TabInputTextDiff);
    const texts = await Promise.all([diff.original, diff.modified].map(async (uri) => (await vscode.workspace.openTextDocument(uri)).getText()));
    assert.deepEqual(texts.toSorted(), ["Echo: first", "Echo: second"]);
  });

  it("can be repeated, and their arguments edited", async () => {
    const { uri } = await opened(await call(EVERYTHING, "get-sum", { a: 20, b: 22 }));
    const again = await vscode.commands.executeCommand<Outcome>("wirelight.repeatResult", uri);
    assert.match((await opened(again)).getText(), /42/);
    await vscode.commands.executeCommand("wirelight.editResultArguments", vscode.Uri.parse(again.opened?.[0] ?? ""));
    const text: unknown = JSON.parse(vscode.window.activeTextEditor?.document.getText() ?? "");
    assert.ok(typeof text === "object" && text !== null);
    assert.deepEqual(Object.entries(text).filter(([name]) => name !== "$schema"), [["a", 20], ["b", 22]]);
  });

  it("lead to their call in the traffic", async () => {
    const { uri } = await opened(await call(EVERYTHING, "echo", { message: "traced" }));
    await vscode.commands.executeCommand("wirelight.showResultInTraffic", uri);
    const document = await until("the message is shown", () => (vscode.window.activeTextEditor?.document.uri.scheme === "wirelight-message" ? vscode.window.activeTextEditor.document : undefined));
    assert.match(document.getText(), /"message": "traced"/);
  });

  it("of a call that the restart of its server cut off are told as such", async () => {
    const server = await serverNamed(OWN);
    const outcome = call(OWN, "never", {});
    await until("the call is sent", async () => (await lastSent(server, "tools/call"))?.["name"] === "never");
    await server.restart();
    assert.deepEqual(await outcome, { type: "failed", kind: "closed", message: 'Server "results-own" was restarted before "never" was answered.' });
  });
});

async function lensesOf(uri: vscode.Uri): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 20);
  return lenses.map((lens) => lens.command?.title ?? "");
}

/** A document of a result that was not opened. */
function beside(outcome: Outcome, name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.parse(outcome.opened?.[0] ?? assert.fail(`nothing was opened: ${JSON.stringify(outcome)}`)), "..", name);
}

/** The viewers that are open, by the name of what they show. */
function customEditors(): ReadonlyMap<string, string> {
  const inputs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).map((tab) => tab.input);
  return new Map(inputs.flatMap((input): [string, string][] => (input instanceof vscode.TabInputCustom ? [[path.basename(input.uri.path), input.viewType]] : [])));
}
