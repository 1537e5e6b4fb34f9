import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { allRows } from "../../../src/core/trace/recording/rowsOf";
import { writeRecording } from "../../../src/core/trace/recording/writeRecording";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { runCli } from "../../support/cliRun";
import { FakeClock } from "../../support/fakeClock";

interface Scene {
  readonly answer: string;
  readonly secondTool?: string;
  readonly servers?: readonly string[];
}

/** A short session with a tool list, two calls, a log line and an end. */
async function recordingOf({ answer, secondTool = "sum", servers = ["everything"] }: Scene): Promise<string> {
  const clock = new FakeClock(1_790_000_000_000);
  const trace = new RingTrace(clock, { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
  const firstId = answer.length;
  for (const name of servers) {
    const writer = trace.open({ server: name, name });
    const send = (message: object): unknown => writer.sent(Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message })));
    const receive = (message: object): unknown => writer.stdout(Buffer.from(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`));
    writer.host({ type: "spawned", pid: firstId, command: "node", args: ["server.js", "--api-key", "s3cr3t-key"], cwd: "/" });
    send({ id: firstId, method: "tools/call", params: { name: "echo", arguments: { message: "hi" } } });
    await clock.advance(1500);
    receive({ id: firstId, result: { content: [{ type: "text", text: answer }] } });
    writer.stderr(Buffer.from("log \u001b[31mline\n"));
    send({ id: firstId + 1, method: "tools/call", params: { name: secondTool, arguments: {} } });
    receive({ id: firstId + 1, error: { code: -1, message: "no" } });
    send({ id: firstId + 2, method: "ping" });
    writer.host({ type: "closed", closed: { how: "exited", code: 0, signal: null, asked: true } });
  }
  return [...writeRecording(trace, allRows(trace), { product: "p", saved: 0, marks: new Map([[1, ""]]) })].join("");
}

describe("the command line with recordings", function () {
  this.timeout(30_000);
  let folder = "";
  const at = (name: string): string => path.join(folder, name);

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "wirelight-"));
    writeFileSync(at("a.mcptrace"), await recordingOf({ answer: "Echo: hi" }));
    writeFileSync(at("b.mcptrace"), await recordingOf({ answer: "Echo: hi!", secondTool: "add" }));
    writeFileSync(at("two.mcptrace"), await recordingOf({ answer: "x", servers: ["one", "two\u001b"] }));
    writeFileSync(at("torn.mcptrace"), (await recordingOf({ answer: "Echo: hi" })).slice(0, -60));
    writeFileSync(at("none.mcptrace"), "{}\n");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("shows a recording in the notation of trace", async () => {
    const { status, stdout, stderr } = await runCli(["show", at("a.mcptrace")]);
    assert.equal(status, 0, stderr);
    assert.equal(stderr, "");
    assert.deepEqual(stdout.split("\n"), [
      "+0.000 * spawned 8: node server.js --api-key s3cr3t-key in /",
      '+0.000 > request 8 tools/call 100 B',
      "+1.500 < result 8 81 B",
      "+1.500 ! stderr 13 B",
      "+1.500 > request 9 tools/call 85 B",
      "+1.500 < error 9 59 B",
      "+1.500 > request 10 ping 41 B",
      "+1.500 x 0\t# asked",
      "",
    ]);
  });

  it("shows whole messages, and which server they belong to where there are several", async () => {
    const { stdout } = await runCli(["show", "--verbose", at("two.mcptrace")]);
    assert.match(stdout, /^\[one\] \+1\.500 ! log \\x1b\[31mline$/m);
    assert.match(stdout, /^\[two\\x1b\] /m);
    assert.doesNotMatch(stdout, /\u001b/);
  });

  it("shows what a filter lets through, a call with its answer", async () => {
    const show = async (filter: string): Promise<readonly string[]> => (await runCli(["show", at("a.mcptrace"), "--filter", filter])).stdout.split("\n").map((line) => line.replace(/^\S+ /, "").replace(/ \d+ B$/, "")).slice(0, -1);
    assert.deepEqual(await show("tool:sum OR kind:stderr"), ["! stderr", "> request 9 tools/call", "< error 9"]);
    assert.deepEqual(await show("dur:>1s"), ["> request 8 tools/call", "< result 8"]);
    assert.deepEqual(await show("@marked"), ["> request 8 tools/call", "< result 8"]);
    assert.deepEqual(await show("-kind:request -kind:state"), ["! stderr"]);
  });

  for (const [format, pattern] of [["jsonl", /^\{.*\}\n/], ["har", /"version": ?"1\.2"/], ["otlp", /"resourceSpans"/], ["html", /^<!doctype html>/i], ["md", /^## `tools\/call echo`/m]] as const) {
    it(`exports as ${format}, without secrets unless asked for`, async () => {
      const { status, stdout, stderr } = await runCli(["show", at("a.mcptrace"), "--format", format]);
      assert.equal(status, 0, stderr);
      assert.match(stdout, pattern);
      assert.doesNotMatch(stdout, /s3cr3t/);
    });
  }

  it("exports everything as it was sent when asked for, and only what the filter lets through", async () => {
    const all = await runCli(["show", at("a.mcptrace"), "--format", "jsonl", "--as-sent"]);
    assert.match(all.stdout, /s3cr3t-key/);
    const some = await runCli(["show", at("a.mcptrace"), "--format", "jsonl", "--filter", "tool:echo"]);
    assert.match(some.stdout, /Echo: hi/);
    assert.doesNotMatch(some.stdout, /sum/);
  });

  it("tells the figures of a recording", async () => {
    const { status, stdout } = await runCli(["stats", at("a.mcptrace")]);
    assert.equal(status, 0);
    assert.match(stdout, /everything/);
    assert.match(stdout, /echo.* 1\.5 s/);
    const json = await runCli(["stats", at("a.mcptrace"), "--json", "--filter", "tool:sum"]);
    const { total } = JSON.parse(json.stdout) as { total: { count: number; errors: number } };
    assert.deepEqual([total.count, total.errors], [1, 1]);
  });

  it("tells what differs between two recordings, but not what differs between any two runs", async () => {
    const same = await runCli(["diff", at("a.mcptrace"), at("a.mcptrace")]);
    assert.deepEqual([same.status, same.stdout], [0, ""]);
    const { status, stdout } = await runCli(["diff", at("a.mcptrace"), at("b.mcptrace")]);
    assert.equal(status, 1);
    assert.deepEqual(stdout.split("\n").slice(2), [
      "~ everything > tools/call echo  (row 1) → row 1",
      '    result/content/0/text: "Echo: hi" → "Echo: hi!"',
      "- everything > tools/call sum  (row 4)",
      "+ everything > tools/call add  (row 4)",
      "",
    ]);
    assert.equal((await runCli(["diff", at("a.mcptrace"), at("b.mcptrace"), "--filter", "-method:tools/call"])).status, 0);
  });

  it("shows what there is of a torn recording, and says so", async () => {
    const { status, stdout, stderr } = await runCli(["show", at("torn.mcptrace")]);
    assert.equal(status, 0);
    assert.match(stdout, /ping/);
    assert.match(stderr, /^warning: .*line \d+: The recording is torn/);
  });

  it("ends with 2 when there is no such file, it is no recording, or the filter is wrong", async () => {
    for (const [words, message] of [
      [["show", at("gone.mcptrace")], /could not be read: ENOENT/],
      [["stats", at("none.mcptrace")], /no recording of Wirelight/],
      [["show", at("a.mcptrace"), "--filter", "colour:red"], /--filter: .*\n {2}colour:red\n {2}\^+/],
      [["show", at("a.mcptrace"), "--format", "pdf"], /--format is one of text, jsonl/],
      [["show"], /Which recording\?/],
      [["diff", at("a.mcptrace")], /Which two recordings\?/],
      [["show", at("a.mcptrace"), "--timeout", "5"], /"wirelight show" has no option --timeout/],
    ] as const) {
      const { status, stdout, stderr } = await runCli(words);
      assert.deepEqual([status, stdout], [2, ""], stderr);
      assert.match(stderr, message);
    }
  });
});
