import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { rowsOf, textsOf } from "./support/tree";
import { until } from "./support/until";
import { configureServers, inCheckout, rogue, serverIn, type ServerEntry, wirelight, workspaceFolder } from "./support/wirelight";

const packaged = (name: string, ...args: readonly string[]): ServerEntry => (
  { command: "node", args: [inCheckout("node_modules", "@modelcontextprotocol", name, "dist", "index.js"), ...args] }
);

describe("servers", () => {
  afterEach(() => configureServers(undefined));

  it("runs four servers from npm and the bundled one side by side, with complete lists", async () => {
    await configureServers({
      "t-everything": packaged("server-everything", "stdio"),
      "t-filesystem": packaged("server-filesystem", workspaceFolder().uri.fsPath),
      "t-memory": packaged("server-memory"),
      "t-thinking": packaged("server-sequential-thinking"),
    });
    const { views, registry } = await wirelight();
    for (const name of ["t-everything", "t-filesystem", "t-memory", "t-thinking", "code-analysis"]) {
      const server = await serverIn(name, "running");
      const tools = server.offer?.tools;
      assert.ok(tools && tools.items.length > 0, `${name} lists tools`);
      assert.deepEqual([tools.invalid, tools.truncated], [[], undefined], name);
    }
    const rows = await rowsOf(views.servers);
    const everything = rows.find(({ label }) => label === "t-everything");
    assert.match(everything?.description ?? "", /^Running · \d+ tools · 20\d\d-\d\d-\d\d · User Settings$/);
    const groups = (await everything?.children()) ?? [];
    const offer = (await serverIn("t-everything", "running")).offer;
    assert.deepEqual(textsOf(groups), [
      `Tools ${offer?.tools?.items.length}`,
      `Resources ${offer?.resources?.items.length}`,
      `Resource Templates ${offer?.templates?.items.length}`,
      `Prompts ${offer?.prompts?.items.length}`,
    ]);
    const tools = (await groups[0]?.children()) ?? [];
    assert.ok(tools.some(({ label }) => label === "echo"), textsOf(tools).join("\n"));
    assert.equal(registry.servers.at(-1)?.config.name, "code-analysis", "the bundled server comes last");
  });

  it("starts, stops and restarts on command, and no process stays", async () => {
    await configureServers({ banner: rogue("banner") });
    const server = await serverIn("banner", "running");
    const first = pidOf(await wirelight(), server.link);
    const firstRun = runOf(await wirelight(), server.link);
    await vscode.commands.executeCommand("wirelight.restartServer", server.config.id);
    const second = pidOf(await wirelight(), (await serverIn("banner", "running")).link);
    assert.notEqual(second, first);
    await until("the first process is gone", () => !isAlive(first));
    await vscode.commands.executeCommand("wirelight.stopServer", server.config.id);
    assert.equal(server.state.name, "stopped");
    assert.equal(isAlive(second), false);
    await vscode.commands.executeCommand("wirelight.startServer", server.config.id);
    assert.equal(server.state.name, "running");
    assert.equal(runOf(await wirelight(), server.link), firstRun + 2);
  });

  it("says why a server failed, with its exit code, and leaves the others alone", async () => {
    await configureServers({ broken: rogue("exits-early", "--code=3"), missing: { command: "no-such-program-anywhere" }, fine: rogue("banner") });
    const broken = await serverIn("broken", "failed");
    await serverIn("missing", "failed");
    await serverIn("fine", "running");
    assert.ok(broken.state.name === "failed");
    assert.match(broken.state.message, /code 3/);
    const rows = await rowsOf((await wirelight()).views.servers);
    const [notice] = (await rows.find(({ label }) => label === "missing")?.children()) ?? [];
    assert.match(typeof notice?.item.tooltip === "string" ? notice.item.tooltip : "", /no-such-program-anywhere/);
    assert.equal(notice?.item.command?.command, "wirelight.showServerLog");
  });

  it("names the unanswered request when a server stays silent", async () => {
    await vscode.workspace.getConfiguration().update("wirelight.initializeTimeout", 1, vscode.ConfigurationTarget.Global);
    try {
      await configureServers({ silent: rogue("silent", "--initialize") });
      const server = await serverIn("silent", "failed");
      assert.ok(server.state.name === "failed");
      assert.equal(server.state.kind, "timeout");
      assert.match(server.state.message, /initialize/);
    } finally {
      await vscode.workspace.getConfiguration().update("wirelight.initializeTimeout", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("takes the bundled server away and brings it back by its setting", async () => {
    const { registry } = await wirelight();
    const set = (value: boolean | undefined): Thenable<void> => vscode.workspace.getConfiguration().update("wirelight.codeAnalysis.enabled", value, vscode.ConfigurationTarget.Global);
    await set(false);
    await until("the bundled server is gone", () => !registry.servers.some(({ config }) => config.source.kind === "bundled"));
    await set(undefined);
    await serverIn("code-analysis", "running");
  });
});

type Exports = Awaited<ReturnType<typeof wirelight>>;

/** The process of a link, from what the trace has of it. */
function pidOf({ trace }: Exports, link: number | undefined): number {
  for (let seq = trace.first; seq < trace.next; seq++) {
    const frame = trace.at(seq);
    if (frame?.link === link && frame?.event?.type === "spawned") return frame.event.pid;
  }
  throw new Error(`No process was started on link ${link}`);
}

function runOf({ trace }: Exports, link: number | undefined): number {
  return trace.link(link ?? 0)?.run ?? assert.fail(`There is no link ${link}`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // No such process, which is the answer.
  }
}
