import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import path from "node:path";
import { everything, rogue, runCli } from "../../support/cliRun";

const onEverything = ["--", process.execPath, everything, "stdio"];
const on = (name: string, ...options: string[]): string[] => ["--", process.execPath, rogue(name), ...options];

describe("the command line", function () {
  this.timeout(30_000);

  it("lists what a server offers, results on stdout and the server's log on stderr", async () => {
    const { status, stdout, stderr } = await runCli(["list", ...onEverything]);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^Tools \(\d+\)\n {2}echo {2}/m);
    assert.match(stdout, /^Prompts \(4\)$/m);
    assert.match(stdout, /^Resource templates \(2\)$/m);
    assert.doesNotMatch(stdout, /Starting/);
    assert.match(stderr, /^\[server\] Starting/m);
  });

  it("waits for every list, and says which one did not come", async () => {
    const { status, stdout, stderr } = await runCli(["list", "--timeout", "3000", ...on("lists.mjs", "--silent=prompts/list")]);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^Resources \(1\)$/m);
    assert.match(stderr, /^warning: prompts: No answer to prompts\/list/m);
  });

  it("lists as JSON that a script can read", async () => {
    const { status, stdout, stderr } = await runCli(["list", "--json", "--quiet", ...onEverything]);
    assert.equal(status, 0);
    assert.equal(stderr, "");
    const listed = JSON.parse(stdout) as { server: { revision: string }; tools: { name: string }[]; problems: unknown[] };
    assert.equal(listed.server.revision, "2025-11-25");
    assert.ok(listed.tools.some((tool) => tool.name === "echo"));
    assert.deepEqual(listed.problems, []);
  });

  it("calls a tool", async () => {
    const { status, stdout } = await runCli(["call", "echo", "--args", '{"message":"hé"}', ...onEverything]);
    assert.equal(status, 0);
    assert.equal(stdout, "Echo: hé\n");
  });

  it("prints the whole result as JSON", async () => {
    const { stdout } = await runCli(["call", "get-structured-content", "--args", '{"location":"New York"}', "--json", ...onEverything]);
    const result = JSON.parse(stdout) as { structuredContent: { temperature: number } };
    assert.equal(typeof result.structuredContent.temperature, "number");
  });

  it("ends with 1 on a tool error, and says which argument does not fit the schema", async () => {
    const { status, stderr } = await runCli(["call", "get-sum", "--args", '{"a":"one"}', ...onEverything]);
    assert.equal(status, 1);
    assert.match(stderr, /^warning: --args .*\ba\b/m);
    assert.match(stderr, /The tool "get-sum" reported an error/);
  });

  it("says what is wrong with structured content", async () => {
    const { status, stderr } = await runCli(["call", "wrong-structure", ...on("results.mjs")]);
    assert.equal(status, 0);
    assert.match(stderr, /^warning: structuredContent at \/temperature does not fit the outputSchema: it must be a number, but is a string\.$/m);
  });

  it("reads a resource, and writes it into a pipe as it is", async () => {
    const text = await runCli(["read", "demo://resource/static/document/features.md", ...onEverything]);
    assert.equal(text.status, 0, text.stderr);
    assert.match(text.stdout, /^# Everything Server/);
    const binary = await runCli(["read", "demo://resource/dynamic/blob/1", ...onEverything]);
    assert.equal(binary.status, 0, binary.stderr);
    assert.match(binary.stdout, /^Resource 1: This is a base64 blob created at/);
    const json = await runCli(["read", "demo://resource/dynamic/text/2", "--json", ...onEverything]);
    const { contents } = JSON.parse(json.stdout) as { contents: { uri: string; mimeType: string }[] };
    assert.deepEqual([contents[0]?.uri, contents[0]?.mimeType], ["demo://resource/dynamic/text/2", "text/plain"]);
  });

  it("ends with 3 on a resource that is not there, with the server's words", async () => {
    const { status, stdout, stderr } = await runCli(["read", "demo://resource/dynamic/text/none", ...onEverything]);
    assert.equal(status, 3);
    assert.equal(stdout, "");
    assert.match(stderr, /none/);
  });

  it("gets a prompt with its arguments, and says what is wrong with those", async () => {
    const { status, stdout, stderr } = await runCli(["prompt", "args-prompt", "--args", '{"city":"Ghent","planet":"Mars"}', ...onEverything]);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^user:\n.*Ghent/);
    assert.match(stderr, /^warning: --args: the prompt has no argument "planet"\.$/m);
    const meant = await runCli(["prompt", "simple-promt", ...onEverything]);
    assert.equal(meant.status, 3);
    assert.match(meant.stderr, /lists no prompt "simple-promt"\. Did you mean "simple-prompt"\?/);
  });

  it("starts the server where and with what it is told", async () => {
    const { status, stdout, stderr } = await runCli(["call", "get-env", "--cwd", tmpdir(), "--env", "GREETING=good morning", "--unset", "PATH", ...onEverything]);
    assert.equal(status, 0, stderr);
    const env = JSON.parse(stdout) as { readonly [name: string]: string };
    assert.equal(env["GREETING"], "good morning");
    assert.equal(env["PATH"], undefined);
    const nowhere = await runCli(["list", "--cwd", path.join(tmpdir(), "no-such-folder"), ...onEverything]);
    assert.equal(nowhere.status, 3);
    assert.match(nowhere.stderr, /no-such-folder/);
  });

  it("suggests the tool that was meant", async () => {
    const { stderr } = await runCli(["call", "ecko", ...onEverything]);
    assert.match(stderr, /lists no tool "ecko"\. Did you mean "echo"\?/);
  });

  it("ends with 2 on wrong usage", async () => {
    const { status, stdout, stderr } = await runCli(["call", "echo", "--args", "{", ...onEverything]);
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /--args is not JSON/);
  });

  it("ends with 3 when the server exits during the start, with its exit code and last stderr lines", async () => {
    const { status, stderr } = await runCli(["list", "--quiet", ...on("exits-early.mjs", "--code=7")]);
    assert.equal(status, 3);
    assert.match(stderr, /exited with code 7 before it was ready/);
    assert.match(stderr, /last \d+ lines of stderr:\n {2}\S/);
  });

  it("ends with 3 when the server is killed during the call, with the signal", async () => {
    const { status, stderr } = await runCli(["call", "die", ...on("dies-mid-call.mjs")]);
    assert.equal(status, 3);
    assert.match(stderr, /tools\/call "die" \(id \d+\).*SIGKILL/);
  });

  it("ends with 3 on a malformed answer and says what is malformed", async () => {
    const { status, stderr } = await runCli(["call", "result-and-error", ...on("wrong-answers.mjs")]);
    assert.equal(status, 3);
    assert.match(stderr, /both "result" and "error"/);
  });

  it("ends with 3 when there is no such program", async () => {
    const { status, stderr } = await runCli(["list", "--", "no-such-program-anywhere"]);
    assert.equal(status, 3);
    assert.match(stderr, /no-such-program-anywhere.*not found/);
  });

  it("ends with 4 on a timeout and names the unanswered request", async () => {
    const { status, stderr } = await runCli(["call", "wait", "--timeout", "3000", ...on("silent.mjs")]);
    assert.equal(status, 4);
    assert.match(stderr, /No answer to tools\/call "wait" \(id \d+\)/);
  });

  it("ends with 4 when the handshake is not answered", async () => {
    const { status, stderr } = await runCli(["list", "--timeout", "300", ...on("silent.mjs", "--initialize")]);
    assert.equal(status, 4);
    assert.match(stderr, /No answer to initialize/);
  });

  it("goes on in spite of stray lines on stdout, and tells how to mend them", async () => {
    const { status, stdout, stderr } = await runCli(["call", "echo", "--args", '{"text":"x"}', ...on("banner.mjs")]);
    assert.equal(status, 0);
    assert.doesNotMatch(stdout, /warning|error/);
    assert.match(stderr, /console\.error/);
  });

  it("prints the result although nobody reads its stderr any more", async () => {
    const words = ["call", "trigger-long-running-operation", "--args", '{"duration":0.5,"steps":5}', ...onEverything];
    const { status, stdout } = await runCli(words, undefined, /^progress/m);
    assert.equal(status, 0);
    assert.match(stdout, /completed/);
  });

  it("traces the conversation in the order in which it happened", async () => {
    const { status, stdout } = await runCli(["trace", "--verbose", "--for", "1500", ...on("banner.mjs")]);
    assert.equal(status, 0);
    const signs = stdout.split("\n").map((line) => line.split(" ")[1]);
    assert.equal(signs[0], "*");
    assert.match(stdout, /> \{"jsonrpc":"2\.0","id":1,"method":"initialize"/);
    assert.match(stdout, /^\S+ < .*# .*not.JSON/im);
    assert.match(stdout, /^\S+ x 0/m);
  });

  it("ends a trace on Ctrl+C with the server gone", async () => {
    const { status, stdout } = await runCli(["trace", ...on("banner.mjs")], /tools\/list/);
    assert.equal(status, 0);
    assert.match(stdout, /^\S+ x /m);
  });

  it("ends a call on Ctrl+C with 130, without waiting for the tool", async () => {
    const { status } = await runCli(["call", "trigger-long-running-operation", "--args", '{"duration":20,"steps":40}', ...onEverything], /^progress 1 of 40/m);
    assert.equal(status, 130);
  });
});
