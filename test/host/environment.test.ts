import * as assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { Commands, Schemes } from "../../src/vscode/contributions";
import { framesOf, trafficOf } from "./support/traffic";
import { configureServers, rogue, serverIn, workspaceFolder } from "./support/wirelight";

/** A person whose programs are found only by their login shell, as with an editor that was started from a desktop. */
describe("the environment of a server", function () {
  this.timeout(60_000);
  const shell = process.env["SHELL"];
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "wirelight-environment-"));
    mkdirSync(path.join(folder, "bin"));
    const { args = [] } = rogue("banner", "--lines=0");
    program("bin/only-in-the-shell", `exec "${process.execPath}" ${args.map((arg) => `"${arg}"`).join(" ")}`);
    program("shell", `echo Welcome\nexport PATH="${folder}/bin:$PATH" SHELL_TOKEN=sesame-shell\neval "$4"`);
    process.env["SHELL"] = path.join(folder, "shell");
  });

  after(async () => {
    if (shell === undefined) delete process.env["SHELL"];
    else process.env["SHELL"] = shell;
    await configureServers(undefined);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    rmSync(folder, { recursive: true, force: true });
  });

  function program(name: string, script: string): void {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }

  async function shownEnvironment(name: string, state: "running" | "failed"): Promise<string> {
    const { config } = await serverIn(name, state);
    await vscode.commands.executeCommand(Commands.showEnvironment, config.id);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, Schemes.environment);
    return document?.getText() ?? "";
  }

  it("is that of the login shell when only the shell finds the command, and the traffic says so", async () => {
    await configureServers({ shelled: { command: "only-in-the-shell", env: { MODE: "test", API_TOKEN: "sesame-entry", HOME: null } } });
    await serverIn("shelled", "running");
    assert.deepEqual((await trafficOf("shelled")).slice(0, 2).map((row) => row.split(",")[0]), ["note", "started"]);
    const note = (await framesOf("shelled")).find(({ event }) => event?.type === "note")?.event;
    assert.equal(note?.type === "note" && note.message, `"only-in-the-shell" is not on the PATH that the editor was started with, so the server gets the environment of the login shell ${folder}/shell, which has it.`);
  });

  it("is shown in full, without secrets, what differs from the editor's first", async () => {
    const text = await shownEnvironment("shelled", "running");
    assert.match(text, /^MCP server "shelled": as it was started at \d\d:\d\d:\d\d/);
    assert.ok(text.includes(`File         ${folder}/bin/only-in-the-shell (from ${folder}/bin in PATH)`), text);
    assert.ok(text.includes(`Folder       ${workspaceFolder().uri.fsPath} (not configured: the default)`), text);
    assert.ok(text.includes(`Environment  of the login shell ${folder}/shell, with the variables of the configuration on top`), text);
    const differences = text.slice(text.indexOf("Differences"), text.indexOf("PATH, in the order"));
    for (const line of ["- HOME  (removed by the configuration)", "+ MODE=test  (added by the configuration)", "+ API_TOKEN=••••••  (added by the configuration)", "+ SHELL_TOKEN=••••••  (added by the login shell)"]) {
      assert.ok(differences.includes(line), `${line} in ${differences}`);
    }
    assert.equal(text.includes("sesame"), false);
    assert.match(text, /^ {4}1 {2}.*\/bin {2}<- the command is here$/m);
  });

  it("cannot help with what is nowhere: the failure says what was tried", async () => {
    await configureServers({ lost: { command: "no-such-program-anywhere" } });
    const { state } = await serverIn("lost", "failed");
    const message = state.name === "failed" ? state.message : "";
    assert.match(message, /^The server could not be started\. The command "no-such-program-anywhere" was not found\. Searched PATH: /);
    assert.match(message, /the login shell .*\/shell does not have it either\. Its PATH is: .*\/bin:/);
    assert.match(await shownEnvironment("lost", "failed"), /^ {2}File {9}not found$/m);
  });

  it("is the editor's own when the shell cannot be asked, and the failure says why", async () => {
    program("shell", "echo 'line 1: bad start-up file' >&2; exit 3");
    await configureServers({ broken: { command: "another-missing-program" } });
    const { state } = await serverIn("broken", "failed");
    assert.match(state.name === "failed" ? state.message : "", /The login shell .*\/shell could not be asked for its environment: it exited with code 3\. Its last line on stderr: line 1: bad start-up file$/);
  });
});
