import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { answering } from "./support/answers";
import { rowsOf } from "./support/tree";
import { until } from "./support/until";
import { rogue, serverIn, wirelight, workspaceFolder } from "./support/wirelight";

describe("consent to what a workspace wants to run", () => {
  const settings = vscode.Uri.joinPath(workspaceFolder().uri, ".vscode", "settings.json");
  let original: Uint8Array;

  before(async () => {
    original = await vscode.workspace.fs.readFile(settings);
  });

  afterEach(async () => {
    await vscode.workspace.fs.writeFile(settings, original);
    await until("the server is gone", async () => !(await wirelight()).registry.servers.some(({ config }) => config.name === "theirs"));
  });

  it("starts nothing of a workspace that nobody allowed, and asks nothing by itself", async () => {
    const asked = await answering("Allow", async () => {
      await configure("one");
      await serverIn("theirs", "blocked");
    });
    assert.deepEqual(asked.filter(({ modal }) => modal), []);
    const server = await serverIn("theirs", "blocked");
    assert.ok(server.state.name === "blocked" && server.state.reason === "unapproved");
    assert.equal(server.link, undefined, "no process was started");
    const row = (await rowsOf((await wirelight()).views.servers)).find(({ label }) => label === "theirs");
    assert.match(row?.item.contextValue ?? "", /:unapproved:/);
    assert.equal((await row?.children())?.[0]?.item.command?.command, "wirelight.reviewLaunch");
  });

  it("shows the whole command before the first start, and takes no for an answer", async () => {
    await configure("two words");
    const server = await serverIn("theirs", "blocked");
    const [question, ...others] = await answering(undefined, async () => vscode.commands.executeCommand("wirelight.reviewLaunch", server.config.id));
    assert.ok(question && others.length === 0);
    assert.equal(question.modal, true);
    assert.match(question.message, /"theirs"/);
    assert.match(question.detail, /^node .*banner\.mjs '--note=two words'$/m);
    assert.match(question.detail, /SECRET=hidden/);
    assert.ok(question.detail.includes(workspaceFolder().uri.fsPath), question.detail);
    assert.equal(server.state.name, "blocked");
    assert.equal(server.link, undefined);
  });

  it("remembers a yes until the command changes", async () => {
    await configure("three");
    const server = await serverIn("theirs", "blocked");
    const review = async (): Promise<void> => vscode.commands.executeCommand("wirelight.reviewLaunch", server.config.id);
    assert.equal((await answering("Allow", review)).length, 1);
    assert.equal(server.state.name, "running");
    assert.deepEqual(await answering(undefined, () => server.restart()), []);
    await server.stop();
    await configure("four");
    await until("the change is known", () => server.config.launch?.args.includes("--note=four"));
    assert.equal((await answering(undefined, async () => vscode.commands.executeCommand("wirelight.startServer", server.config.id))).length, 1);
    assert.notEqual(server.state.name, "running");
  });

  it("takes a yes for the command that was shown, not for one that came meanwhile", async () => {
    await configure("shown");
    const server = await serverIn("theirs", "blocked");
    const asked = await answering(async ({ detail }) => {
      if (!detail.includes("--note=shown")) return undefined;
      await configure("slipped-in");
      await until("the change is known", () => server.config.launch?.args.includes("--note=slipped-in"));
      return "Allow";
    }, async () => vscode.commands.executeCommand("wirelight.reviewLaunch", server.config.id));
    assert.deepEqual(asked.map(({ detail }) => /--note=\S+/.exec(detail)?.[0]), ["--note=shown", "--note=slipped-in"]);
    assert.equal(server.state.name, "blocked");
    assert.equal(server.link, undefined, "no process was started");
  });

  async function configure(note: string): Promise<void> {
    const entry = rogue("banner", `--note=${note}`);
    const servers = { theirs: { ...entry, cwd: "${workspaceFolder}", env: { SECRET: "hidden" } } };
    await vscode.workspace.fs.writeFile(settings, new TextEncoder().encode(JSON.stringify({ "wirelight.servers": servers }, undefined, 2)));
  }
});
