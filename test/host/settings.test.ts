import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Server } from "../../src/core/server/server";
import { call, npmServer } from "./support/calls";
import { type Row, rowsOf } from "./support/tree";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

const changed = new Set<string>();

describe("settings that change while the window is open", () => {
  afterEach(async () => {
    for (const key of changed) await set(key, undefined);
    changed.clear();
    await configureServers(undefined);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("gives a request as much time as wirelight.requestTimeout says, from the next start on", async () => {
    await configureServers({ "s-silent": rogue("silent") });
    const server = await serverIn("s-silent", "running");
    await set("requestTimeout", 0.5);
    await server.restart();
    const outcome = await call("s-silent", "wait", {});
    assert.deepEqual([outcome.type, outcome.kind], ["failed", "timeout"]);
    assert.match(outcome.message ?? "", /No answer to tools\/call "wait"/);
    assert.equal(server.state.name, "running", "a request that was given up ends no server");
    assert.equal((await call("s-silent", "echo", { text: "still there" })).type, "result");
  });

  it("keeps as much traffic as wirelight.traffic.memory says, and tells how many rows went", async () => {
    const { trace } = await wirelight();
    await vscode.commands.executeCommand("wirelight.clearTraffic");
    await configureServers({ "s-flood": rogue("stderr-flood") });
    const server = await serverIn("s-flood", "running");
    assert.equal(await droppedRow(), undefined);
    await set("traffic.memory", 1);
    const evicted = trace.evicted.frames;
    // What memory cannot hold is on disk, so that only the index of the rows counts; a piece of it has 16,384 rows.
    await flood(server, 80_000);
    const row = await until("the dropped rows are counted", droppedRow);
    const count = Number(/^([\d,]+) older rows dropped$/.exec(row.label)?.[1]?.replaceAll(",", ""));
    assert.equal(count, trace.evicted.frames - evicted);
    assert.ok(count > 30_000 && trace.next - trace.first < 50_000, `${count} went, ${trace.next - trace.first} stayed`);
    assert.match(row.description, /\b1 MB\b/);
    assert.deepEqual([row.item.command?.command, row.item.command?.arguments], ["workbench.action.openSettings", ["wirelight.traffic"]]);
    await set("traffic.memory", undefined);
    await flood(server, 10_000);
    assert.equal(trace.evicted.frames - evicted, count, "with more memory nothing goes");
    await vscode.commands.executeCommand("wirelight.clearTraffic");
    assert.equal(await droppedRow(), undefined, "what was cleared is not missed");
  });

  it("ends the bundled server when it is switched off, says so when it is needed, and brings it back", async () => {
    const { registry, exchanges, views } = await wirelight();
    const bundled = await serverIn("code-analysis", "running");
    const { link } = bundled;
    await set("codeAnalysis.enabled", false);
    await until("its row is gone", async () => !(await rowsOf(views.servers)).some(({ label }) => label === "code-analysis"));
    assert.ok(!registry.servers.includes(bundled));
    assert.equal(bundled.session, undefined);
    assert.ok(exchanges.rows(link ?? 0, 1).total > 0, "its traffic can still be read");
    await set("codeAnalysis.enabled", true);
    await serverIn("code-analysis", "running");
  });

  it("uses the changed command of a server with its next start, and leaves a real server in peace meanwhile", async () => {
    await configureServers({ "s-everything": npmServer("everything", "stdio") });
    const server = await serverIn("s-everything", "running");
    const { link } = server;
    await vscode.workspace.getConfiguration().update("wirelight.servers", { "s-everything": rogue("banner") }, vscode.ConfigurationTarget.Global);
    await until("the row says that it has changed", () => server.stale);
    assert.deepEqual([server.state.name, server.link], ["running", link]);
    await server.restart();
    assert.deepEqual(server.offer?.tools?.items.map(({ name }) => name), ["echo"]);
  });
});

async function set(key: string, value: unknown): Promise<void> {
  changed.add(key);
  await vscode.workspace.getConfiguration().update(`wirelight.${key}`, value, vscode.ConfigurationTarget.Global);
}

/** Lets a server write to stderr, until all of it is there; its answer may be sooner. */
async function flood(server: Server, lines: number): Promise<void> {
  const { trace } = await wirelight();
  const wanted = trace.next + lines;
  await server.session?.callTool("flood", { lines });
  await until(`${lines} lines are there`, () => trace.next >= wanted);
}

async function droppedRow(): Promise<Row | undefined> {
  return (await rowsOf((await wirelight()).views.traffic)).find(({ label }) => label.endsWith("dropped"));
}
