import * as assert from "node:assert/strict";
import * as os from "node:os";
import * as path from "node:path";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import * as vscode from "vscode";
import { isJsonObject } from "../../src/core/base/json";
import { lastSent, npmServer, opened, replacing, serverNamed, type Outcome } from "./support/calls";
import { Picks } from "./support/picks";
import { framesOf } from "./support/traffic";
import { until } from "./support/until";
import { configureServers, rogue, serverIn } from "./support/wirelight";

const OFFERS = "res-offers";
const COUNTER = { server: OFFERS, uri: "offers://counter" };

function read(target: unknown): Thenable<Outcome & { readonly type: string }> {
  return vscode.commands.executeCommand<Outcome>("wirelight.readResource", target);
}

/** What the server itself says of its subscriptions and its log level. */
async function stateOf(name: string): Promise<{ readonly [key: string]: unknown }> {
  const { session } = await serverIn(name, "running");
  const result = await session?.callTool("state", {});
  const value: unknown = JSON.parse(String(result?.content[0]?.["text"]));
  assert.ok(isJsonObject(value));
  return value;
}

async function bump(times = 1): Promise<void> {
  await (await serverIn(OFFERS, "running")).session?.callTool("bump", { times });
}

function countIn(document: vscode.TextDocument): unknown {
  const value: unknown = JSON.parse(document.getText());
  return isJsonObject(value) ? value["count"] : undefined;
}

async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

async function readings(): Promise<number> {
  return (await framesOf(OFFERS)).filter((frame) => frame.from === "client" && frame.method === "resources/read").length;
}

