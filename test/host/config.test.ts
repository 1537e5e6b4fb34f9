import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { answering } from "./support/answers";
import { rowsOf } from "./support/tree";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight, workspaceFolder } from "./support/wirelight";

describe("configuration files", () => {
  const file = vscode.Uri.joinPath(workspaceFolder().uri, ".vscode", "mcp.json");
  let original: Uint8Array;

  before(async () => {
    original = await vscode.workspace.fs.readFile(file);
  });

  afterEach(async () => {
    await write(new TextDecoder().decode(original));
    await configureServers(undefined);
  });

  it("lists the servers of mcp.json without starting them, saying that others may run them", async () => {
    const { views } = await wirelight();
    const server = await serverIn("filesystem", "stopped");
    const row = (await rowsOf(views.servers)).find(({ label }) => label === "filesystem");
    assert.equal(row?.description, "Stopped · another host may run it too · .vscode/mcp.json");
    await answering("Allow", async () => vscode.commands.executeCommand("wirelight.startServer", server.config.id));
    assert.equal(server.state.name, "running");
    await server.stop();
  });

  it("marks a fault of the JSON at its line, and the other servers go on", async () => {
    await write(`{ "servers": {\n  "good": ${JSON.stringify(rogue("banner"))},\n  "bad": { "command": }\n} }`);
    const problem = await problemOf("A value is missing");
    assert.equal(problem.range.start.line, 2);
    await serverIn("good", "stopped");
    const bad = await serverIn("bad", "misconfigured");
    const row = (await rowsOf((await wirelight()).views.servers)).find(({ label }) => label === "bad");
    assert.equal((await row?.children())?.[0]?.item.command?.command, "wirelight.goToConfiguration");
    await vscode.commands.executeCommand("wirelight.goToConfiguration", bad.config.id);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), file.toString());
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 2);
  });

  it("marks an unresolved variable at its place, and picks up its repair", async () => {
    const text = '{ "servers": {\n  "lost": {\n    "command": "node",\n    "args": ["${env:NO_SUCH_VARIABLE_ANYWHERE}", "${workspaceFolder:nowhere}"]\n  }\n} }';
    await write(text);
    // VS Code puts nothing in the place of a variable that is not set, and refuses to start without a folder.
    for (const [variable, severity] of [["${env:NO_SUCH_VARIABLE_ANYWHERE}", vscode.DiagnosticSeverity.Warning], ["${workspaceFolder:nowhere}", vscode.DiagnosticSeverity.Error]] as const) {
      const problem = await problemOf(variable.slice(variable.indexOf(":") + 1, -1));
      const { start, end } = problem.range;
      assert.deepEqual([problem.severity, end.line, text.split("\n")[start.line]?.slice(start.character, end.character)], [severity, start.line, variable]);
    }
    await serverIn("lost", "misconfigured");
    await write('{ "servers": { "lost": { "command": "node", "args": [] } } }');
    await serverIn("lost", "stopped");
    await until("the Problem is gone", () => vscode.languages.getDiagnostics(file).length === 0);
  });

  it("keeps a running server through a half-written file, and stops one that was removed", async () => {
    await write(JSON.stringify({ servers: { kept: rogue("banner") } }));
    const server = await serverIn("kept", "stopped");
    await answering("Allow", async () => vscode.commands.executeCommand("wirelight.startServer", server.config.id));
    assert.equal(server.state.name, "running");
    await write('{ "servers": { ');
    await problemOf("closing }");
    assert.equal(server.state.name, "running");
    await write('{ "servers": {} }');
    await until("the server is gone", async () => !(await wirelight()).registry.servers.includes(server));
    assert.equal(server.state.name === "running", false);
  });

  it("tells on the row that the command has changed since the start", async () => {
    await write(JSON.stringify({ servers: { changing: rogue("banner") } }));
    const server = await serverIn("changing", "stopped");
    await answering("Allow", async () => vscode.commands.executeCommand("wirelight.startServer", server.config.id));
    await write(JSON.stringify({ servers: { changing: rogue("banner", "--lines=1") } }));
    await until("the server is stale", () => server.stale);
    assert.equal(server.state.name, "running");
    const rowOf = async () => (await rowsOf((await wirelight()).views.servers)).find(({ label }) => label === "changing");
    const row = await rowOf();
    assert.match(row?.description ?? "", /^Running · .*configuration changed · /);
    assert.match(row?.item.contextValue ?? "", /:restartable:/, "its row has the button");
    assert.equal((await row?.children())?.[0]?.item.command?.command, "wirelight.restartServer");
    const { link } = server;
    // The file belongs to the workspace, so the other command is shown first.
    const asked = await answering("Allow", async () => vscode.commands.executeCommand("wirelight.restartServer", server.config.id));
    assert.match(asked[0]?.detail ?? "", /--lines=1$/m);
    assert.equal(server.state.name, "running");
    assert.ok(server.link !== link && !server.stale);
    assert.doesNotMatch((await rowOf())?.description ?? "", /configuration changed/);
  });

  it("shows a fault of the person's own settings on the server, since their file cannot be reached", async () => {
    await configureServers({ wrong: { command: 7 } });
    await serverIn("wrong", "misconfigured");
    const row = (await rowsOf((await wirelight()).views.servers)).find(({ label }) => label === "wrong");
    assert.match((await row?.children())?.[0]?.label ?? "", /"command"/);
  });

  async function write(text: string): Promise<void> {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  }

  /** The Problem in mcp.json whose message has this text. */
  async function problemOf(text: string): Promise<vscode.Diagnostic> {
    const found = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(file).filter(({ source }) => source === "Wirelight");
    return until(`a Problem in mcp.json says ${text}`, () => found().find(({ message }) => message.includes(text)), () => JSON.stringify(found()));
  }
});
