import * as assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { isJsonObject } from "../../src/core/base/json";
import { openArchive } from "../../src/core/trace/openArchive";
import { RingTrace } from "../../src/core/trace/ringTrace";
import { nodeClock } from "../../src/node/clock";
import { listSessions, type StoredSession } from "../../src/node/sessions/listSessions";
import { newSessionId } from "../../src/node/sessions/sessionId";
import { SessionReader } from "../../src/node/sessions/sessionReader";
import { SessionWriter } from "../../src/node/sessions/sessionWriter";
import { openWorkspace } from "../../src/vscode/history/workspaceKey";
import { replacing } from "./support/calls";
import { click, type Row, rowsOf, textsOf } from "./support/tree";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

const HOUR = 3_600_000;

describe("earlier sessions", () => {
  afterEach(async () => {
    await configureServers(undefined);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await deleteAll();
  });

  it("keeps the traffic of this window on disk while it goes on, byte for byte", async () => {
    const { trace } = await wirelight();
    await configureServers({ plain: rogue("stderr-flood") });
    const server = await serverIn("plain", "running");
    await server.session?.callTool("echo", { text: "grüße" });
    const last = trace.next - 1;
    const own = await until("the session has a folder", async () => (await sessions()).find(({ id }) => id === trace.session));
    assert.equal(own.state, "own");
    const archive = await until("the last row is on disk", async () => {
      const read = openArchive(await SessionReader.open(own.folder), own.id);
      return read.next > last ? read : undefined;
    });
    for (let seq = archive.first; seq <= last; seq++) {
      assert.deepEqual(archive.at(seq)?.bytes(), trace.at(seq)?.bytes(), `row ${seq}`);
      assert.deepEqual(archive.at(seq)?.event, trace.at(seq)?.event, `row ${seq}`);
    }
  });

  it("shows what a killed window has left, with its unanswered call as closed", async () => {
    const session = await leftBehind({ killed: true });
    const row = await sessionRow();
    await until("it has been counted", async () => (await sessionRow()).description.includes("4 messages"), () => row.description);
    assert.match((await sessionRow()).description, /^1 h 00 min · weather · 4 messages$/);
    const { tooltip } = (await sessionRow()).item;
    assert.match(typeof tooltip === "string" ? tooltip : "", /closed by force/);
    assert.ok(!existsSync(path.join(session.folder, "lock")), "the lock of the dead window is gone");
    const [run] = await (await sessionRow()).children();
    assert.equal(`${run?.label} ${run?.description}`, "weather run 1 · ended");
    const rows = (await run?.children()) ?? [];
    assert.deepEqual(rows.map(({ label }) => label), ["→ tools/call forecast", "→ tools/call now", "started"]);
    assert.match(rows[0]?.description ?? "", /^connection closed · /);
    assert.match(rows[1]?.description ?? "", /^\d/);
  });

  it("opens its rows as documents with hovers like those of this window", async () => {
    await leftBehind({});
    const { views } = await wirelight();
    const [run] = await (await sessionRow()).children();
    const row = (await run?.children())?.find(({ label }) => label === "→ tools/call now");
    await click(row);
    const document = await shown("seq");
    const text: unknown = JSON.parse(document.getText());
    assert.ok(isJsonObject(text) && isJsonObject(text["exchange"]) && isJsonObject(text["answer"]));
    assert.deepEqual([text["exchange"]["server"], text["exchange"]["status"]], ["weather", "ok"]);
    assert.deepEqual(text["answer"]["result"], { content: [{ type: "text", text: "grüße" }] });
    assert.ok(row);
    await vscode.commands.executeCommand("wirelight.openRawMessage", row.item.command?.arguments?.[0]);
    assert.equal((await shown("raw")).getText(), request(1, "now"));
    const node = await nodeOf(row);
    const resolved = views.traffic.resolveTreeItem(row.item, node);
    assert.match(resolved.tooltip instanceof vscode.MarkdownString ? resolved.tooltip.value : "", /answered/);
  });

  it("counts what its window had to drop", async () => {
    await leftBehind({ diskBytes: 20_000, calls: 2000 });
    const rows = await (await sessionRow()).children();
    assert.match(textsOf(rows).at(-1) ?? "", /^[\d,]+ older rows dropped there was no more room for them$/);
  });

  it("deletes them after a question that says how much it is", async () => {
    await leftBehind({});
    await leftBehind({});
    await refresh();
    const asked: unknown[] = [];
    const answer = (...args: unknown[]): Promise<unknown> => {
      asked.push(args[0]);
      return Promise.resolve(args.find((arg) => isJsonObject(arg) && typeof arg["title"] === "string"));
    };
    await replacing("showWarningMessage", answer as typeof vscode.window.showWarningMessage, async () => {
      await vscode.commands.executeCommand("wirelight.deleteEarlierSessions");
    });
    assert.match(String(asked[0]), /^Delete the traffic of 2 earlier sessions of this workspace \(\d+(\.\d+)? k?B\)\?$/);
    assert.deepEqual((await sessions()).filter(({ state }) => state === "ended"), []);
    assert.equal(await groupRow(), undefined);
  });

  it("saves one whole although its page closes it, and it is deleted, while the person is asked where to", async () => {
    await leftBehind({ calls: 50 });
    await refresh();
    const { history: { library } } = await wirelight();
    const session = library.sessions[0] ?? assert.fail("it is not listed");
    const archive = await library.open(session);
    const rows = archive.trace.next - archive.trace.first;
    const folder = await mkdtemp(path.join(tmpdir(), "wirelight-saved-"));
    try {
      const file = path.join(folder, "saved.mcptrace");
      const save = async () => vscode.commands.executeCommand("wirelight.saveRecording", { source: archive, seqs: [], filter: "" });
      const close = async (): Promise<vscode.Uri> => {
        archive.dispose();
        await deleteAll();
        return vscode.Uri.file(file);
      };
      await replacing("showSaveDialog", close, save);
      assert.equal((await readFile(file, "utf8")).split("\n").filter((line) => line.startsWith('{"time":')).length, rows);
      const told: string[] = [];
      await replacing("showErrorMessage", (message: string) => Promise.resolve(void told.push(message)), save);
      assert.match(told.join(), /^This session is gone: it was deleted/);
      await assert.rejects(library.read(session, () => Promise.resolve()), /^Error: This session is gone: it was deleted/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("explains a document whose session is gone", async () => {
    const session = await leftBehind({});
    const uri = vscode.Uri.from({ scheme: "wirelight-message", path: "/weather/run 1/now.json", query: `seq=1&session=${session.id}` });
    await deleteAll();
    assert.match((await vscode.workspace.openTextDocument(uri)).getText(), /no longer kept/);
  });
});

interface Left {
  /** Its window did not close it. */
  readonly killed?: boolean;
  readonly diskBytes?: number;
  /** Answered calls before the one that is not answered. */
  readonly calls?: number;
}

/** A session that another window has left: a started server, answered calls of `now`, and one of `forecast` without answer. */
async function leftBehind({ killed = false, diskBytes, calls = 1 }: Left): Promise<{ readonly id: string; readonly folder: string }> {
  const started = Date.now() - HOUR;
  const { key, label } = openWorkspace();
  const spill = new SessionWriter({ root: await root(), workspaceKey: key, workspace: label, id: newSessionId(started), started, version: "0.1.0" });
  const trace = new RingTrace(nodeClock, { session: spill.id, memoryBytes: 2 ** 23, spill, ...(diskBytes !== undefined && { diskBytes }) });
  const link = trace.open({ server: "left", name: "weather" });
  link.host({ type: "spawned", pid: 1, command: "node", args: [], cwd: "/" });
  for (let id = 1; id <= calls; id++) {
    link.sent(Buffer.from(request(id, "now")));
    link.stdout(Buffer.from(`{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"grüße"}]}}\n`));
    if (id % 100 === 0) await trace.flush();
  }
  link.stdout(Buffer.from('{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":1}}\n'));
  link.sent(Buffer.from(request(calls + 1, "forecast")));
  await trace.flush();
  if (killed) await writeFile(path.join(spill.folder, "lock"), JSON.stringify({ pid: 2 ** 30, host: hostname() }));
  else await spill.close({ servers: ["weather"], messages: calls * 2 + 2, ended: started + 1000 });
  return { id: spill.id, folder: spill.folder };
}

function request(id: number, tool: string): string {
  return JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name: tool, _meta: { progressToken: id } } });
}

async function root(): Promise<string> {
  return path.join((await wirelight()).context.globalStorageUri.fsPath, "traffic");
}

async function sessions(): Promise<StoredSession[]> {
  return listSessions(await root(), openWorkspace().key);
}

async function refresh(): Promise<void> {
  await (await wirelight()).history.library.refresh();
}

async function groupRow(): Promise<Row | undefined> {
  return (await rowsOf((await wirelight()).views.traffic)).find(({ label }) => label === "Earlier Sessions");
}

/** The newest earlier session in the tree. */
async function sessionRow(): Promise<Row> {
  await refresh();
  const [session] = (await (await groupRow())?.children()) ?? [];
  return session ?? assert.fail("there is no earlier session in the tree");
}

/** The node that VS Code would hand over for a row below the newest earlier session. */
async function nodeOf(row: Row): Promise<Parameters<Awaited<ReturnType<typeof wirelight>>["views"]["traffic"]["getTreeItem"]>[0]> {
  const { traffic } = (await wirelight()).views;
  const below = async (nodes: Parameters<typeof traffic.getTreeItem>[0][]): Promise<Parameters<typeof traffic.getTreeItem>[0] | undefined> => {
    for (const node of nodes) {
      if (traffic.getTreeItem(node).id === row.item.id) return node;
      const found = await below(await traffic.getChildren(node));
      if (found) return found;
    }
    return undefined;
  };
  return (await below(await traffic.getChildren())) ?? assert.fail(`${row.label} is not in the tree`);
}

async function shown(form: "seq" | "raw"): Promise<vscode.TextDocument> {
  return until(`the ${form} document is shown`, () => {
    const document = vscode.window.activeTextEditor?.document;
    return document?.uri.scheme === "wirelight-message" && document.uri.query.startsWith(`${form}=`) ? document : undefined;
  });
}

async function deleteAll(): Promise<void> {
  const answer = (...args: unknown[]): Promise<unknown> => Promise.resolve(args.find((arg) => isJsonObject(arg) && typeof arg["title"] === "string"));
  await replacing("showWarningMessage", answer as typeof vscode.window.showWarningMessage, async () => {
    await replacing("showInformationMessage", () => Promise.resolve(undefined), async () => {
      await vscode.commands.executeCommand("wirelight.deleteEarlierSessions");
    });
  });
}
