import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { ExchangeFold } from "../../src/core/trace/exchangeFold";
import { RingTrace } from "../../src/core/trace/ringTrace";
import { nodeClock } from "../../src/node/clock";
import type { FeedAction } from "../../src/core/feed/protocol";
import { call, npmServer, replacing } from "./support/calls";
import { choosing } from "./support/choices";
import { leftBehind } from "./support/leftBehind";
import { until } from "./support/until";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

const EVERYTHING = "panel-everything";

describe("the Traffic panel", () => {
  afterEach(async () => {
    await configureServers(undefined);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });

  it("opens, and its page asks for the traffic of this window and takes all of it", async () => {
    const { trace } = await wirelight();
    await configureServers({ plain: rogue("stderr-flood") });
    await serverIn("plain", "running");
    await show();
    const { panel } = (await wirelight()).traffic;
    assert.equal(panel.source?.trace, trace);
    const server = await serverIn("plain", "running");
    const before = trace.next;
    await server.session?.callTool("flood", { lines: 10_000 });
    await until("all lines are in the traffic", () => trace.next >= before + 10_000);
    await settled();
  });

  it("has the person choose the session to save or export where it shows several", async () => {
    const { traffic: { panel }, history } = await wirelight();
    const trace = new RingTrace(nodeClock, { session: "quiet", memoryBytes: 2 ** 20 });
    const quiet = { session: "quiet", live: false, trace, exchanges: new ExchangeFold(trace) };
    const several = [{ title: "This Window", source: history.live }, { title: "Quiet", source: quiet }];
    await show();
    Object.defineProperty(panel, "shown", { configurable: true, value: several });
    const told: string[] = [];
    try {
      for (const command of ["wirelight.saveRecording", "wirelight.exportTraffic"]) {
        const [escaped] = await choosing(["escape"], () => vscode.commands.executeCommand(command));
        assert.deepEqual(escaped?.rows, ["This Window", "Quiet"]);
        await choosing([{ row: /^Quiet/ }], () => replacing("showInformationMessage", (message: string) => Promise.resolve(void told.push(message)), async () => vscode.commands.executeCommand(command)));
      }
    } finally {
      Reflect.deleteProperty(panel, "shown");
    }
    assert.deepEqual(told.map((message) => /^There is no traffic to (save|export) yet/.exec(message)?.[1]), ["save", "export"], "the one that was chosen, and not the first");
  });

  it("costs nothing while it is hidden, and shows everything again when it comes back", async () => {
    const { traffic: { panel }, trace } = await wirelight();
    await show();
    await vscode.commands.executeCommand("workbench.action.closePanel");
    await until("its page is gone", () => !panel.visible && panel.source === undefined);
    await configureServers({ plain: rogue("stderr-flood") });
    await serverIn("plain", "running");
    await show();
    assert.equal(panel.source?.trace, trace);
  });

  it("shows an earlier session, and a row of this window again", async () => {
    const { traffic: { panel }, trace, history } = await wirelight();
    const id = await leftBehind(1);
    await history.library.refresh();
    await vscode.commands.executeCommand("wirelight.showTrafficPanel", { session: id, seq: 1 });
    await until("the earlier session is shown", () => panel.source?.session === id, () => panel.source?.session ?? "none");
    await settled();
    assert.equal(panel.source?.trace.at(1)?.kind, "result");
    await vscode.commands.executeCommand("wirelight.showTrafficPanel", { seq: trace.next - 1 });
    await until("this window is shown", () => panel.source?.trace === trace);
    await settled();
  });

  it("stays when the traffic is cleared", async () => {
    const { trace, traffic: { panel } } = await wirelight();
    await show();
    await act("clear", []);
    assert.equal(trace.first, trace.next);
    await configureServers({ plain: rogue("stderr-flood") });
    await serverIn("plain", "running");
    await settled();
    assert.equal(panel.source?.trace, trace);
  });

  it("opens a row of it as a document, and as it was sent", async () => {
    const seq = await called("opened");
    await act("open", [seq]);
    const facts = await shown((uri) => uri.query.startsWith("seq="));
    assert.match(facts.getText(), /"subject": "echo"/);
    await act("openRaw", [seq]);
    const raw = await shown((uri) => uri.query.startsWith("raw="));
    assert.equal(raw.getText(), (await wirelight()).trace.at(seq)?.text());
  });

  it("compares two exchanges without what differs anyway, and offers those that are alike", async () => {
    const [one, other] = [await called("first"), await called("second")];
    await act("compare", [other, one]);
    const { original, modified } = await diffed();
    assert.match((await vscode.workspace.openTextDocument(original)).getText(), /^\{\n {2}"request": \{[^]*"message": "first"[^]*"answer": \{[^]*Echo: first/);
    assert.match((await vscode.workspace.openTextDocument(modified)).getText(), /"message": "second"/);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const [asked] = await choosing([{ row: /^tools\/call echo/ }], () => act("compare", [other]));
    assert.equal(asked?.placeholder, "Compare tools/call echo with...");
    assert.match((await vscode.workspace.openTextDocument((await diffed()).original)).getText(), /"message": "first"/);
  });

  it("compares with a message of an earlier session", async () => {
    const { history } = await wirelight();
    await leftBehind(1);
    await history.library.refresh();
    const seq = await called("now");
    await choosing([{ row: /weather/ }, { row: /^tools\/call forecast/ }], () => act("compare", [seq]));
    const { original, modified } = await diffed();
    assert.match((await vscode.workspace.openTextDocument(original)).getText(), /"name": "forecast"/);
    assert.match((await vscode.workspace.openTextDocument(modified)).getText(), /"message": "now"/);
  });

  it("compares, copies and marks rows of two sessions together, and puts them into no file that is of one", async () => {
    const { history, traffic } = await wirelight();
    const id = await leftBehind(1);
    await history.library.refresh();
    const archive = await history.library.open(history.library.sessions.find((session) => session.id === id) ?? assert.fail("there is no earlier session"));
    try {
      const then = newestCall(archive.trace, archive.trace.next) ?? assert.fail("the earlier session has no call");
      const seq = await called("now");
      const both = (action: FeedAction): Promise<void> => traffic.act({ source: history.live, action, seqs: [seq], text: undefined, beside: [{ source: archive, seqs: [then] }] });
      await both("compare");
      const { original, modified } = await diffed();
      assert.match((await vscode.workspace.openTextDocument(original)).getText(), /"name": "forecast"/);
      assert.match((await vscode.workspace.openTextDocument(modified)).getText(), /"message": "now"/);
      await both("copyJson");
      assert.match(await vscode.env.clipboard.readText(), /"message": "now"[^]*"name": "forecast"/);
      await both("mark");
      assert.deepEqual([traffic.marks.of(history.live.session), traffic.marks.of(archive.session)].map((marks) => marks.map((mark) => mark.seq)), [[seq], [then]]);
      await both("unmark");
      assert.deepEqual(traffic.marks.of(archive.session), []);
      await assert.rejects(both("export"), /A file holds the traffic of one session, and these are 2\. Select/);
      await assert.rejects(both("sendAgain"), /rows of one session at a time/);
    } finally {
      archive.dispose();
    }
  });

  it("copies a call as JSON without its secrets, and as a line for a terminal", async () => {
    const seq = await called("sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789-_ABCDEFGH");
    await act("copyJson", [seq]);
    const copied: unknown = JSON.parse(await vscode.env.clipboard.readText());
    assert.ok(Array.isArray(copied) && copied.length === 2, "the request and its answer");
    assert.match(JSON.stringify(copied), /"method":"tools\/call".*hidden #1.*Echo: \[hidden #1\]/);
    const plain = await called("plainly");
    await act("copyCommandLine", [plain]);
    assert.match(await vscode.env.clipboard.readText(), /echo.*plainly/);
  });

  it("copies no key that a server was started with, also where it repeats it", async () => {
    const key = "zxcv-4711-api-key";
    await configureServers({ [EVERYTHING]: npmServer("everything", "stdio", "--api-key", key) });
    await serverIn(EVERYTHING, "running");
    const seq = await called(`is it ${key}?`);
    await replacing("showInformationMessage", () => Promise.resolve(undefined), () => act("copySdkTest", [seq]));
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /"--api-key",\s+hidden1[^]*is it \$\{hidden1\}\?/);
    assert.doesNotMatch(text, /4711/);
    const { trace } = await wirelight();
    const spawned = Array.from({ length: trace.next - trace.first }, (_, index) => trace.first + index).findLast((row) => trace.at(row)?.event?.type === "spawned") ?? assert.fail();
    await act("copyJson", [seq, spawned]);
    assert.doesNotMatch(await vscode.env.clipboard.readText(), /4711/);
  });

  it("copies calls as a test with the SDK that starts their server, without secrets, and refuses what no test could send", async () => {
    const { trace } = await wirelight();
    const [one, other] = [await called("plainly"), await called("password=zxcv-4711-secret")];
    const told: string[] = [];
    await replacing("showInformationMessage", (message: string) => Promise.resolve(void told.push(message)), () => act("copySdkTest", [one, other]));
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /command: "[^"]*node[^"]*",\n {6}args: \[\s*"[^"]*server-everything[^"]*"/);
    assert.match(text, /client\.callTool\(\{ name: "echo", arguments: \{ message: "plainly" \} \}\)/);
    assert.match(text, /arguments: \{ message: `password=\$\{hidden1\}` \}/);
    assert.doesNotMatch(text, /4711/);
    assert.deepEqual(told, ["Copied 2 requests as a test. Set HIDDEN_1 where it is run: values that may be secret are not copied."]);
    const initialize = Array.from({ length: trace.next - trace.first }, (_, index) => trace.first + index).find((seq) => trace.columns.method(seq) === "initialize") ?? assert.fail();
    await assert.rejects(act("copySdkTest", [initialize]), /Choose requests that were sent to a server/);
  });

  it("sends a call again, also after its arguments were changed", async () => {
    const { trace } = await wirelight();
    const seq = await called("again");
    await act("sendAgain", [seq]);
    const repeated = newestCall(trace, trace.next);
    assert.ok(repeated !== undefined && repeated > seq);
    assert.deepEqual(argumentsAt(trace, repeated), { message: "again" });
    await act("editAndSend", [seq]);
    const { document } = await until("the arguments are shown", () => (vscode.window.activeTextEditor?.document.uri.scheme === "wirelight-args" ? vscode.window.activeTextEditor : undefined));
    assert.match(document.getText(), /"message": "again"/);
  });

  it("marks and comments rows, and forgets that with them", async () => {
    const { traffic: { marks }, trace } = await wirelight();
    const seq = await called("marked");
    await act("mark", [seq, seq + 1]);
    await act("comment", [seq], "why so slow?");
    assert.deepEqual(marks.of(trace.session), [{ seq, comment: "why so slow?" }, { seq: seq + 1, comment: "" }]);
    await act("unmark", [seq + 1]);
    assert.deepEqual(marks.of(trace.session).map((mark) => mark.seq), [seq]);
    await vscode.commands.executeCommand("wirelight.clearTraffic");
    assert.deepEqual(marks.of(trace.session), []);
  });

  it("says why something cannot be done", async () => {
    await configureServers({ plain: rogue("stderr-flood") });
    await serverIn("plain", "running");
    const { trace } = await wirelight();
    const event = trace.next - 1;
    await assert.rejects(act("sendAgain", [event + 100]), /no longer kept/);
    await assert.rejects(act("copyJson", [event + 100]), /no longer kept/);
    const list = Array.from({ length: trace.next - trace.first }, (_, index) => trace.first + index).find((seq) => trace.columns.method(seq) === "tools/list") ?? assert.fail();
    await assert.rejects(act("sendAgain", [list]), /tools\/list cannot be sent again/);
    await assert.rejects(act("copyCommandLine", [list]), /no call of a tool/);
  });
});

/** Opens the panel and waits until its page has everything. */
async function show(): Promise<void> {
  await vscode.commands.executeCommand("wirelight.showTrafficPanel");
  await settled();
}

async function settled(): Promise<void> {
  const { traffic: { panel } } = await wirelight();
  await until("the page has taken everything", () => panel.isSettled, () => `a panel that is ${panel.visible ? "visible" : "hidden"} with ${panel.source ? "a session" : "no page"}`);
}

async function act(action: FeedAction, seqs: readonly number[], text?: string): Promise<void> {
  const { traffic, history } = await wirelight();
  await traffic.act({ source: history.live, action, seqs, text, beside: [] });
}

/** Calls a tool; gives the row of the request. */
async function called(message: string): Promise<number> {
  const { trace } = await wirelight();
  if (!(await wirelight()).registry.servers.some(({ config }) => config.name === EVERYTHING)) {
    await configureServers({ [EVERYTHING]: npmServer("everything") });
    await serverIn(EVERYTHING, "running");
  }
  await call(EVERYTHING, "echo", { message });
  return newestCall(trace, trace.next) ?? assert.fail("the call is not in the traffic");
}

function newestCall(trace: Awaited<ReturnType<typeof wirelight>>["trace"], next: number): number | undefined {
  for (let seq = next - 1; seq >= trace.first; seq--) if (trace.columns.method(seq) === "tools/call") return seq;
  return undefined;
}

function argumentsAt(trace: Awaited<ReturnType<typeof wirelight>>["trace"], seq: number): unknown {
  const message = trace.at(seq)?.message() as { readonly params?: { readonly arguments?: unknown } } | undefined;
  return message?.params?.arguments;
}

async function shown(is: (uri: vscode.Uri) => boolean): Promise<vscode.TextDocument> {
  return until("the message is shown", () => {
    const document = vscode.window.activeTextEditor?.document;
    return document?.uri.scheme === "wirelight-message" && is(document.uri) ? document : undefined;
  });
}

async function diffed(): Promise<vscode.TabInputTextDiff> {
  return until("the comparison is shown", () => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof vscode.TabInputTextDiff ? input : undefined;
  });
}
