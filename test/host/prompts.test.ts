import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { npmServer, opened, type Outcome } from "./support/calls";
import { Picks } from "./support/picks";
import { click, rowsOf } from "./support/tree";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

const EVERYTHING = "prompt-everything";
const OFFERS = "prompt-offers";

function get(target: unknown): Thenable<Outcome & { readonly type: string }> {
  return vscode.commands.executeCommand<Outcome>("wirelight.getPrompt", target);
}

describe("getting prompts", () => {
  before(() => configureServers({ [EVERYTHING]: npmServer("everything", "stdio"), [OFFERS]: rogue("offers") }));
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));
  after(() => configureServers(undefined));

  it("opens the messages of a prompt with arguments as a laid out document", async () => {
    const outcome = await get({ server: EVERYTHING, prompt: "args-prompt", arguments: { city: "Oslo" } });
    assert.equal(outcome.type, "opened", outcome.message);
    assert.match((await opened(outcome)).getText(), /^# args-prompt\n\nFrom server prompt-everything\.[^]*- city: Oslo\n\n## 1\. User\n\n```text\nWhat's weather in Oslo\?\n```\n$/);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputWebview, "not laid out");
  });

  it("asks for arguments with the server's suggestions, which know the arguments before", async () => {
    await Picks.during(async (picks) => {
      const getting = get({ server: EVERYTHING, prompt: "completable-prompt" });
      await picks.type("Team Management: department", "Sa");
      await picks.take("Team Management: department", "Sales");
      await picks.take("Team Management: name", "Frank");
      assert.match((await opened(await getting)).getText(), /Please promote Frank to the head of the Sales team\./);
    });
    await Picks.during(async (picks) => {
      const getting = get({ server: EVERYTHING, prompt: "completable-prompt" });
      assert.equal((await picks.rows("Team Management: department"))[0], "Sales", "what was given before");
      await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
      assert.equal((await getting).type, "left");
    });
  });

  it("takes what is typed and not what is suggested, and goes back a step", async () => {
    await Picks.during(async (picks) => {
      const getting = get({ server: OFFERS, prompt: "travel" });
      await picks.type("travel: city", "Pa");
      await until("the suggestions are there", async () => (await picks.rows("travel: city")).includes("Palermo"));
      await picks.take("travel: city");
      await until("the suggestions are there", async () => (await picks.rows("travel: mood")).includes("calm"));
      await vscode.commands.executeCommand("workbench.action.quickInputBack");
      await picks.type("travel: city", "Paris");
      await picks.take("travel: city");
      await picks.take("travel: mood", "in love");
      assert.match((await opened(await getting)).getText(), /To Paris, mood: in love/);
    });
  });

  it("shows embedded resources, pictures, and what is no message", async () => {
    const resource = await opened(await get({ server: EVERYTHING, prompt: "resource-prompt", arguments: { resourceType: "Text", resourceId: "3" } }));
    assert.match(resource.getText(), /## 2\. User · resource demo:\/\/resource\/dynamic\/text\/3 · text\/plain\n\n```text\nResource 3: /);
    const outcome = await get({ server: OFFERS, prompt: "look" });
    assert.match((await opened(outcome)).getText(), /!\[\]\(<look prompt 2\.png>\)[^]*## 3\. Not a message[^]*## 4\. Assistant · resource offers:\/\/many\/words\.md/);
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(outcome.opened?.[1] ?? ""));
    assert.deepEqual(Array.from(bytes.subarray(1, 4)), [0x50, 0x4e, 0x47]);
  });

  it("shows the exchange behind a prompt, one click away", async () => {
    const outcome = await get({ server: OFFERS, prompt: "look" });
    await vscode.commands.executeCommand("wirelight.showPromptInTraffic", vscode.Uri.parse(outcome.opened?.[0] ?? ""));
    const document = await until("the exchange is shown", () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.uri.scheme === "wirelight-message" ? active : undefined;
    });
    assert.match(document.getText(), /"method": "prompts\/get"/);
  });

  it("is one click on the row of a prompt or a resource", async () => {
    const server = await serverIn(OFFERS, "running");
    await server.offered();
    const { views } = await wirelight();
    const row = (await rowsOf(views.servers)).find(({ label }) => label === OFFERS);
    const groups = (await row?.children()) ?? [];
    const below = async (group: string, label: string) => (await groups.find((each) => each.label === group)?.children())?.find((each) => each.label === label);
    await click(await below("Resources", "counter"));
    await until("the resource is open", () => vscode.window.activeTextEditor?.document.uri.scheme === "wirelight-resource");
    await click(await below("Prompts", "look"));
    await until("the prompt is open", () => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes("look prompt"));
  });

  it("says why a prompt could not be got", async () => {
    const outcome = await get({ server: OFFERS, prompt: "nothing", arguments: {} });
    assert.equal(outcome.kind, "protocol");
    assert.match(outcome.message ?? "", /^Server "prompt-offers" did not give prompt "nothing" but answered with a protocol error: .*-32602/);
    assert.match((await get({ server: OFFERS, prompt: "nothing" })).message ?? "", /has no prompt "nothing"/);
    assert.match((await get({ server: OFFERS, prompt: "look", arguments: { a: 1 } })).message ?? "", /"arguments" must be an object of strings/);
  });
});
