import assert from "node:assert/strict";
import { escapeBytes, escapeText } from "../../../src/core/trace/escape";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { type PrintOptions, printFrame } from "../../../src/core/trace/print";
import type { Closed } from "../../../src/core/wire/closed";
import type { FrameWriter, HostEvent } from "../../../src/core/wire/frame";
import { FakeClock } from "../../support/fakeClock";
import { assertGolden } from "../../support/golden";
import { Random, rounds } from "../../support/random";
import { framesOf, play } from "../../support/script";
import { unescapeLine } from "../../support/scriptText";

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const VERBOSE: PrintOptions = { verbosity: "verbose" };

function stage(capBytes?: number) {
  const clock = new FakeClock(5000);
  const trace = new RingTrace(clock, { session: "test", memoryBytes: 1e9, ...(capBytes === undefined ? {} : { capBytes }) });
  const writer = trace.open({ server: "s", name: "s" });
  const print = (options: PrintOptions = VERBOSE): string[] => framesOf(trace).map((frame) => printFrame(frame, options));
  return { clock, trace, writer, print };
}

function everything(writer: FrameWriter): void {
  const exited = (code: number | null, signal: string | null, asked: boolean): Closed => ({ how: "exited", code, signal, asked });
  const before: readonly HostEvent[] = [
    { type: "spawned", pid: 42, command: "node", args: ["server.js", "--name", "two words", "", "\u001b[2J"], cwd: "/home/me/my project" },
    { type: "stdin-closed" },
    { type: "signal", signal: "SIGTERM" },
    { type: "survivors", pids: [7, 8], ended: true },
    { type: "survivors", pids: [9], ended: false },
    { type: "send-failed", message: "write EPIPE" },
  ];
  const after: readonly Closed[] = [
    exited(0, null, true),
    exited(3, null, false),
    exited(null, "SIGKILL", false),
    exited(null, null, false),
    { how: "spawn-failed", code: "ENOENT", message: "spawn nodde ENOENT" },
    { how: "failed", message: "connection reset\n\u001b[31mred" },
  ];
  for (const event of before) writer.host(event);
  writer.sent(latin1('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}'));
  writer.stdout(latin1('{"jsonrpc":"2.0","id":1,"result":{"content":[]}}\n{"jsonrpc":"2.0","id":"a\\u001b","method":"roots/\\u001b[2Jlist"}\n'));
  writer.stdout(latin1('{"jsonrpc":"2.0","method":"notifications/message"}\r\n'));
  writer.stdout(latin1('{"id":2,"error":{"code":1,"message":"x"}}\n[{"jsonrpc":"2.0","method":"a"}]\n'));
  writer.stdout(latin1("Server \x1b[32mrunning\x1b[0m\n\n42\n{}\n[]\n\xef\xbb\xbf{}\ncaf\xe9 \\x41 \\u{41} \\y\n"));
  writer.stderr(latin1("\tlog line\ntail"));
  writer.end("stderr");
  writer.stdout(latin1(`${"0123456789".repeat(12)}\nrest`));
  writer.end("stdout");
  for (const closed of after) writer.host({ type: "closed", closed });
}

