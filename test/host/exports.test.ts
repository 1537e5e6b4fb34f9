import * as assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { call, npmServer, replacing } from "./support/calls";
import { choosing, type Choice } from "./support/choices";
import { configureServers, rogue, serverIn, wirelight } from "./support/wirelight";

const EVERYTHING = "exports-everything";
const NOISY = "exports-noisy";
const SECRET = "ghp_0123456789abcdefghijABCDEFGHIJ456789";

describe("exports", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "wirelight-exports-"));
    await configureServers({ [EVERYTHING]: npmServer("everything", "stdio") });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  after(async () => {
    await configureServers(undefined);
    await rm(folder, { recursive: true, force: true });
  });

  it("make an issue report of a call, which opens with its secrets hidden", async () => {
    const seq = await called(`my token is ${SECRET}`);
    const asked = await exported([seq], [{ row: /^The selected entry/ }, { row: /^Issue Report/ }, { ticks: [/^\$\(eye-closed\)/] }]);
    assert.match(asked.at(-1)?.title ?? "", /^Export Traffic: What Will Be Hidden$/);
    const report = vscode.window.activeTextEditor?.document;
    assert.equal(report?.languageId, "markdown");
    const text = report?.getText() ?? "";
    assert.match(text, new RegExp(`\\| Server \`${EVERYTHING}\`, run \\d+ \\| .*started as \``));
    assert.match(text, /## `tools\/call echo`: answered after/);
    assert.match(text, /"message": "my token is \[hidden #\d+\]"/);
    assert.ok(!text.includes(SECRET));
  });

  for (const [label, holds] of [["HTML Page", /^<!DOCTYPE html>/], ["JSON Lines", /"message":\{"jsonrpc":"2\.0"/], ["HAR 1.2", /^\{"log":\{"version":"1\.2"/], ["OpenTelemetry Spans", /^\{"resourceSpans":\[/]] as const) {
    it(`save what a filter shows: ${label}`, async () => {
      await called(`for ${label}`);
      const target = vscode.Uri.file(path.join(folder, label.replaceAll(/\W/g, "-")));
      const save = (): Promise<vscode.Uri> => Promise.resolve(target);
      await replacing("showSaveDialog", save as unknown as typeof vscode.window.showSaveDialog, () => (
        exported([], [{ row: /^What the filter shows/ }, { row: new RegExp(`^${label}`) }], `tool:echo text:"for ${label}"`)
      ));
      const text = await readFile(target.fsPath, "utf8");
      assert.match(text, holds);
      assert.ok(text.includes("echo"));
      assert.ok(!text.includes("tools/list"));
    });
  }

  it("stop without a word when the person changes their mind", async () => {
    const seq = await called("not at all");
    const before = vscode.window.visibleTextEditors.length;
    await exported([seq], [{ row: /^Everything/ }, "escape"]);
    assert.equal(vscode.window.visibleTextEditors.length, before);
  });

  it("tell in a report of everything what is wrong with a server's lines", async () => {
    const { trace } = await wirelight();
    trace.clear();
    await configureServers({ [NOISY]: rogue("banner") });
    await serverIn(NOISY, "running");
    await exported([], [{ row: /^Issue Report/ }]);
    const report = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(report, /\n## Findings\n\n- \*\*error\*\* `stdout-noise`: /);
    assert.match(report, /## `initialize`: answered after/);
  });
});

/** Calls a tool; gives the sequence of its request. */
async function called(message: string): Promise<number> {
  await call(EVERYTHING, "echo", { message });
  const { trace, exchanges } = await wirelight();
  for (let seq = trace.next - 1; seq >= trace.first; seq--) {
    const exchange = trace.columns.method(seq) === "tools/call" ? exchanges.of(seq) : undefined;
    if (exchange?.request === seq) return seq;
  }
  return assert.fail("the call has no row");
}

async function exported(seqs: readonly number[], choices: readonly Choice[], filter = ""): Promise<Awaited<ReturnType<typeof choosing>>> {
  const { trace, exchanges } = await wirelight();
  const source = { session: trace.session, live: true, trace, exchanges };
  return choosing(choices, () => vscode.commands.executeCommand("wirelight.exportTraffic", { source, seqs, filter }));
}
