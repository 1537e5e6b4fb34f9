import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StdioLaunch } from "../../../src/core/server/launch";
import { environmentReport } from "../../../src/node/environmentReport";
import { findCommand } from "../../../src/node/findCommand";
import { Inheritance } from "../../../src/node/inheritance";
import type { LoginEnvironment } from "../../../src/node/loginShell";
import type { Reaper } from "../../../src/node/reaper";
import { newReaper, open } from "./harness";

const MASKED = "••••••";

describe("what a server inherits", function () {
  this.timeout(20_000);
  if (process.platform === "win32") return;
  let folder: string;
  let reaper: Reaper;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "wirelight-path-"));
    reaper = newReaper();
    for (const each of ["editor", "login", "plain"]) mkdirSync(join(folder, each));
    program("editor/known", 0o755);
    program("login/known", 0o755);
    program("login/tool", 0o755);
    program("plain/tool", 0o644);
    mkdirSync(join(folder, "editor", "directory"));
  });
  after(() => {
    reaper.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function program(name: string, mode: number): void {
    writeFileSync(join(folder, name), "#!/bin/sh\nenv >&2\n");
    chmodSync(join(folder, name), mode);
  }

  const path = (...entries: readonly string[]): string => entries.map((entry) => (entry === "" ? "" : join(folder, entry))).join(":");
  const launchOf = (command: string, changes: Partial<StdioLaunch> = {}): StdioLaunch => ({ type: "stdio", command, args: [], cwd: undefined, env: {}, envFile: undefined, ...changes });

  /** An answer of the shell for each time that it is asked. */
  function inheritance(...answers: readonly LoginEnvironment[]): { readonly inheritance: Inheritance; readonly asked: boolean[] } {
    const asked: boolean[] = [];
    const ask = (anew = false): Promise<LoginEnvironment> => Promise.resolve(answers[asked.push(anew) - 1] ?? assert.fail("the shell is asked too often"));
    return { inheritance: new Inheritance({ ask }, { PATH: path("plain", "editor"), HOME: "/home/me" }), asked };
  }

  const login = (...entries: readonly string[]): LoginEnvironment => ({ ok: true, shell: "/bin/zsh", variables: { PATH: path(...entries), FROM_LOGIN: "1" } });

  it("finds a command as the system does: executable files only, in the order of PATH, empty entries for the working directory", () => {
    const find = (command: string, ...entries: string[]) => findCommand({ command, cwd: join(folder, "login"), env: { PATH: path(...entries) } });
    assert.deepEqual(find("tool", "plain", "missing", "login"), { file: join(folder, "login/tool"), entry: join(folder, "login") });
    assert.deepEqual(find("tool", "plain", ""), { file: join(folder, "login/tool"), entry: "" });
    assert.equal(find("directory", "editor"), undefined);
    assert.deepEqual(find("./tool"), { file: join(folder, "login/tool"), entry: undefined });
    assert.equal(find("../plain/tool"), undefined);
    assert.equal(find(""), undefined);
    assert.equal(findCommand({ command: "sh", cwd: "/", env: {} })?.file, "/bin/sh", "without PATH the system has one of its own");
  });

  it("is the editor's environment where that has the command, and nobody is asked", async () => {
    const { inheritance: one, asked } = inheritance();
    for (const launch of [launchOf("known"), launchOf("./nowhere"), launchOf("tool", { env: { PATH: "/elsewhere" } }), launchOf("tool", { cwd: join(folder, "login"), env: { PATH: "" } })]) {
      const { variables, shell, note } = await one.of(launch, folder);
      assert.deepEqual([variables["HOME"], shell, note], ["/home/me", undefined, undefined], launch.command);
    }
    assert.deepEqual(asked, []);
  });

  it("is that of the login shell where only that has the command, and says so", async () => {
    const { inheritance: one, asked } = inheritance(login("login"));
    const { variables, shell, note } = await one.of(launchOf("tool"), folder);
    assert.deepEqual([variables["FROM_LOGIN"], shell], ["1", "/bin/zsh"]);
    assert.equal(note, '"tool" is not on the PATH that the editor was started with, so the server gets the environment of the login shell /bin/zsh, which has it.');
    assert.deepEqual(asked, [false]);
  });

  it("is looked for once more in a fresh answer, since something may have been installed", async () => {
    const { inheritance: one, asked } = inheritance(login("editor"), login("login"));
    assert.equal((await one.of(launchOf("tool"), folder)).shell, "/bin/zsh");
    assert.deepEqual(asked, [false, true]);
  });

  it("is the editor's where the login shell does not help, and says what was tried", async () => {
    const vain = await inheritance(login("editor"), login("editor")).inheritance.of(launchOf("tool"), folder);
    assert.equal(vain.variables["HOME"], "/home/me");
    assert.equal(vain.note, `"tool" is not on the PATH that the editor was started with, and the login shell /bin/zsh does not have it either. Its PATH is: ${path("editor")}.`);
    const failed = await inheritance({ ok: false, shell: "/bin/zsh", message: "The login shell /bin/zsh hangs." }).inheritance.of(launchOf("tool"), folder);
    assert.equal(failed.note, '"tool" is not on the PATH that the editor was started with. The login shell /bin/zsh hangs.');
  });

  it("reaches the process, the trace, and the message of a start that fails", async () => {
    const { variables, note = "" } = await inheritance(login("login")).inheritance.of(launchOf("tool"), folder);
    const started = open(launchOf("tool", { env: { ADDED: "2" } }), reaper, { environment: { ...variables, PATH: `${variables["PATH"]}:${process.env["PATH"]}` }, note });
    await started.transport.closed;
    assert.match(started.seen.text("stderr"), /^FROM_LOGIN=1$/m);
    assert.match(started.seen.text("stderr"), /^ADDED=2$/m);
    assert.deepEqual(started.seen.events.slice(0, 2).map(({ type }) => type), ["note", "spawned"]);
    const failed = open(launchOf("tool"), reaper, { environment: { PATH: path("editor") }, note: "The login shell /bin/zsh hangs." });
    const closed = await failed.transport.closed;
    assert.match(closed.how === "spawn-failed" ? closed.message : "", /^The command "tool" was not found\. Searched PATH: .*\. The login shell \/bin\/zsh hangs\.$/);
  });

  it("is shown in full, with what differs first, and without a single secret", () => {
    const launch = launchOf("tool", {
      args: ["--api-key", "abc-secret", "--token=def-secret", "--verbose", "https://me:ghi-secret@host/x", "jkl-secret"],
      env: { GITHUB_TOKEN: "mno-secret", EDITOR_ONLY: null, MODE: "pqr-secret", URL: "https://u:stu-secret@h", LINES: "two\nlines", EMPTY_KEY: "" },
    });
    const shown = { ...launch, args: [...launch.args.slice(0, -1), MASKED], env: { ...launch.env, MODE: MASKED } };
    const own = { PATH: path("editor"), EDITOR_ONLY: "x", GITHUB_TOKEN: "vwx-secret", OPENAI_KEY: "yz-secret", PWD: "/home/me", VSCODE_PID: "12" };
    const variables = { PATH: path("editor", "", "login"), EDITOR_ONLY: "x", OPENAI_KEY: "yz-secret", PWD: "/home/me", FROM_LOGIN: "1" };
    const note = "It is from the shell.";
    const report = environmentReport({ server: "my server", occasion: "as it was started", launch: { ...launch, shown }, inherited: { variables, shell: "/bin/zsh", note }, defaultCwd: "/home/me", own });
    assert.equal(report.includes("secret"), false, report);
    assert.equal(report.replaceAll(folder, "/test"), `MCP server "my server": as it was started

  Command      tool --api-key '${MASKED}' '--token=${MASKED}' --verbose 'https://me:${MASKED}@host/x' '${MASKED}'
  File         /test/login/tool (from /test/login in PATH)
  Folder       /home/me (not configured: the default)
  Environment  of the login shell /bin/zsh, with the variables of the configuration on top
  Note         It is from the shell.

Differences from the editor's environment

  - EDITOR_ONLY  (removed by the configuration)
  + EMPTY_KEY=  (added by the configuration)
  + FROM_LOGIN=1  (added by the login shell)
  ~ GITHUB_TOKEN=${MASKED}  (changed by the configuration)
  + LINES=two\\x0alines  (added by the configuration)
  + MODE=${MASKED}  (added by the configuration)
  ~ PATH=/test/editor::/test/login  (changed by the login shell)
  + URL=https://u:${MASKED}@h  (added by the configuration)

PATH, in the order of the search

    1  /test/editor
    2  (empty: the working directory)
    3  /test/login  <- the command is here

All 9 variables, without the mark that Wirelight adds to find left-over processes (WIRELIGHT_MARK)

  EMPTY_KEY=
  FROM_LOGIN=1
  GITHUB_TOKEN=${MASKED}
  LINES=two\\x0alines
  MODE=${MASKED}
  OPENAI_KEY=${MASKED}
  PATH=/test/editor::/test/login
  PWD=/home/me
  URL=https://u:${MASKED}@h
`);
  });
});
