import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { logOf } from "./support/output";
import { rowsOf } from "./support/tree";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

const NAME = "level-offers";

async function levelOf(): Promise<unknown> {
  const { session } = await serverIn(NAME, "running");
  const result = await session?.callTool("state", {});
  return (JSON.parse(String(result?.content[0]?.["text"])) as { readonly level: unknown }).level;
}

describe("what a server tells of itself while it runs", () => {
  before(() => configureServers({ [NAME]: rogue("offers") }));
  after(() => configureServers(undefined));

  it("is logged from the level that was set, at once and in every new run", async () => {
    const { id } = (await serverIn(NAME, "running")).config;
    assert.equal(await levelOf(), "none", "nobody has asked for a level");
    await vscode.commands.executeCommand("wirelight.setServerLogLevel", id, "debug");
    assert.equal(await levelOf(), "debug");
    await until("the log has a message of the server", async () => (await logOf(id, NAME)).some(({ text }) => text.includes("[debug] the level is debug")));
    await vscode.commands.executeCommand("wirelight.restartServer", id);
    await until("the level is set again", async () => (await levelOf()) === "debug");
    const tooltip = await tooltipOf(NAME);
    assert.match(tooltip, /Log level\\: debug/);
  });

  it("names what has changed in a list, in its log, its row and its hover", async () => {
    const server = await serverIn(NAME, "running");
    await server.offered();
    await server.session?.callTool("swap", {});
    const tools = await until("the row tells of the change", async () => {
      const groups = await (await rowOf(NAME))?.children();
      return groups?.find(({ label, description }) => label === "Tools" && description === "4 · +1");
    });
    assert.equal(tools.item.accessibilityInformation?.label, "Tools, 4, tools changed: +extra");
    await until("the log tells of the change", async () => (await logOf(server.config.id, NAME)).some(({ text }) => text === "tools changed: +extra"));
    assert.match(await tooltipOf(NAME), /tools changed\\: \\\+extra/);
  });
});

async function rowOf(name: string) {
  return (await rowsOf((await wirelight()).views.servers)).find(({ label }) => label === name);
}

async function tooltipOf(name: string): Promise<string> {
  const { views } = await wirelight();
  const nodes = (await views.servers.getChildren()) ?? [];
  const node = nodes.find((each) => each.type === "server" && each.server.config.name === name);
  assert.ok(node);
  const { tooltip } = views.servers.resolveTreeItem(new vscode.TreeItem(""), node);
  return tooltip instanceof vscode.MarkdownString ? tooltip.value : String(tooltip);
}
