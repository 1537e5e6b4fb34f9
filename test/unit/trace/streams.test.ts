import assert from "node:assert/strict";
import { setImmediate as nextTurn } from "node:timers/promises";
import { DEFAULT_LINE_CAP, RingTrace } from "../../../src/core/trace/ringTrace";
import { splits } from "../../support/chunks";
import { FakeClock } from "../../support/fakeClock";
import { Random, rounds } from "../../support/random";
import { framesOf } from "../../support/script";

interface Plain {
  readonly bytes: string;
  readonly ending: string;
  readonly dropped: number;
}

type Stream = "stdout" | "stderr";

/** The lines of a stream as a trace has them whose memory comes in tiny parts. */
function split(chunks: readonly Uint8Array[], cap?: number, stream: Stream = "stderr", slotBytes = 16): readonly Plain[] {
  const trace = new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1e9, parts: { slotBytes, blockShift: 2 }, ...(cap === undefined ? {} : { capBytes: cap }) });
  const writer = trace.open({ server: "s", name: "s" });
  for (const chunk of chunks) writer[stream](chunk);
  writer.end(stream);
  return framesOf(trace).map((frame) => ({ bytes: Buffer.from(frame.bytes()).toString("latin1"), ending: frame.ending, dropped: frame.dropped }));
}

/** The same by regular expressions, on the whole text at once. */
function oracle(text: string, cap: number): readonly Plain[] {
  return [...text.matchAll(/([^\n]*?)(\r?\n)|([^\n]+)$/g)].map(([, body, terminator, rest = ""]) => {
    const whole = body ?? rest;
    return {
      bytes: whole.slice(0, cap),
      ending: terminator === undefined ? "none" : terminator === "\n" ? "lf" : "crlf",
      dropped: Math.max(0, whole.length - cap),
    };
  });
}

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const line = (bytes: string, ending: string, dropped = 0): Plain => ({ bytes, ending, dropped });

