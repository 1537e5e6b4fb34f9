import assert from "node:assert/strict";
import { type ScanResult, MessageScanner } from "../../../src/core/wire/messageScanner";
import { mutate, randomMessage, randomValue } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";

/** A line as it lies in the trace: somewhere among others, and ended by a line feed. */
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(`{"x\n${text}\n{"y`));
const START = 4;

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
  ["empty", "", " \t\r"],
  ["not-json", "x", "{", '{"error":1', '{"id":"\\n"', `${"[".repeat(31)}1`, "[] []", "1 2", '{"a":1} x'],
];

const MAY_BE_UNSURE = /\\|"error"|"id"\s*:\s*(?:-|\d+[.eE]|\d{16})/;

/** What a line is by JSON.parse. */
function resultOf(line: string): ScanResult {
  if (/^[ \t\r]*$/.test(line)) return "empty";
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) ? "array" : typeof value === "object" && value !== null ? "object" : "scalar";
  } catch {
    return "not-json";
  }
}

describe("message scanner", () => {
  it("forgets the line before", () => {
    const scanner = new MessageScanner();
    const lines = CASES.flatMap(([result, ...texts]) => texts.map((text) => [result, text] as const));
    for (const [first, text] of lines) {
      for (const [second, next] of lines) assert.deepEqual([scanner.scan(bytes(text), START), scanner.scan(bytes(next), START)], [first, second], `${text} then ${next}`);
    }
  });

  for (const [result, ...lines] of CASES) {
    it(`says "${result}" of ${lines.length} lines`, () => {
      const scanner = new MessageScanner();
      for (const line of lines) assert.equal(scanner.scan(bytes(line), START), result, line);
    });
  }

  it("ends at the first line feed", () => {
    const scanner = new MessageScanner();
    for (const line of ["{}", '{"id":1} ', "[1]", " 7\r", "", " "]) {
      scanner.scan(bytes(line), START);
      assert.equal(scanner.end, START + line.length, line);
    }
  });

  const MARKED: readonly (readonly [line: string, marked: boolean])[] = [
    ['{"jsonrpc":"2.0","method":"a","params":{"progressToken":1}}', true],
    ['{"jsonrpc":"2.0","method":"a","params":{"x":[{"requestId":1}]}}', true],
    ['{"jsonrpc":"2.0","id":1,"result":{"isError":true}}', true],
    ['{"jsonrpc":"2.0","id":1,"result":{"isError" : true}}', true],
    ['{"jsonrpc":"2.0","id":1,"result":{"is\\u0045rror":true}}', true],
    ['{"jsonrpc":"2.0","id":1,"result":{"isError":false}}', false],
    ['{"jsonrpc":"2.0","id":1,"result":{"isErrox":true,"requestIx":1,"progressTokex":1}}', false],
    ['{"jsonrpc":"2.0","id":1,"result":{"text":"isError progressToken requestId \\n"}}', false],
    ['{"jsonrpc":"2.0","id":1,"progressToken":1,"requestId":1,"isError":true}', false],
  ];
  it("marks what may say more below the top level", () => {
    const scanner = new MessageScanner();
    for (const [line, marked] of [...MARKED, ...MARKED]) {
      assert.equal(scanner.scan(bytes(line), START), "object");
      assert.equal(scanner.isMarked, marked, line);
    }
  });

  it("takes a byte of a string for the same wherever it stands, and however near the end of all bytes", () => {
    const scanner = new MessageScanner();
    for (let byte = 0; byte < 256; byte++) {
      const alone = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([byte]), Buffer.from('"}')]);
      const ends = byte === 0x0a ? "not-json" : resultOf(alone.toString());
      for (let before = 0; before < 9; before++) {
        for (let after = 0; after < 9; after++) {
          const line = Buffer.concat([Buffer.from(`{"a":"${"~".repeat(before)}`), Buffer.from([byte]), Buffer.from(`${"n".repeat(after)}"}`)]);
          // A quote ends the string here, and a backslash makes a sign of what follows it.
          const expected = byte === 0x5c ? (after > 0 ? "object" : "not-json") : byte === 0x22 ? "not-json" : ends;
          assert.equal(scanner.scan(new Uint8Array([...line, 0x0a]), 0), expected, `byte ${byte} after ${before}, before ${after}`);
        }
      }
    }
  });

  it("takes for JSON what JSON.parse takes for it, and says what it is", () => {
    const random = new Random(14);
    const scanner = new MessageScanner();
    let sure = 0;
    for (let round = 0; round < rounds(30_000, 1_000_000); round++) {
      const text = (random.next() < 0.7 ? randomMessage(random) : randomValue(random, 4)).replaceAll("\n", " ");
      const line = random.next() < 0.6 ? Buffer.from(text) : Buffer.from(mutate(Buffer.from(text), random).map((byte) => (byte === 0x0a ? 0x20 : byte)));
      const result = scanner.scan(new Uint8Array([0x7b, 0x0a, ...line, 0x0a, 0x7d]), 2);
      const expected = resultOf(line.toString());
      // Only JSON.parse can tell what an escape spells, an odd number is, or an error holds.
      if (result === "unsure" && expected === "object" && MAY_BE_UNSURE.test(line.toString())) continue;
      assert.equal(result, expected, `round ${round}: ${JSON.stringify(line.toString("latin1"))}`);
      if (expected !== "empty" && expected !== "not-json") assert.equal(scanner.end, line.length + 2);
      sure++;
    }
    assert.ok(sure > rounds(15_000, 500_000), `${sure} lines`);
  });

  it("is not misled by an opening that it knows", () => {
    const opening = '{"jsonrpc":"2.0","method":"notifications/message","params":{';
    const cases: readonly (readonly [line: string, result: ScanResult, method?: string])[] = [
      [`${opening}"a":1}}`, "object", "notifications/message"],
      [`${opening}}}`, "object", "notifications/message"],
      [`${opening}}`, "not-json"],
      [opening, "not-json"],
      [opening.slice(0, -1), "not-json"],
      [`${opening.slice(0, -1)}7}`, "object", "notifications/message"],
      [`${opening}},"method":"b"}`, "object", "b"],
      [`${opening}},"method":7}`, "object"],
      [`${opening.replace("message", "messagf")}}}`, "object", "notifications/messagf"],
      [`${opening}"a":1}x`, "not-json"],
      [`${opening}"a":1},"m\\u0065thod":"b"}`, "unsure"],
    ];
    const scanner = new MessageScanner();
    for (let round = 0; round < 3; round++) {
      for (const [line, result, method] of cases) {
        assert.equal(scanner.scan(bytes(line), START), result, line);
        if (result === "object") assert.equal(scanner.method, method, line);
      }
    }
  });

  it("is not misled by an opening of any length that it knows", () => {
    for (const method of ["m", "me", "met", "meth"]) {
      const opening = `{"jsonrpc":"2.0","method":"${method}","params":{`;
      const others = ["7", "[]", "{}", '"{"', "null"].map((params) => `${opening.slice(0, -1)}${params}}`);
      const scanner = new MessageScanner();
      for (const line of [`${opening}"a":1}}`, `${opening}}}`, ...others, `${opening.replace("params", "paramz")}}}`, opening.replace('":{', '" :'), opening.slice(0, -1)]) {
        const fresh = new MessageScanner();
        assert.equal(scanner.scan(bytes(line), START), fresh.scan(bytes(line), START), line);
        if (fresh.scan(bytes(line), START) === "object") assert.deepEqual(facts(scanner), facts(fresh), line);
      }
    }
  });

  it("says the same of a line when it comes again, whatever stands before its params", () => {
    for (const before of ['"id":1,', '"result":{},', '"x":{"isError":true},', '"m\\u0065thod":"b",', '"x":"\\n",', '"params":7,', '"method":5,', ""]) {
      const line = bytes(`{"jsonrpc":"2.0","method":"a",${before}"params":{"y":1}}`);
      const [scanner, fresh] = [new MessageScanner(), new MessageScanner()];
      const first = [fresh.scan(line, START), facts(fresh)];
      for (let time = 0; time < 3; time++) assert.deepEqual([scanner.scan(line, START), facts(scanner)], first, before);
    }
  });

  it("says the same of a line whatever came before it", () => {
    const random = new Random(15);
    const scanner = new MessageScanner();
    const head = '{"jsonrpc":"2.0","method":"notifications/message","params":{"a":1}';
    for (let round = 0; round < rounds(20_000, 1_000_000); round++) {
      const line = round % 4 === 0 ? Buffer.from(`${head}}`) : mutate(Buffer.from(`${head}${random.pick(["}", ',"id":1}', ',"method":"b"}', ',"params":5}', ',"jsonrpc":1}'])}`), random).filter((byte) => byte !== 0x0a);
      const text = Buffer.from([...line.filter((byte) => byte !== 0x0a), 0x0a]);
      const fresh = new MessageScanner();
      assert.equal(scanner.scan(text, 0), fresh.scan(text, 0), text.toString("latin1"));
      if (fresh.scan(text, 0) === "object") assert.deepEqual(facts(scanner), facts(fresh), text.toString("latin1"));
    }
  });

  it("knows a method again, whatever came in between", () => {
    const random = new Random(14);
    const scanner = new MessageScanner();
    const methods = Array.from({ length: 600 }, (_, number) => "m".repeat(1 + (number % 70)) + String(number));
    for (let round = 0; round < 5000; round++) {
      const method = random.pick(methods);
      assert.equal(scanner.scan(bytes(`{"method":"${method}"}`), START), "object");
      assert.equal(scanner.method, method);
    }
  });
});

function facts({ version, hasId, id, hasMethod, method, paramsValid, result, isMarked, end }: MessageScanner): object {
  return { version, hasId, id, hasMethod, method, paramsValid, result, isMarked, end };
}
