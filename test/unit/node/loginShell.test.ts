import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeClock } from "../../../src/node/clock";
import { LoginShell } from "../../../src/node/loginShell";
import type { Reaper } from "../../../src/node/reaper";
import { ResourceWatch } from "../../support/leaks";
import { eventually, isRunning } from "../../support/processes";
import { newReaper } from "./harness";

describe("the environment of the login shell", function () {
  this.timeout(20_000);
  if (process.platform === "win32") return;
  let folder: string;
  let reaper: Reaper;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "wirelight-shell-"));
    reaper = newReaper();
    await ask(shell("first", "")); // The reaper, which stays, is started with the first program.
  });
  after(() => {
    reaper.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A shell whose start-up files do `startup` before it runs what it is told to. */
  function shell(name: string, startup: string): string {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${startup}\n[ "$1 $2 $3" = "-l -i -c" ] || exit 9\neval "$4"\n`);
    chmodSync(file, 0o755);
    return file;
  }

  function ask(file: string, limit = 5000) {
    return new LoginShell({ clock: nodeClock, reaper, environment: { ...process.env, SHELL: file, INHERITED: "as it was" }, limit }).ask();
  }

  it("is what its start-up files make of the inherited one, whatever they write", async () => {
    const watch = await ResourceWatch.begin();
    const answer = await ask(shell("noisy", "echo 'Welcome back!'; echo 'no job control' >&2; export PATH=/from/the/shell:$PATH; export ODD='two\nlines = and \"quotes\"'; unset HOME"));
    assert.ok(answer.ok, JSON.stringify(answer));
    assert.match(answer.variables["PATH"] ?? "", /^\/from\/the\/shell:/);
    assert.equal(answer.variables["ODD"], 'two\nlines = and "quotes"');
    assert.equal(answer.variables["INHERITED"], "as it was");
    assert.equal(answer.variables["HOME"], undefined);
    const own = Object.keys(answer.variables).filter((name) => (name.startsWith("WIRELIGHT_") && !(name in process.env)) || ["_", "SHLVL", "PWD", "ELECTRON_RUN_AS_NODE"].includes(name));
    assert.deepEqual(own, [], "nothing of the question itself is left in the answer");
    await watch.assertReleased();
  });

  for (const real of ["/bin/bash", "/bin/dash", "/bin/zsh", "/usr/bin/zsh", "/usr/bin/fish"].filter((file) => existsSync(file))) {
    it(`is told by ${real}`, async () => {
      const answer = await ask(real);
      assert.ok(answer.ok, JSON.stringify(answer));
      assert.notEqual(answer.variables["PATH"] ?? "", "");
      assert.equal(answer.variables["INHERITED"], "as it was");
    });
  }

  it("is not waited for longer than the limit, and what hangs is ended with everything it started", async () => {
    const watch = await ResourceWatch.begin();
    const file = shell("hanging", `echo $$ >${join(folder, "pids")}; sleep 60 & echo $! >>${join(folder, "pids")}; wait`);
    const answer = await ask(file, 300);
    assert.deepEqual(answer, { ok: false, shell: file, message: `The login shell ${file} could not be asked for its environment: it did not finish within 0.3 s.` });
    const pids = readFileSync(join(folder, "pids"), "utf8").trim().split("\n").map(Number);
    assert.equal(pids.length, 2);
    await eventually(() => !pids.some(isRunning), "the shell and its child are gone");
    await watch.assertReleased();
  });

  it("ends what the start-up files leave in the background", async () => {
    const file = shell("leaving", `sleep 60 & echo $! >${join(folder, "left")}`);
    assert.equal((await ask(file)).ok, true);
    const pid = Number(readFileSync(join(folder, "left"), "utf8"));
    await eventually(() => !isRunning(pid), "the background process is gone");
  });

  it("says how the shell failed, with its last words", async () => {
    const failing = shell("failing", "echo 'line 3: syntax error' >&2; exit 2");
    assert.deepEqual(await ask(failing), {
      ok: false, shell: failing,
      message: `The login shell ${failing} could not be asked for its environment: it exited with code 2. Its last line on stderr: line 3: syntax error`,
    });
    const silent = shell("silent", "exit 0");
    assert.match(JSON.stringify(await ask(silent)), /it exited with code 0\."/);
    const missing = await ask(join(folder, "no-such-shell"));
    assert.match(missing.ok ? "" : missing.message, /it could not be started \(.*ENOENT\)/);
  });

  it("gives up on a shell that writes without end", async () => {
    const answer = await ask(shell("flooding", "yes"));
    assert.match(answer.ok ? "" : answer.message, /it wrote more than 8000000 characters to stdout/);
  });

  it("is asked for once, by everybody at the same time and later; what failed is asked for again", async () => {
    const count = join(folder, "count");
    const file = shell("counting", `echo x >>${count}; [ -e ${join(folder, "broken")} ] && exit 1`);
    const login = new LoginShell({ clock: nodeClock, reaper, environment: { ...process.env, SHELL: file } });
    const runs = (): number => readFileSync(count, "utf8").split("x").length - 1;
    writeFileSync(join(folder, "broken"), "");
    assert.deepEqual((await Promise.all([login.ask(), login.ask()])).map(({ ok }) => ok), [false, false]);
    assert.equal(runs(), 1);
    rmSync(join(folder, "broken"));
    assert.deepEqual((await Promise.all([login.ask(), login.ask()])).map(({ ok }) => ok), [true, true]);
    await login.ask();
    assert.equal(runs(), 2);
    await login.ask(true);
    assert.equal(runs(), 3);
  });
});