describe("the lines of a stream", () => {
  const cases: readonly (readonly [name: string, input: string, expected: readonly Plain[]])[] = [
    ["nothing at all is no line", "", []],
    ["a terminated line leaves no rest", "a\n", [line("a", "lf")]],
    ["a last line without a newline is a line", "a\nb", [line("a", "lf"), line("b", "none")]],
    ["an empty line is a line", "\n\na\n", [line("", "lf"), line("", "lf"), line("a", "lf")]],
    ["a CR before LF belongs to the terminator", "a\r\nb\n", [line("a", "crlf"), line("b", "lf")]],
    ["CRLF alone is an empty line", "\r\n", [line("", "crlf")]],
    ["only one CR belongs to the terminator", "a\r\r\n", [line("a\r", "crlf")]],
    ["a lone CR is data", "a\rb\n\rc\n", [line("a\rb", "lf"), line("\rc", "lf")]],
    ["a CR at the very end is data", "a\r", [line("a\r", "none")]],
    ["a byte order mark stays", "\xef\xbb\xbf{}\n", [line("\xef\xbb\xbf{}", "lf")]],
    ["NUL, invalid UTF-8 and other controls are data", "\x00\xff\xc3\x0b\x0c\x85\n", [line("\x00\xff\xc3\x0b\x0c\x85", "lf")]],
  ];
  for (const [name, input, expected] of cases) {
    it(`${name}, however it is chunked`, () => {
      assert.deepEqual(oracle(input, DEFAULT_LINE_CAP), expected, "the oracle itself");
      for (const stream of ["stdout", "stderr"] as const) {
        for (const chunks of splits(latin1(input), new Random(1), 50)) assert.deepEqual(split(chunks, undefined, stream), expected, chunks.map(String).join(" | "));
      }
    });
  }

  const capped: readonly (readonly [name: string, input: string, expected: readonly Plain[]])[] = [
    ["a line of exactly the cap is whole", "abc\n", [line("abc", "lf")]],
    ["one byte more is dropped and counted", "abcd\n", [line("abc", "lf", 1)]],
    ["the CR of a terminator is neither data nor dropped", "abc\r\n", [line("abc", "crlf")]],
    ["a CR over the cap that ends no line is dropped", "abc\rd\n", [line("abc", "lf", 2)]],
    ["a CR over the cap at the very end is dropped", "abc\r", [line("abc", "none", 1)]],
    ["the next line is whole again", "abcdefg\nxy\n", [line("abc", "lf", 4), line("xy", "lf")]],
    ["a last line is capped too", "abcdef", [line("abc", "none", 3)]],
  ];
  for (const [name, input, expected] of capped) {
    it(`with a cap of 3: ${name}`, () => {
      for (const stream of ["stdout", "stderr"] as const) {
        for (const chunks of splits(latin1(input), new Random(2), 50)) assert.deepEqual(split(chunks, 3, stream), expected, chunks.map(String).join(" | "));
      }
    });
  }

  it("are the same under all splits of every short text over its alphabet", async () => {
    const alphabet = ["\r", "\n", "a", "\xc3"];
    for (let length = 0; length <= rounds(4, 7); length++) {
      for (let number = 0; number < alphabet.length ** length; number++) {
        const text = Array.from({ length }, (_, at) => alphabet[Math.floor(number / alphabet.length ** at) % alphabet.length]).join("");
        for (const cap of [2, 100]) {
          for (const chunks of splits(latin1(text), new Random(3), 0)) assert.deepEqual(split(chunks, cap), oracle(text, cap), JSON.stringify([text, cap]));
        }
        // Rows that were looked at live until the end of the turn.
        await nextTurn();
      }
    }
  });

  it("are the same under random splits of long random text, in slots of every size", async () => {
    const random = new Random(4);
    for (let round = 0; round < rounds(20, 400); round++) {
      const bytes = Uint8Array.from({ length: random.below(3000) }, () => random.pick([0x0a, 0x0d, 0x61, 0x62, 0x00, 0xff, random.below(256)]));
      const cap = random.pick([1, 7, 64, DEFAULT_LINE_CAP]);
      const expected = oracle(Buffer.from(bytes).toString("latin1"), cap);
      for (const chunks of splits(bytes, random, 10)) assert.deepEqual(split(chunks, cap, random.pick(["stdout", "stderr"]), random.pick([2, 10, 100, 1000, 10_000])), expected, `round ${round}`);
      await nextTurn();
    }
  });

  it("stay whole when several thousand pieces make one line", () => {
    // Enough pieces for several runs of joined fragments, with larger ones between.
    const random = new Random(5);
    const pieces = Array.from({ length: 5000 }, (_, piece) => String.fromCharCode(97 + (piece % 26)).repeat(piece % 1000 === 999 ? 9000 : 1 + random.below(3)));
    assert.deepEqual(split([...pieces.map(latin1), latin1("\nrest")]), [line(pieces.join(""), "lf"), line("rest", "none")]);
  });

  it("are joined once, not with each of 100,000 chunks of a line of 50 MB", () => {
    // Copying what is there with each chunk would move terabytes, so a quadratic store does not come to an end here.
    const piece = new Uint8Array(512).fill(0x61);
    const trace = new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1e9 });
    const writer = trace.open({ server: "s", name: "s" });
    for (let count = 0; count < 100_000; count++) writer.stderr(piece);
    writer.stderr(Uint8Array.of(0x62, 0x0a));
    assert.deepEqual([trace.at(0)?.size, trace.at(0)?.bytes().at(-1)], [51_200_001, 0x62]);
    assert.ok(trace.at(0)?.bytes().subarray(0, -1).every((byte) => byte === 0x61));
  });

  it("keep 256 MB each by default", () => {
    assert.equal(DEFAULT_LINE_CAP, 268_435_456);
  });

  it("end once: after the end nothing is left, and what comes all the same is taken", () => {
    const trace = new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1e9 });
    const writer = trace.open({ server: "s", name: "s" });
    writer.stdout(latin1("a\r"));
    assert.equal([...writer.end("stdout")].length, 1);
    assert.equal([...writer.end("stdout")].length, 0);
    writer.stdout(latin1("\n"));
    assert.deepEqual(framesOf(trace).map((frame) => [frame.text(), frame.ending]), [["a\r", "none"], ["", "lf"]]);
  });
});
