import assert from "node:assert/strict";
import { isJsonObject } from "../../../src/core/base/json";
import { findSubject } from "../../../src/core/trace/subjects/findSubject";
import { subjectOf } from "../../../src/core/trace/subject";
import { mutate, randomValue } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

function found(text: string, from = 0): string | undefined {
  const bytes = utf8(text);
  const span = findSubject(bytes, from, bytes.length);
  return span && (JSON.parse(`"${Buffer.from(bytes.subarray(span.from, span.to)).toString()}"`) as string);
}

describe("the subject of a request", () => {
  it("is found wherever it is, in any spacing", () => {
    assert.equal(found('{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"echo","arguments":{}}}'), "echo");
    assert.equal(found(' { "params" : { "arguments" : { "name" : "no", "x" : [ "}" , "\\"" ] } , "name" : "a\\nb\\u00e9" } , "id" : 1 } '), "a\nbé");
    assert.equal(found('{"params":{"uri":"file:///é"}}'), "file:///é");
    assert.equal(found('{"params":{"argument":{"name":"x"},"ref":{"type":"ref/prompt","name":"p"}}}'), "p");
    assert.equal(found('{"params":{"ref":{"type":"ref/resource","uri":"a:{b}"}}}'), "a:{b}");
  });

  it("is not taken from anywhere else", () => {
    for (const text of ['{"name":"x"}', '{"result":{"params":{"name":"x"}}}', '{"params":["name","x"]}', '{"params":{"name":1,"uri":null}}', '{"params":{"x":{"name":"y"}}}', '{"params":{}}', '{"params":"name"}', "{}", ""]) {
      assert.equal(found(text), undefined, text);
    }
  });

  it("is not half a name when the line was cut off", () => {
    const line = '{"params":{"arguments":{"a":[1,2]},"name":"echo"}}';
    for (let length = 0; length < line.length; length++) assert.ok([undefined, "echo"].includes(found(line.slice(0, length))), line.slice(0, length));
  });

  it("is the one that parsing finds, for any JSON", () => {
    let some = 0;
    for (let seed = 0; seed < rounds(4000, 200_000); seed++) {
      const random = new Random(seed);
      const members = Array.from({ length: random.below(4) }, () => random.pick(['"name":"n\\\\"', '"uri":"u"', '"ref":{"name":"r"}', '"ref":{"uri":"v"}', '"name":7', `"a":${randomValue(random, 3)}`]));
      const unique = [...new Map(members.map((member) => [member.slice(0, 5), member])).values()];
      const text = `{"a":${randomValue(random, 2)},"params": {${unique.join(" , ")}},"b":"}"}`;
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        // Something in it was no JSON, which requests never are: then it must only not throw.
        findSubject(mutate(utf8(text), random), 0, text.length);
        continue;
      }
      const params = isJsonObject(value) ? value["params"] : undefined;
      const expected = isJsonObject(params) ? subjectOf(params) : undefined;
      if (expected !== undefined) some++;
      assert.equal(found(text), expected, text);
    }
    assert.ok(some > 500);
  });
});