describe("the printer", () => {
  it("prints every kind of row with its text", () => {
    const { writer, print } = stage(100);
    everything(writer);
    assertGolden("print-verbose", print().join("\n"));
  });

  it("prints every kind of row as a summary", () => {
    const { writer, print } = stage(100);
    everything(writer);
    assertGolden("print-messages", print({ verbosity: "messages" }).join("\n"));
  });

  it("prints the time since a moment", async () => {
    const { clock, writer, print } = stage();
    writer.sent(latin1("{}"));
    await clock.advance(12_345.6);
    writer.stdout(latin1("x\n"));
    assert.deepEqual(print({ verbosity: "messages", since: 5000 }), ["+0.000 > junk 2 B\t# junk not-message", "+12.346 < junk 1 B\t# junk not-json"]);
    assert.equal(print({ verbosity: "messages", since: 6000 })[0]?.split(" ")[0], "-1.000");
  });

  it("cuts at the limit and says how much is not shown", () => {
    const { writer, print } = stage(10);
    writer.stdout(latin1("0123456789abc\n0123\n01234\n"));
    assert.deepEqual(print({ verbosity: "verbose", limit: 4 }), [
      "< 0123\t# junk too-long, 3 B dropped, 6 B not shown",
      "< 0123\t# junk not-json",
      "< 0123\t# junk not-json, 1 B not shown",
    ]);
    assert.deepEqual(print({ verbosity: "messages", limit: 4 })[0], "< junk 13 B\t# junk too-long, 3 B dropped");
  });

  it("cuts long ids and methods of a summary", () => {
    const { writer, print } = stage();
    writer.sent(latin1(`{"jsonrpc":"2.0","id":"${"i".repeat(500)}","method":"${"m".repeat(500)}"}`));
    assert.equal(print({ verbosity: "messages" })[0], `> request "${"i".repeat(199)}… ${"m".repeat(200)}… 1037 B`);
  });

  it("prints one line of nothing but printable characters for any bytes, and no two lines alike", () => {
    const random = new Random(41);
    for (let round = 0; round < rounds(3000, 300_000); round++) {
      const bytes = random.next() < 0.5 ? random.bytes(random.below(30)) : Uint8Array.from({ length: random.below(12) }, () => random.pick([0x5c, 0x78, 0x75, 0x7b, 0x7d, 0x34, 0x31, 0xc3, 0xa9, 0xe2, 0x80, 0xae, 0xf0, 0x9f]));
      const text = escapeBytes(bytes);
      assert.ok(!/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffd]/u.test(text) || bytes.includes(0xef), `round ${round}: ${text}`);
      assert.deepEqual([...unescapeLine(text)], [...bytes], `round ${round}: ${text}`);
    }
  });

  it("escapes what would not be seen, and leaves JSON as it is", () => {
    assert.equal(escapeText('{"a":"\\u001b\\n\\"é€😀"}'), '{"a":"\\u001b\\n\\"é€😀"}');
    assert.equal(escapeText("\u0000\t\u001b\u007f\u0085\u009b\u00ad\u061c\u200b\u200e\u202e\u2028\u2066\ufeff\u{e0041}\ud800"), "\\x00\\x09\\x1b\\x7f\\u{85}\\u{9b}\\u{ad}\\u{61c}\\u{200b}\\u{200e}\\u{202e}\\u{2028}\\u{2066}\\u{feff}\\u{e0041}\\u{d800}");
    assert.equal(escapeText("\\x41 \\u{41} \\u0041 \\ \\\\x"), "\\x5cx41 \\x5cu{41} \\u0041 \\ \\\\x5cx");
  });

  it("escapes every byte that is no UTF-8, by the rules of Unicode", () => {
    const invalid = ["80", "bf", "c0", "c1", "f5", "ff", "c3", "c341", "e0a0", "e09f80", "eda080", "f08f8080", "f4908080", "f0908080f0", "e2828241e282"];
    for (const hex of invalid) {
      const bytes = new Uint8Array(Buffer.from(hex, "hex"));
      const text = escapeBytes(bytes);
      assert.deepEqual([...unescapeLine(text)], [...bytes], hex);
      assert.ok(text.includes("\\x") && !text.includes("\ufffd"), text);
    }
    assert.equal(escapeBytes(latin1("a\xffb")), "a\\xffb");
    assert.equal(escapeBytes(new Uint8Array([0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xff, 0xf0, 0x9f, 0x98, 0x80, 0xee, 0x80, 0x80, 0xf1, 0x80, 0x80, 0x80])), "é€\\xff😀\ue000\u{40000}");
    assert.equal(escapeBytes(new Uint8Array([0xe0, 0xa0, 0x80, 0xed, 0x9f, 0xbf, 0xf4, 0x8f, 0xbf, 0xbf, 0xc2, 0xa9, 0xff])), "\u0800\ud7ff\u{10ffff}©\\xff");
  });

  it("prints what a script can play again", async () => {
    const lines = [
      '* spawned 42: node server.js --name "two words" "" "\\u001b[2J" in "/home/me/my project"',
      "<",
      "< noise \\x1b[1m\\xff\\u{202e}",
      '< {"jsonrpc":"2.0","method":"a"}\t# ends with CRLF',
      "! log",
      "* stdin-closed",
      "* signal SIGTERM",
      "* survivors 7 8: ended",
      "* send-failed: write EPIPE",
      "<~ tail",
    ];
    for (const end of ["x 3", "x 0\t# asked", "x SIGKILL", "x unknown", "x spawn-failed ENOENT: spawn nodde ENOENT", "x failed: reset\\x0a"]) {
      const first = await play([...lines, end].join("\n"));
      assert.equal(first.frames.length, lines.length + 1);
      assert.deepEqual((await play(first.text)).text, first.text);
      assert.equal(first.text.trimEnd().split("\n").at(-1), end);
    }
  });
});
