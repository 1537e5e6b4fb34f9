import assert from "node:assert/strict";
import { classify, classifyByParsing, classifyParsed } from "../../../src/core/wire/classify";
import { faultText } from "../../../src/core/wire/faultText";
import type { Classified, JsonRpcId, JunkReason, MessageFault, MessageKind } from "../../../src/core/wire/message";
import { parseJson } from "../../../src/core/wire/parseJson";
import { mutate, randomMessage, randomValue } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const junk = (reason: JunkReason): Classified => ({ kind: "junk", reason });
const message = (kind: MessageKind, id?: JsonRpcId, method?: string, fault?: MessageFault): Classified => ({ kind, id, method, fault });

const CASES: readonly (readonly [line: string, expected: Classified])[] = [
  // The four kinds, in the spacings and orders that servers use.
  ['{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}', message("request", 1, "tools/call")],
  ['{"jsonrpc":"2.0","id":0,"method":"ping"}', message("request", 0, "ping")],
  ['{"method":"ping","params":[],"id":"1","jsonrpc":"2.0"}', message("request", "1", "ping")],
  ['{"jsonrpc":"2.0","method":"notifications/initialized"}', message("notification", undefined, "notifications/initialized")],
  ['{"result":{"content":[]},"jsonrpc":"2.0","id":12}', message("result", 12)],
  ['{"jsonrpc": "2.0", "id": 3, "result": {}}', message("result", 3)],
  [' \t\r{ "jsonrpc" : "2.0" , "id" : "a b" , "result" : { } } \t\r', message("result", "a b")],
  ['{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}', message("error", 1)],
  ['{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no","data":[1]}}', message("error", null)],
  ['{"jsonrpc":"2.0","error":{"code":-32700,"message":"no"}}', message("error")],

  // Ids keep their type and their value.
  ['{"jsonrpc":"2.0","id":"","result":{}}', message("result", "")],
  ['{"jsonrpc":"2.0","id":"é\\u0041","result":{}}', message("result", "éA")],
  ['{"jsonrpc":"2.0","id":"é€😀","result":{}}', message("result", "é€😀")],
  ['{"jsonrpc":"2.0","id":-1,"result":{}}', message("result", -1)],
  ['{"jsonrpc":"2.0","id":1e2,"result":{}}', message("result", 100)],
  ['{"jsonrpc":"2.0","id":10.0,"result":{}}', message("result", 10)],
  ['{"jsonrpc":"2.0","id":999999999999999,"result":{}}', message("result", 999_999_999_999_999)],
  ['{"jsonrpc":"2.0","id":9007199254740993,"result":{}}', message("result", 9_007_199_254_740_992)],

  // Faults, one at a time.
  ['{"id":1,"method":"ping"}', message("request", 1, "ping", "jsonrpc-missing")],
  ['{"jsonrpc":2.0,"id":1,"method":"ping"}', message("request", 1, "ping", "jsonrpc-missing")],
  ['{"jsonrpc":"1.0","id":1,"method":"ping"}', message("request", 1, "ping", "jsonrpc-missing")],
  ['{"jsonrpc":"2.00","id":1,"method":"ping"}', message("request", 1, "ping", "jsonrpc-missing")],
  ['{"jsonrpc":"2.","id":1,"method":"ping"}', message("request", 1, "ping", "jsonrpc-missing")],
  ['{"jsonrpc":"2.\\u0030","id":1,"method":"ping"}', message("request", 1, "ping")],
  ['{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":""}}', message("error", 1, undefined, "result-and-error")],
  ['{"jsonrpc":"2.0","id":1,"result":{},"error":null}', message("result", 1, undefined, "result-and-error")],
  ['{"jsonrpc":"2.0","id":1,"result":null,"error":{"code":1,"message":""}}', message("error", 1, undefined, "result-and-error")],
  ['{"jsonrpc":"2.0","id":1}', message("result", 1, undefined, "outcome-missing")],
  ['{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}', message("request", 1, "ping", "method-and-answer")],
  ['{"jsonrpc":"2.0","method":"ping","error":{"code":1,"message":""}}', message("notification", undefined, "ping", "method-and-answer")],
  ['{"jsonrpc":"2.0","result":{}}', message("result", undefined, undefined, "id-missing")],
  ['{"jsonrpc":"2.0","id":null,"result":{}}', message("result", null, undefined, "id-invalid")],
  ['{"jsonrpc":"2.0","id":null,"method":"ping"}', message("request", null, "ping", "id-invalid")],
  ['{"jsonrpc":"2.0","id":1.5,"method":"ping"}', message("request", 1.5, "ping", "id-invalid")],
  ['{"jsonrpc":"2.0","id":true,"method":"ping"}', message("request", undefined, "ping", "id-invalid")],
  ['{"jsonrpc":"2.0","id":{},"error":{"code":1,"message":""}}', message("error", undefined, undefined, "id-invalid")],
  ['{"jsonrpc":"2.0","id":[1],"result":{}}', message("result", undefined, undefined, "id-invalid")],
  ['{"jsonrpc":"2.0","id":1,"method":7}', message("request", 1, undefined, "method-invalid")],
  ['{"jsonrpc":"2.0","method":null}', message("notification", undefined, undefined, "method-invalid")],
  ['{"jsonrpc":"2.0","id":1,"method":null,"result":{}}', message("result", 1, undefined, "method-invalid")],
  ['{"jsonrpc":"2.0","id":1,"result":"ok"}', message("result", 1, undefined, "result-invalid")],
  ['{"jsonrpc":"2.0","id":1,"result":[]}', message("result", 1, undefined, "result-invalid")],
  ['{"jsonrpc":"2.0","id":1,"result":null}', message("result", 1, undefined, "result-invalid")],
  ['{"jsonrpc":"2.0","id":1,"error":null}', message("error", 1, undefined, "error-invalid")],
  ['{"jsonrpc":"2.0","id":1,"error":"no"}', message("error", 1, undefined, "error-invalid")],
  ['{"jsonrpc":"2.0","id":1,"error":{"code":1.5,"message":""}}', message("error", 1, undefined, "error-invalid")],
  ['{"jsonrpc":"2.0","id":1,"error":{"code":"1","message":""}}', message("error", 1, undefined, "error-invalid")],
  ['{"jsonrpc":"2.0","id":1,"error":{"code":1}}', message("error", 1, undefined, "error-invalid")],
  ['{"jsonrpc":"2.0","id":1,"error":[]}', message("error", 1, undefined, "error-invalid")],
  ['{"jsonrpc":"2.0","id":1,"method":"ping","params":null}', message("request", 1, "ping", "params-invalid")],
  ['{"jsonrpc":"2.0","method":"ping","params":"x"}', message("notification", undefined, "ping", "params-invalid")],
  ['{"jsonrpc":"2.0","id":1,"result":{},"params":7}', message("result", 1)],
  // The gravest one is told.
  ['{"result":{},"error":{}}', message("error", undefined, undefined, "result-and-error")],

  // Names as JSON.parse sees them: the last of two counts, an escaped one is the same, a near miss is another.
  ['{"jsonrpc":"2.0","id":1,"id":2,"method":"a","method":"b"}', message("request", 2, "b")],
  ['{"jsonrpc":"2.0","id":1,"id":null,"method":"a","method":2}', message("request", null, undefined, "method-invalid")],
  ['{"jsonrpc":"1","jsonrpc":"2.0","params":1,"params":{},"method":"a"}', message("notification", undefined, "a")],
  ['{"jsonrpc":"2.0","\\u0069d":7,"m\\u0065thod":"a"}', message("request", 7, "a")],
  ['{"jsonrpc":"2.0","ix":7,"xd":7,"methoD":"a","jsonrpC":1,"errox":1,"resulx":2,"paramz":3,"method":"a"}', message("notification", undefined, "a")],
  ['{"jsonrpc":"2.0","method":"a","params":{"text":"\\u00ff\\u00FF\\uaAfF"}}', message("notification", undefined, "a")],
  ['{"jsonrpc":"2.0","method":"a","params":{"text":"\\u00fg"}}', junk("not-json")],
  ['{"jsonrpc":"2.0","method":"a","params":{"text":"\\u00FG"}}', junk("not-json")],
  ['{"jsonrpc":[2.0],"method":"a"}', message("notification", undefined, "a", "jsonrpc-missing")],
  ['{"jsonrpc":{"text":"\\n"},"method":"a"}', message("notification", undefined, "a", "jsonrpc-missing")],
  ['{"jsonrpc":"2.0","method":"a\\/b"}', message("notification", undefined, "a/b")],
  [`{"jsonrpc":"2.0","method":"${"m".repeat(64)}"}`, message("notification", undefined, "m".repeat(64))],
  [`{"jsonrpc":"2.0","method":"${"m".repeat(65)}"}`, message("notification", undefined, "m".repeat(65))],
  ['{"jsonrpc":"2.0","method":"mé"}', message("notification", undefined, "mé")],

  // Only the top level counts.
  ['{"params":{"id":1,"method":"x","result":{},"error":{}},"jsonrpc":"2.0","method":"a"}', message("notification", undefined, "a")],
  ['{"jsonrpc":"2.0","id":1,"result":{"text":"\\",\\"id\\":2}"}}', message("result", 1)],
  ['{"__proto__":{"method":"a"}}', junk("not-message")],

  // Batches.
  ['[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","method":"a"}]', message("batch")],
  ['[1,{"jsonrpc":"2.0","id":1,"result":{}}]', message("batch")],
  ['[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","result":{}},{"method":"a"}]', message("batch", undefined, undefined, "id-missing")],
  [" [ ] ", junk("empty-batch")],
  ["[1]", junk("not-message")],
  ["[{}]", junk("not-message")],
  ['[["a"]]', junk("not-message")],
  ["[info] listening", junk("not-json")],
  ["[2026-01-01] [info]", junk("not-json")],

  // Junk.
  ["", junk("empty")],
  [" \t\r", junk("empty")],
  ["\u00a0", junk("not-json")],
  ["\u000b", junk("not-json")],
  ["\u0000", junk("not-json")],
  ["{}", junk("not-message")],
  ["{ }", junk("not-message")],
  ['{"level":"info"}', junk("not-message")],
  ['{"id":1}', junk("not-message")],
  ['{"jsonrpc":"2.0"}', junk("not-message")],
  ["null", junk("not-object")],
  ["true", junk("not-object")],
  ["false", junk("not-object")],
  ["42", junk("not-object")],
  ["-0.5e+3", junk("not-object")],
  ['"text with \\" and \\u00e9"', junk("not-object")],
  ["Server running on stdio", junk("not-json")],
  ["Content-Length: 120", junk("not-json")],
  ["\ufeff{}", junk("not-json")],
  ["{", junk("not-json")],
  ["}", junk("not-json")],
  ['{"jsonrpc":"2.0","id":1,"result":{}', junk("not-json")],
  ['{"jsonrpc":"2.0","id":1,"result":{}}}', junk("not-json")],
  ['{"jsonrpc":"2.0","id":1,"result":{}} {}', junk("not-json")],
  ['{"jsonrpc":"2.0","id":1,"result":{oops}}', junk("not-json")],
  ['{"jsonrpc":"2.0","id":1,"result":{},}', junk("not-json")],
  ['{"jsonrpc":"2.0","id":1 "result":{}}', junk("not-json")],
  ['{"jsonrpc" "2.0"}', junk("not-json")],
  ["{jsonrpc:1}", junk("not-json")],
  ['{"a":1,2:3}', junk("not-json")],
  ['{"a":[1,]}', junk("not-json")],
  ['{"a":[1 2]}', junk("not-json")],
  ['{"a":{"b":1]}', junk("not-json")],
  ['{"a":[1}}', junk("not-json")],
  ['{"a":{"b":1,}}', junk("not-json")],
  ['{"a":{"b" 1}}', junk("not-json")],
  ['{"a":{b:1}}', junk("not-json")],
];

