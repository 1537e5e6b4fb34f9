import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Server } from "../../src/core/server/server";
import { click, rowsOf, textsOf } from "./support/tree";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

describe("problems of what a server writes", () => {
  afterEach(async () => {
    await configureServers(undefined);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("makes every stray line a Problem with its exact text and a fix", async () => {
    const server = await running("noisy", rogue("banner"));
    const [uri, problems] = await problemsOf(server, 3);
    assert.match(uri.path, /^\/noisy\/run \d+\/stdout\.log$/);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.deepEqual(document.getText().split("\n").slice(0, 3), ["Banner server v1.0.0 listening on stdio", "", "Loaded 3 plugins"]);
    const [first] = problems;
    assert.ok(first);
    assert.match(first.message, /Banner server v1\.0\.0 listening on stdio/);
    assert.match(first.message, /console\.error/, "the fix is for Node");
    assert.equal(first.source, "Wirelight");
    assert.ok(typeof first.code === "object" && first.code.value === "stdout-noise" && first.code.target.authority === "modelcontextprotocol.io");
    assert.equal(document.getText(first.range), "Banner server v1.0.0 listening on stdio");
    assert.deepEqual(problems.map(({ range }) => range.start.line), [0, 1, 2]);
  });

  it("tells the number on the server's row, and a click shows the lines", async () => {
    const server = await running("noisy", rogue("banner"));
    await problemsOf(server, 3);
    const row = (await rowsOf((await wirelight()).views.servers)).find(({ label }) => label === "noisy");
    const notice = ((await row?.children()) ?? [])[0];
    assert.equal(notice?.label, "3 stray lines on stdout");
    await click(notice);
    await until("the lines are shown", () => vscode.window.activeTextEditor?.document.uri.scheme === "wirelight-stray");
  });

  it("shows at most 100 of a run and says how many more there are", async () => {
    const server = await running("flood", rogue("banner", "--lines=300"));
    const [, problems] = await problemsOf(server, 100);
    assert.equal(problems.length, 100);
    await until("the last one counts the others", async () => (await problemsOf(server, 100))[1].at(-1)?.message.startsWith("201 more"));
  });

  it("makes a malformed message a Problem", async () => {
    const server = await running("wrong", rogue("wrong-answers"));
    await server.session?.callTool("no-jsonrpc", {}).catch(() => undefined); // Whether our client takes the answer is not the question.
    const [, [problem]] = await problemsOf(server, 1);
    assert.ok(problem && typeof problem.code === "object");
    assert.equal(problem.code.value, "malformed-message");
    assert.match(problem.message, /jsonrpc/);
    assert.match(textsOf(await rowsOf((await wirelight()).views.servers)).join("\n"), /wrong Running/);
  });

  it("shows a stray line while the session goes on, and nothing of it after a start without noise", async () => {
    const server = await running("talks", rogue("noise"));
    const { link } = server;
    assert.deepEqual(strayProblems(), []);
    await server.session?.callTool("stray", {});
    const [uri, problems] = await problemsOf(server, 2);
    assert.deepEqual(problems.map(({ message }) => /\[debug\] tools\/call stray( done)?/.exec(message)?.[0]), ["[debug] tools/call stray", "[debug] tools/call stray done"]);
    assert.deepEqual([server.state.name, server.link], ["running", link], "the session goes on");
    assert.deepEqual(await server.session?.callTool("echo", { text: "heard" }).then(({ content }) => content), [{ type: "text", text: "heard" }]);
    await server.restart();
    await until("the Problems are gone", () => vscode.languages.getDiagnostics(uri).length === 0);
    await server.session?.callTool("echo", { text: "heard" });
    assert.deepEqual(strayProblems(), []);
    const row = (await rowsOf((await wirelight()).views.servers)).find(({ label }) => label === "talks");
    assert.ok(!textsOf((await row?.children()) ?? []).some((text) => text.includes("stray")), "the row says nothing of it either");
  });

  it("begins with a clean sheet after a restart, and forgets a server that is gone", async () => {
    const server = await running("noisy", rogue("banner"));
    const [before] = await problemsOf(server, 3);
    await server.restart();
    const [after] = await problemsOf(server, 3);
    assert.notEqual(after.toString(), before.toString());
    await until("the old Problems are gone", () => vscode.languages.getDiagnostics(before).length === 0);
    await configureServers(undefined);
    await until("no Problems are left", () => vscode.languages.getDiagnostics(after).length === 0);
  });
});

async function running(name: string, entry: object): Promise<Server> {
  await configureServers({ [name]: entry });
  return serverIn(name, "running");
}

function strayProblems(): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics().filter(([{ scheme }]) => scheme === "wirelight-stray").flatMap(([, problems]) => problems);
}

/** The Problems of the server's current run once there are this many. */
async function problemsOf({ config, link }: Server, count: number): Promise<[vscode.Uri, vscode.Diagnostic[]]> {
  const run = (await wirelight()).trace.link(link ?? 0)?.run;
  const mine = (): [vscode.Uri, vscode.Diagnostic[]] | undefined => vscode.languages.getDiagnostics()
    .find(([uri, problems]) => uri.scheme === "wirelight-stray" && uri.path.startsWith(`/${config.name}/run ${run}/`) && problems.length >= count);
  return until(`${config.name} has ${count} Problems`, mine, () => JSON.stringify(vscode.languages.getDiagnostics()));
}
