import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { isJsonObject } from "../../src/core/base/json";
import { until } from "./support/until";
import { inCheckout, wirelight } from "./support/wirelight";

const run = promisify(execFile);

describe("the command for integrated terminals", () => {
  let folder: string;

  before(async () => {
    const { context } = await wirelight();
    const added = await until("the PATH of terminals is changed", () => context.environmentVariableCollection.get("PATH"));
    assert.equal(added.type, vscode.EnvironmentVariableMutatorType.Prepend);
    assert.ok(added.value.endsWith(path.delimiter), "what was on the PATH stays on it");
    folder = added.value.slice(0, -path.delimiter.length);
  });

  it("is on the PATH, with a description of what was changed", async () => {
    const { environmentVariableCollection, globalStorageUri } = (await wirelight()).context;
    assert.equal(folder, path.join(globalStorageUri.fsPath, "bin"));
    const { description } = environmentVariableCollection;
    assert.match(typeof description === "string" ? description : (description?.value ?? ""), /`wirelight`/);
    assert.deepEqual([...environmentVariableCollection].map(([name]) => name), ["PATH"], "nothing else of the environment is touched");
  });

  it("runs the bundled CLI on the editor's own runtime", async () => {
    const { stdout, stderr } = await wirelightCli("list", "--json", "--", "node", inCheckout("test", "fixtures", "servers", "banner.mjs"));
    const listed: unknown = JSON.parse(stdout);
    assert.ok(isJsonObject(listed));
    assert.match(JSON.stringify(listed), /"name":"echo"/);
    assert.match(stderr, /Banner server v1\.0\.0/, "a stray line is told beside the result");
    assert.ok((await readFile(path.join(folder, "wirelight"), "utf8")).includes(process.execPath));
  });

  it("hands on every argument as it is, and the exit code", async () => {
    const awkward = "it's \"$HOME\" `x` * \\ ü";
    const args = JSON.stringify({ text: awkward });
    const { stdout } = await wirelightCli("call", "echo", "--args", args, "--", "node", inCheckout("test", "fixtures", "servers", "stderr-flood.mjs"));
    assert.ok(stdout.includes(awkward), stdout);
    await assert.rejects(wirelightCli("list", "--", "no-such-program-anywhere"), { code: 3 });
    await assert.rejects(wirelightCli("no-such-command"), { code: 2 });
  });

  it("can be run by everybody and written by its owner only", async () => {
    if (process.platform !== "win32") assert.equal((await stat(path.join(folder, "wirelight"))).mode & 0o777, 0o755);
  });

  /** Found by its name alone, as in a terminal. */
  function wirelightCli(...args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
    const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env["PATH"] ?? ""}` };
    const windows = process.platform === "win32";
    return run(windows ? "wirelight.cmd" : "wirelight", args, { env, encoding: "utf8", shell: windows });
  }
});