/** Every scalar, right and wrong, as a member's value: what JSON.parse says of it is the expectation. */
const SCALARS = [
  "0", "-0", "00", "01", "-01", "1.", "1.0", ".1", "-", "--1", "+1", "1e", "1e+", "1e-", "1e5", "1E-5", "1e+05", "1e1.5", "0x1", "1_0", "Infinity", "NaN", "1a",
  "true", "tru", "truE", "trues", "false", "fals", "falsy", "null", "nul", "nulL", "undefined",
  '""', '"', '"a', "'a'", '"\\"', '"\\\\"', '"\\/"', '"\\b\\f\\n\\r\\t"', '"\\a"', '"\\v"', '"\\0"', '"\\u"', '"\\u00e"', '"\\u00e9"', '"\\uABCD"', '"\\uabcd"', '"\\uabcg"', '"\\uG000"', '"\\u000/"', '"\\u000:"', '"\\u000@"', '"\\u000`"',
  '"\u0000"', '"\u0009"', '"\u001f"', '"\u0020"', '"\u007f"', '"\u0080"', '"\u2028"', '"\ufeff"', "\ufeff1", "1\u00a0",
];

describe("classify", () => {
  for (const [line, expected] of CASES) {
    const title = line.length > 100 ? `${line.slice(0, 100)}…` : line;
    it(`${JSON.stringify(title)} is ${expected.kind === "junk" ? `junk (${expected.reason})` : `a ${expected.kind}${expected.fault ? ` with ${expected.fault}` : ""}`}`, () => {
      assert.deepEqual(classify(bytes(line)), expected);
      assert.deepEqual(classifyByParsing(bytes(line)), expected, "by parsing");
    });
  }

  it("judges every scalar in every place as JSON.parse does", () => {
    for (const scalar of SCALARS) {
      for (const text of [scalar, ` ${scalar} `, `{"a":${scalar}}`, `{"a":[${scalar},1],"b":2}`, `[{"a":${scalar}}]`, `{"id":${scalar},"method":"a"}`, `{"method":${scalar}}`, `{"jsonrpc":${scalar},"method":"a"}`]) {
        assert.deepEqual(classify(bytes(text)), classifyByParsing(bytes(text)), text);
      }
    }
  });

  it("judges every single byte, alone and in every place of a message, as JSON.parse does", () => {
    const places = ['|{"id":1,"method":"a"}', '{|"id":1,"method":"a"}', '{"i|d":1,"method":"a"}', '{"id"|:1,"method":"a"}', '{"id":|1,"method":"a"}', '{"id":1|,"method":"a"}', '{"id":1,"method":"a|"}', '{"id":1,"method":"a"|}', '{"id":1,"method":"a"}|', '{"id":1,"method":"a","params":{"b":[|]}}', "|"];
    for (const place of places) {
      const [before = "", after = ""] = place.split("|");
      for (let byte = 0; byte < 256; byte++) {
        const line = new Uint8Array([...bytes(before), byte, ...bytes(after)]);
        assert.deepEqual(classify(line), classifyByParsing(line), `byte ${byte} in ${place}`);
      }
    }
  });

  it("judges every beginning of a message as JSON.parse does", () => {
    const line = bytes('{"jsonrpc":"2.0","id":10,"method":"a\\u00e9\\n","params":{"x":[1.5e3,true,false,null,{"y":"é"}]}} ');
    for (let length = 0; length <= line.length; length++) assert.deepEqual(classify(line.subarray(0, length)), classifyByParsing(line.subarray(0, length)), `${length} bytes`);
  });

  it("accepts invalid UTF-8 inside strings, which every decoder replaces, and nowhere else", () => {
    const withByte = (before: string, after: string): Uint8Array => new Uint8Array([...bytes(before), 0xff, ...bytes(after)]);
    assert.deepEqual(classify(withByte('{"jsonrpc":"2.0","method":"a', '"}')), message("notification", undefined, "a\ufffd"));
    assert.deepEqual(classify(withByte('{"jsonrpc":"2.0","id":"', '","result":{}}')), message("result", "\ufffd"));
    assert.deepEqual(classify(withByte('{"jsonrpc":"2.0",', '"method":"a"}')), junk("not-json"));
  });

  it("tells method names apart however often they come", () => {
    for (let round = 0; round < 3; round++) {
      for (let number = 0; number < 2000; number++) {
        assert.deepEqual(classify(bytes(`{"jsonrpc":"2.0","method":"m${number}"}`)), message("notification", undefined, `m${number}`));
      }
    }
  });

  it("does not remember the line before", () => {
    classify(bytes('{"jsonrpc":"2.0","id":1,"method":"a","params":1,"result":{}}'));
    assert.deepEqual(classify(bytes("{}")), junk("not-message"));
    assert.deepEqual(classify(bytes('{"method":"b"}')), message("notification", undefined, "b", "jsonrpc-missing"));
    classify(bytes('{"jsonrpc":"2.0","i\\u0064":1,"method":"a"}'));
    assert.deepEqual(classify(bytes('{"jsonrpc":"2.0","method":"b"}')), message("notification", undefined, "b"));
  });

  for (const depth of [30, 31, 32, 33, 1000, 2_000_000]) {
    it(`does not mind a nesting of ${depth} levels`, () => {
      const nested = `${"[".repeat(depth)}${"]".repeat(depth)}`;
      for (const text of [nested, `{"jsonrpc":"2.0","method":"a","params":${nested}}`, `{"jsonrpc":"2.0","method":"a","params":${nested.slice(1)}}`]) {
        assert.deepEqual(classify(bytes(text)), classifyByParsing(bytes(text)));
      }
      const objects = `{"jsonrpc":"2.0","method":"a","params":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`;
      assert.deepEqual(classify(bytes(objects)), classifyByParsing(bytes(objects)));
    });
  }

  it("remembers at each level whether it is an object, down to where it leaves off", () => {
    const random = new Random(11);
    for (let round = 0; round < 300; round++) {
      const levels = Array.from({ length: 25 + random.below(10) }, () => random.next() < 0.5);
      const open = levels.map((isObject) => (isObject ? '{"a":' : "[")).join("");
      const close = levels.toReversed().map((isObject, index) => ((index === 3 && random.next() < 0.5 ? !isObject : isObject) ? "}" : "]")).join("");
      const line = bytes(`{"method":"a","params":${open}1${close}}`);
      assert.deepEqual(classify(line), classifyByParsing(line), `round ${round}`);
    }
  });

  it("gives the same verdict as JSON.parse on seeded fuzz", () => {
    const random = new Random(12);
    const kinds = new Set<string>();
    for (let round = 0; round < rounds(30_000, 2_000_000); round++) {
      const text = random.next() < 0.9 ? randomMessage(random) : randomValue(random, 4);
      const line = random.next() < 0.5 ? bytes(text) : mutate(bytes(text), random);
      const verdict = classify(line);
      assert.deepEqual(verdict, classifyByParsing(line), `round ${round}: ${JSON.stringify(Buffer.from(line).toString("latin1"))}`);
      kinds.add(verdict.kind === "junk" ? verdict.reason : (verdict.fault ?? verdict.kind));
    }
    // The fuzz is worth something only while it reaches every verdict that classify can give.
    const all = [...CASES.values()].map(([, expected]) => (expected.kind === "junk" ? expected.reason : (expected.fault ?? expected.kind)));
    assert.deepEqual([...kinds].sort(), [...new Set<string>(all)].sort());
  });

  it("never throws for random bytes", () => {
    const random = new Random(13);
    for (let round = 0; round < rounds(5000, 500_000); round++) {
      const line = random.bytes(random.below(40));
      assert.deepEqual(classify(line), classifyByParsing(line), `round ${round}: ${line.join(",")}`);
    }
  });

  it("judges a line that somebody has parsed already without parsing it again", () => {
    const line = bytes('{"jsonrpc":"2.0","id":1,"result":{}}');
    assert.deepEqual(classifyParsed(line, parseJson(line)), message("result", 1));
    assert.deepEqual(classifyParsed(bytes("x"), parseJson(bytes("x"))), junk("not-json"));
    assert.deepEqual(classifyParsed(bytes(" "), parseJson(bytes(" "))), junk("empty"));
  });

  it("has words for every fault", () => {
    const faults = new Set(CASES.map(([, expected]) => (expected.kind === "junk" ? undefined : expected.fault)).filter((fault) => fault !== undefined));
    assert.equal(new Set([...faults].map(faultText)).size, faults.size);
  });
});