describe("reading resources", () => {
  before(() => configureServers({ [OFFERS]: rogue("offers"), "res-everything": npmServer("everything", "stdio"), "res-plain": rogue("offers", "--no-subscribe") }));
  afterEach(closeAll);
  after(() => configureServers(undefined));

  it("opens a resource of server-everything in the language that it is written in", async () => {
    const outcome = await read({ server: "res-everything", uri: "demo://resource/static/document/architecture.md" });
    assert.equal(outcome.type, "opened", outcome.message);
    const document = await opened({ ...outcome, type: "result" });
    assert.equal(document.languageId, "markdown");
    assert.match(document.uri.path, /\/res-everything\/architecture\.md$/);
    assert.match(document.getText(), /^# /);
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.ok(tab?.input instanceof vscode.TabInputText);
  });

  it("asks for the variables of a template, with what the server suggests, and remembers what was given", async () => {
    const target = { server: OFFERS, template: "offers://weather/{city}{/path*}{?unit}" };
    await Picks.during(async (picks) => {
      const reading = read(target);
      await picks.type("weather: city", "Par");
      await picks.take("weather: city", "Paris");
      await picks.type("weather: path", "left bank/5");
      await picks.take("weather: path");
      await picks.take("weather: unit", "Leave out");
      const document = await opened(await reading);
      assert.equal(document.getText(), "Rain in Paris/left%20bank/5");
    });
    await Picks.during(async (picks) => {
      const reading = read(target);
      await until("the suggestions are there", async () => (await picks.rows("weather: city")).includes("Porto"));
      assert.deepEqual((await picks.rows("weather: city")).slice(0, 2), ["Paris", "Paderborn"]);
      await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
      assert.equal((await reading).type, "left");
    });
  });

  it("chooses out of all resources and templates of a server, and takes any other URI", async () => {
    await Picks.during(async (picks) => {
      const reading = read((await serverNamed(OFFERS)).config.id);
      await until("the lists are there", async () => (await picks.rows("Read Resource")).includes("weather"));
      assert.deepEqual((await picks.rows("Read Resource")).slice(1), ["counter", "many", "roots", "pixel", "never", "weather", "Another URI..."]);
      await replacing("showInputBox", () => Promise.resolve("offers://weather/Oslo"), async () => {
        await picks.take("Read Resource", "Another URI...");
        assert.equal((await opened(await reading)).getText(), "Rain in Oslo");
      });
    });
  });

  it("opens every content as what it is, and tells of those that cannot be shown", async () => {
    const outcome = await read({ server: OFFERS, uri: "offers://many" });
    const uris = (outcome.opened ?? []).map((uri) => vscode.Uri.parse(uri));
    assert.deepEqual(uris.map((uri) => uri.path.split("/").at(-1)), ["1 words.md", "2 not a content.txt", "3 pixel.png", "4 data.bin.txt"]);
    assert.match((await opened({ type: "result", opened: outcome.opened ?? [] }, 1)).getText(), /^Content 2 of offers:\/\/many is not valid: has neither "text" nor "blob"/);
    assert.match((await opened({ type: "result", opened: outcome.opened ?? [] }, 3)).getText(), /^This content is binary: 5 bytes of application\/x-data\.[^]*00 01 02 fe ff/);
    const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ input }) => input);
    const preview = inputs.find((input) => input instanceof vscode.TabInputCustom && input.uri.path.endsWith("pixel.png"));
    assert.ok(preview instanceof vscode.TabInputCustom && preview.viewType === "imagePreview.previewEditor");
  });

  it("saves a content exactly as it was sent, also where the document only tells of it", async () => {
    const outcome = await read({ server: OFFERS, uri: "offers://many" });
    const folder = await mkdtemp(path.join(os.tmpdir(), "wirelight-save-"));
    try {
      const file = path.join(folder, "data.bin");
      const dialog = () => Promise.resolve(vscode.Uri.file(file));
      await replacing("showSaveDialog", dialog, async () => {
        await vscode.commands.executeCommand("wirelight.saveResource", vscode.Uri.parse(outcome.opened?.[3] ?? ""));
      });
      assert.deepEqual([...(await readFile(file))], [0, 1, 2, 254, 255]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("updates the open document when the server says so, however often, and unsubscribes when its tab is closed", async () => {
    const document = await opened(await read(COUNTER));
    assert.equal(document.languageId, "json");
    assert.deepEqual((await stateOf(OFFERS))["subscribed"], ["offers://counter"]);
    const before = [countIn(document), await readings()] as const;
    await bump(300);
    await until("the document is new", () => countIn(document) === Number(before[0]) + 1, () => document.getText());
    assert.equal(document.isDirty, false);
    await bump();
    await until("the document is new again", () => countIn(document) === Number(before[0]) + 2, () => document.getText());
    const more = (await readings()) - before[1];
    assert.ok(more >= 2 && more <= 6, `${more} readings for 301 updates`);
    await closeAll();
    await until("nobody is subscribed", async () => JSON.stringify((await stateOf(OFFERS))["subscribed"]) === "[]");
  });

  it("subscribes and reads again after a restart of the server", async () => {
    const document = await opened(await read(COUNTER));
    const before = document.getText();
    await vscode.commands.executeCommand("wirelight.restartServer", (await serverNamed(OFFERS)).config.id);
    await until("the document is of the new process", () => document.getText() !== before, () => document.getText());
    assert.deepEqual((await stateOf(OFFERS))["subscribed"], ["offers://counter"]);
    await bump();
    await until("the document is new", () => countIn(document) === 1, () => document.getText());
  });

  it("says in a document that comes back without its server how to get the content, which then comes by itself", async () => {
    const uri = vscode.Uri.parse((await read(COUNTER)).opened?.[0] ?? "");
    await closeAll();
    const { id } = (await serverNamed(OFFERS)).config;
    await vscode.commands.executeCommand("wirelight.stopServer", id);
    const { document } = await vscode.window.showTextDocument(uri);
    assert.match(document.getText(), /^offers:\/\/counter is not known yet: server "res-offers" does not run\. Start it/);
    await vscode.commands.executeCommand("wirelight.startServer", id);
    await until("the content is there", () => document.getText().startsWith("{"), () => document.getText());
  });

  it("tells a server the folders of the workspace", async () => {
    const document = await opened(await read({ server: OFFERS, uri: "offers://roots" }));
    const names = (vscode.workspace.workspaceFolders ?? []).map(({ name }) => name);
    await until("the server knows the folders", () => document.getText() === names.join("\n"), () => document.getText());
  });

  it("reads again on request what the server tells no updates of", async () => {
    const document = await opened(await read({ ...COUNTER, server: "res-plain" }));
    const { session } = await serverIn("res-plain", "running");
    await session?.callTool("bump", {});
    assert.equal(countIn(document), 0);
    await vscode.commands.executeCommand("wirelight.refreshResource", document.uri);
    await until("the document is new", () => countIn(document) === 1, () => document.getText());
  });

  it("follows the updates of server-everything", async () => {
    const document = await opened(await read({ server: "res-everything", uri: "demo://resource/dynamic/text/7" }));
    const before = document.getText();
    assert.match(before, /^Resource 7: /);
    const { session } = await serverIn("res-everything", "running");
    await session?.callTool("toggle-subscriber-updates", {});
    await until("the time in the document is another", () => document.getText() !== before, () => document.getText());
    await session?.callTool("toggle-subscriber-updates", {});
  });

  it("shows progress, cancels for real, and leaves nothing subscribed", async () => {
    const original = vscode.window.withProgress;
    const cancelling: typeof original = (options, task) => original(options, (progress) => {
      const cancel = new vscode.CancellationTokenSource();
      setTimeout(() => cancel.cancel(), 0);
      return task(progress, cancel.token);
    });
    await replacing("withProgress", cancelling, async () => {
      const outcome = await read({ server: OFFERS, uri: "offers://never" });
      assert.equal(outcome.kind, "cancelled");
      assert.equal(outcome.message, 'The reading of "offers://never" was cancelled');
    });
    const server = await serverNamed(OFFERS);
    await until("the server is told", () => lastSent(server, "notifications/cancelled"));
    assert.deepEqual((await stateOf(OFFERS))["subscribed"], []);
  });

  it("says why a resource could not be read", async () => {
    const outcome = await read({ server: OFFERS, uri: "offers://nowhere" });
    assert.equal(outcome.kind, "protocol");
    assert.match(outcome.message ?? "", /^Server "res-offers" did not give "offers:\/\/nowhere" but answered with a protocol error: .*-32002 \(resource not found\)/);
    assert.match((await read({ server: OFFERS, uri: 7 })).message ?? "", /"uri" or "template" must be a string/);
    assert.match((await read({ server: "nobody", uri: "a://b" })).message ?? "", /no server "nobody"/);
    assert.match((await read({ server: OFFERS, template: "a://{x" })).message ?? "", /has a "\{" without a "\}" at character 5/);
  });
});
