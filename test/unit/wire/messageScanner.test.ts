import assert from "node:assert/strict";
import { type ScanResult, MessageScanner } from "../../../src/core/wire/messageScanner";
import { Random } from "../../support/random";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

/** What classify has to parse costs several times as much, so it must be no more than this. */
const CASES: readonly (readonly [result: ScanResult, ...lines: readonly string[]])[] = [
  [
    "object",
    "{}",
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}',
    '{"jsonrpc":"2.0","id":"a","result":{"text":"\\n\\u0041"}}',
    '{"jsonrpc":1,"method":"a"}',
    '{"id":0}',
    '{"id":999999999999999}',
    '{"id":102030405060708}',
    '{"id":null}',
    '{"id":true}',
    '{"id":[]}',
    '{"a":"\\n","id":"b"}',
    '{"method":{"a":"\\n"}}',
    '{"jsonrpc":["\\n"]}',
    '{"id":{"a":"\\n"}}',
    '{"errors":1,"erroR":1}',
    `{"params":${"[".repeat(31)}1${"]".repeat(31)}}`,
    `{"params":${'{"a":'.repeat(31)}1${"}".repeat(31)}}`,
    `{"params":${"[".repeat(31)}[]${"]".repeat(31)}}`,
  ],
  [
    "unsure",
    '{"error":1}',
    '{"\\u0069d":1}',
    '{"id":"\\n"}',
    '{"method":"\\n"}',
    '{"jsonrpc":"\\n"}',
    '{"id":1000000000000000}',
    '{"id":-1}',
    '{"id":1.0}',
    '{"id":1e1}',
    `{"params":${"[".repeat(32)}1${"]".repeat(32)}}`,
    `${"[".repeat(32)}1${"]".repeat(32)}`,
    `${"[".repeat(32)}1`,
  ],
  ["array", "[]", ' [1,{"error":1}] ', `${"[".repeat(31)}1${"]".repeat(31)}`],
  ["scalar", "1", ' "a\\n" ', "null"],
  ["not-json", "", "x", "{", '{"error":1', '{"id":"\\n"', `${"[".repeat(31)}1`, "[] []", "1 2", '{"a":1} x'],
];

describe("message scanner", () => {
  it("forgets the line before", () => {
    const scanner = new MessageScanner();
    const lines = CASES.flatMap(([result, ...texts]) => texts.map((text) => [result, text] as const));
    for (const [first, text] of lines) {
      for (const [second, next] of lines) assert.deepEqual([scanner.scan(bytes(text)), scanner.scan(bytes(next))], [first, second], `${text} then ${next}`);
    }
  });

  for (const [result, ...lines] of CASES) {
    it(`says "${result}" of ${lines.length} lines`, () => {
      const scanner = new MessageScanner();
      for (const line of lines) assert.equal(scanner.scan(bytes(line)), result, line);
    });
  }

  it("knows a method again, whatever came in between", () => {
    const random = new Random(14);
    const scanner = new MessageScanner();
    const methods = Array.from({ length: 600 }, (_, number) => "m".repeat(1 + (number % 70)) + String(number));
    for (let round = 0; round < 5000; round++) {
      const method = random.pick(methods);
      assert.equal(scanner.scan(bytes(`{"method":"${method}"}`)), "object");
      assert.equal(scanner.method, method);
    }
  });
});
