import * as assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { hostPlaces, linkedFiles } from "../../src/vscode/configuration/linkedFiles";
import { answering } from "./support/answers";
import { type Row, rowsOf } from "./support/tree";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight, workspaceFolder } from "./support/wirelight";

const root = vscode.Uri.joinPath(workspaceFolder().uri, ".mcp.json");

describe("the places servers come from", () => {
  const written: vscode.Uri[] = [];

  afterEach(async () => {
    for (const uri of written.splice(0)) await vscode.workspace.fs.delete(uri);
    await vscode.workspace.getConfiguration().update("wirelight.linkedConfigurations", undefined, vscode.ConfigurationTarget.Global);
    await configureServers(undefined);
    await until("only what the sample has is left", async () => (await wirelight()).registry.servers.every(({ config }) => !config.name.startsWith("p-")));
  });

  it("lists a root .mcp.json, and starts from it only what was shown and allowed", async () => {
    process.env["H_ALLOWED"] = "from the environment";
    await write(root, { mcpServers: { "p-root": { ...rogue("banner", "--note=one"), env: { H_VALUE: "${H_ALLOWED}" } } } });
    const server = await serverIn("p-root", "stopped");
    assert.equal((await rowOf("p-root"))?.description, "Stopped · another host may run it too · .mcp.json");
    const start = async (): Promise<void> => vscode.commands.executeCommand("wirelight.startServer", server.config.id);
    const [question] = await answering("Allow", start);
    assert.match(question?.detail ?? "", /^node .*banner\.mjs --note=one$/m);
    assert.match(question?.detail ?? "", /^Variable: H_VALUE='from the environment'$/m);
    assert.match(question?.detail ?? "", /From \.mcp\.json\./);
    assert.equal(server.state.name, "running");
    await server.stop();
    assert.deepEqual(await answering(undefined, start), [], "what was allowed is not asked again");
    await server.stop();
    await write(root, { mcpServers: { "p-root": { ...rogue("banner", "--note=two"), env: { H_VALUE: "${H_ALLOWED}" } } } });
    await until("the change is known", () => server.config.launch?.args.includes("--note=two"));
    assert.equal((await answering(undefined, start)).length, 1);
    assert.equal(server.state.name, "blocked");
  });

  it("explains the keys of a root .mcp.json, which VS Code has no schema for", async () => {
    await write(root, { mcpServers: { "p-schema": rogue("banner") } });
    const document = await vscode.workspace.openTextDocument(root);
    const place = document.positionAt(document.getText().indexOf('"command"') + 2);
    await until("the hover explains the command", async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", root, place);
      return hovers.flatMap(({ contents }) => contents).some((content) => (typeof content === "string" ? content : content.value).includes("The program to start"));
    });
  });

  it("lists the remote machine's mcp.json, starts from it without a question, and forgets it with its file", async () => {
    const { context, registry } = await wirelight();
    const uri = vscode.Uri.joinPath(context.globalStorageUri, "..", "..", "mcp.json");
    await write(uri, { servers: { "p-profile": rogue("banner") } });
    const server = await serverIn("p-profile", "stopped");
    assert.equal((await rowOf("p-profile"))?.description, "Stopped · another host may run it too · Remote mcp.json");
    assert.deepEqual(await answering("Allow", async () => vscode.commands.executeCommand("wirelight.startServer", server.config.id)), []);
    assert.equal(server.state.name, "running");
    await vscode.workspace.fs.delete(written.pop() ?? uri);
    await until("the server is gone", () => !registry.servers.includes(server));
    assert.equal(server.session, undefined, "it was stopped");
  });

  it("says in a remote window that the profile's mcp.json lies elsewhere", async () => {
    const row = await rowOf("User mcp.json");
    assert.equal(row?.description, "lies on your local machine, cannot be read");
    assert.match(JSON.stringify(row?.item.tooltip), /machine in front of you/);
  });

  it("lists the servers of a name from every place, each told by its place", async () => {
    await write(root, { mcpServers: { "p-same": rogue("banner") } });
    await configureServers({ "p-same": { ...rogue("banner"), disabled: true } });
    const rows = await until("both are listed", async () => {
      const found = (await rowsOf((await wirelight()).views.servers)).filter(({ label }) => label === "p-same");
      return found.length === 2 && found;
    });
    assert.deepEqual(rows.map(({ description }) => description).sort(), [".mcp.json · Stopped · another host may run it too", "User Settings · Disabled"]);
  });

  it("does not start a disabled server by itself, and starts it by hand", async () => {
    await configureServers({ "p-disabled": { ...rogue("banner"), disabled: true }, "p-enabled": rogue("banner") });
    await serverIn("p-enabled", "running");
    const server = await serverIn("p-disabled", "stopped");
    assert.equal(server.link, undefined, "no process was started");
    await vscode.commands.executeCommand("wirelight.startServer", server.config.id);
    assert.equal(server.state.name, "running");
    await server.stop();
    await configureServers({ "p-disabled": rogue("banner") });
    await serverIn("p-disabled", "running");
  });

  it("keeps reading what is linked, by host and by path, and says what is not there", async () => {
    const cursor = vscode.Uri.joinPath(workspaceFolder().uri, ".cursor", "mcp.json");
    await write(cursor, { mcpServers: { "p-cursor": rogue("banner") } });
    const elsewhere = path.join(homedir(), "no-such-folder", "servers.json");
    await vscode.workspace.getConfiguration().update("wirelight.linkedConfigurations", ["cursor", elsewhere], vscode.ConfigurationTarget.Global);
    const server = await serverIn("p-cursor", "stopped");
    assert.equal(server.config.source.author, "workspace", "what a workspace brings needs consent also when it is linked");
    const missing = await until("the missing file has a row", async () => rowOf(path.join("~", "no-such-folder", "servers.json")).then((row) => row ?? rowOf(elsewhere)));
    assert.equal(missing.description, "linked, but there is no such file");
    assert.deepEqual(missing.item.command?.arguments, ["wirelight.linkedConfigurations"]);
    await vscode.workspace.getConfiguration().update("wirelight.linkedConfigurations", undefined, vscode.ConfigurationTarget.Global);
    await until("nothing is linked any more", async () => !(await wirelight()).registry.servers.includes(server) && (await rowOf(elsewhere)) === undefined);
  });

  it("asks before it starts what a file says that is linked by its path, though its folder is not open", async () => {
    const checkout = await mkdtemp(path.join(tmpdir(), "wirelight-checkout-"));
    try {
      const file = path.join(checkout, "servers.json");
      await writeFile(file, JSON.stringify({ mcpServers: { "p-linked": rogue("banner") } }));
      await vscode.workspace.getConfiguration().update("wirelight.linkedConfigurations", [file], vscode.ConfigurationTarget.Global);
      const server = await serverIn("p-linked", "stopped");
      const start = async (): Promise<void> => vscode.commands.executeCommand("wirelight.startServer", server.config.id);
      const [question] = await answering(undefined, start);
      assert.match(question?.message ?? "", /^Allow the linked file .*servers\.json to run the MCP server "p-linked"\?$/);
      assert.match(question?.detail ?? "", /^node .*banner\.mjs$/m);
      assert.ok(server.state.name === "blocked" && server.state.message.startsWith("The linked file "), JSON.stringify(server.state));
      assert.equal(server.link, undefined, "no process was started");
      assert.equal((await answering("Allow", start)).length, 1);
      assert.equal(server.state.name, "running");
    } finally {
      await rm(checkout, { recursive: true });
    }
  });

  it("knows where a host keeps a person's own servers, also when that file is linked by its path", async () => {
    const { context } = await wirelight();
    const own = hostPlaces(context).find(({ host, source }) => host === "cursor" && source.author === "user") ?? assert.fail("Cursor has no file of the person");
    const authors = async (entries: readonly string[]): Promise<readonly string[]> => {
      await vscode.workspace.getConfiguration().update("wirelight.linkedConfigurations", entries, vscode.ConfigurationTarget.Global);
      return linkedFiles(context).map(({ source }) => source.author);
    };
    assert.deepEqual(await authors([own.uri.fsPath]), ["user"]);
    assert.deepEqual(await authors([path.join(path.dirname(own.uri.fsPath), "other.json"), "~/servers.json"]), ["workspace", "workspace"]);
  });

  it("resolves the settings of the editor again when they change", async () => {
    await configureServers({ "p-config": { ...rogue("banner", "--size=${config:editor.fontSize}"), disabled: true } });
    const server = await serverIn("p-config", "stopped");
    await vscode.workspace.getConfiguration().update("editor.fontSize", 23, vscode.ConfigurationTarget.Global);
    await until("the launch has the new size", () => server.config.launch?.args.includes("--size=23"));
    await vscode.workspace.getConfiguration().update("editor.fontSize", undefined, vscode.ConfigurationTarget.Global);
  });

  async function write(uri: vscode.Uri, value: object): Promise<void> {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(value, undefined, 2)));
    if (!written.some((each) => each.toString() === uri.toString())) written.push(uri);
  }
});

async function rowOf(label: string): Promise<Row | undefined> {
  return (await rowsOf((await wirelight()).views.servers)).find((row) => row.label === label);
}
