import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Reaper } from "../../../src/node/reaper";
import { call, line, newReaper, nodeLaunch, open, rogue } from "./harness";

/** The line of a right answer to the call. */
const answerOf = (text: string): string => `{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"${text}"}]}}`;

describe("the rogues' gallery", function () {
  this.timeout(20_000);
  let reaper: Reaper;
  before(() => {
    reaper = newReaper();
  });
  after(() => reaper.dispose());

  /** Starts a rogue, initializes it, calls a tool with id 2, and gives what came after the handshake until `enough`. */
  async function play(file: string, flags: readonly string[], tool: string, enough: (text: string) => boolean, args: object = {}) {
    const { transport, seen } = open(nodeLaunch(rogue(file), ...flags), reaper, { times: { stdin: 100, term: 100 } });
    transport.send(line({ id: 1, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } } }));
    await seen.until(() => seen.text("stdout").includes('"serverInfo"') && seen.text("stdout").endsWith("\n"));
    const handshake = seen.text("stdout");
    transport.send(line({ method: "notifications/initialized" }));
    transport.send(call(2, tool, args));
    await seen.until(() => enough(seen.text("stdout").slice(handshake.length)) || seen.ends.length === 2);
    if (seen.ends.length < 2) transport.close();
    const closed = await transport.closed;
    const bytes = Buffer.concat(seen.chunks.stdout).subarray(Buffer.byteLength(handshake));
    return { handshake, bytes, text: bytes.toString("utf8"), stderr: seen.text("stderr"), closed };
  }

  const lines = (count: number) => (text: string): boolean => text.split("\n").length > count;

  it("banner: greets before the protocol, then works", async () => {
    const { handshake, text } = await play("banner.mjs", [], "echo", lines(1), { text: "hi" });
    assert.match(handshake, /^Banner server v1\.0\.0 listening on stdio\n\nLoaded 3 plugins\n\{"jsonrpc"/);
    assert.equal(text, `${answerOf("hi")}\n`);
  });

  it("noise: a stray line before and after the answer, or text glued to it", async () => {
    const stray = await play("noise.mjs", [], "stray", lines(3));
    assert.equal(stray.text, `[debug] tools/call stray\n${answerOf("between two stray lines")}\n[debug] tools/call stray done\n`);
    const glued = await play("noise.mjs", [], "glued", lines(1));
    assert.equal(glued.text, `progress 50%${answerOf("glued to what stands before it")}\n`);
  });

  it("big-line: one line as long as asked for, with its hash", async () => {
    const { bytes, stderr } = await play("big-line.mjs", [], "big", lines(1), { megabytes: 2 });
    assert.equal(stderr, `sha256 ${createHash("sha256").update(bytes).digest("hex")} ${bytes.length}\n`);
    assert.equal(bytes.indexOf("\n"), bytes.length - 1);
    assert.ok(bytes.length > 2_000_000);
  });

  it("no-newline: the last message is not terminated", async () => {
    const { text, closed } = await play("no-newline.mjs", [], "last", lines(1));
    assert.equal(text, answerOf("the last words"));
    assert.deepEqual(closed, { how: "exited", code: 0, signal: null, asked: false });
  });

  it("encodings: CRLF, byte order mark, split and invalid UTF-8", async () => {
    assert.equal((await play("encodings.mjs", [], "crlf", lines(1))).text, `${answerOf("carriage return")}\r\n`);
    assert.equal((await play("encodings.mjs", [], "bom", lines(1))).text, `\uFEFF${answerOf("byte order mark")}\n`);
    assert.equal((await play("encodings.mjs", [], "split", lines(1))).text, `${answerOf("€ and 🦊")}\n`);
    const { bytes } = await play("encodings.mjs", [], "invalid", lines(1));
    assert.equal(bytes.toString("latin1"), `${answerOf("before \u00c3( after")}\n`);
    const whole = await play("encodings.mjs", ["--crlf", "--bom"], "echo", lines(1), { text: "x" });
    assert.match(whole.handshake, /^\uFEFF\{.*\}\r\n$/);
    assert.equal(whole.text, `${answerOf("x")}\r\n`);
  });

  const wrong: readonly (readonly [tool: string, lines: number, expected: readonly string[]])[] = [
    ["twice", 2, [answerOf("first answer"), answerOf("second answer")]],
    ["unknown-id", 2, [answerOf("answer to nobody").replace('"id":2', '"id":987654321'), answerOf("answer to you")]],
    ["other-type", 1, [answerOf("id as a string").replace('"id":2', '"id":"2"')]],
    ["result-and-error", 1, [answerOf("it worked").replace(/\}$/, ',"error":{"code":-32000,"message":"it failed"}}')]],
    ["no-jsonrpc", 1, [answerOf("no version").replace('"jsonrpc":"2.0",', "")]],
    ["batch", 1, [`[{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"in a batch"}},${answerOf("in a batch")}]`]],
  ];
  for (const [tool, count, expected] of wrong) {
    it(`wrong-answers: ${tool}`, async () => {
      assert.deepEqual((await play("wrong-answers.mjs", [], tool, lines(count))).text, `${expected.join("\n")}\n`);
    });
  }

  it("exits-early: at once, or when a message comes", async () => {
    const { transport, seen } = open(nodeLaunch(rogue("exits-early.mjs"), "--after=initialize", "--code=7"), reaper);
    transport.send(line({ id: 1, method: "initialize", params: {} }));
    assert.deepEqual(await transport.closed, { how: "exited", code: 7, signal: null, asked: false });
    assert.match(seen.text("stderr"), /^Traceback/);
    assert.equal(seen.text("stdout"), "");
  });

  it("dies-mid-call: by the signal it was told", async () => {
    const { closed, text } = await play("dies-mid-call.mjs", ["--signal=SIGSEGV"], "die", () => false);
    assert.deepEqual(closed, { how: "exited", code: null, signal: "SIGSEGV", asked: false });
    assert.equal(text, "");
  });

  it("silent: answers everything but the call, or nothing", async () => {
    const { transport, seen } = open(nodeLaunch(rogue("silent.mjs")), reaper);
    transport.send(call(1, "wait"));
    transport.send(line({ id: 2, method: "ping" }));
    await seen.until(() => seen.text("stdout") === '{"jsonrpc":"2.0","id":2,"result":{}}\n');
    transport.close();
    await transport.closed;
    const mute = open(nodeLaunch(rogue("silent.mjs"), "--initialize"), reaper);
    mute.transport.send(line({ id: 1, method: "initialize", params: {} }));
    mute.transport.close();
    await mute.transport.closed;
    assert.equal(mute.seen.text("stdout"), "");
  });

  it("stderr-flood: as many lines as asked for, then the answer", async () => {
    const { text, stderr } = await play("stderr-flood.mjs", [], "flood", lines(1), { lines: 20_050 });
    assert.equal(text, `${answerOf("20050 lines")}\n`);
    assert.equal(stderr.split("\n").length, 20_051);
  });
});
