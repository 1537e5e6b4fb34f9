import assert from "node:assert/strict";
import { indexJson } from "../../../media/traffic/details/json/indexJson";
import type { JsonIndex } from "../../../media/traffic/details/json/jsonIndex";
import { mutate, randomMessage, randomValue } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";

const WHOLE = { nodes: 1_000_000, head: false };
const HEAD = { nodes: 1_000_000, head: true };

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** What JSON.parse makes of the same values, built from the places that the index knows; children before their parents. */
function rebuild(index: JsonIndex): unknown {
  const values: unknown[] = [];
  for (let node = index.count - 1; node >= 0; node--) {
    const kind = index.kind(node);
    const children = [...index.childrenOf(node)];
    if (kind === "array") values[node] = children.map((child) => values[child]);
    else if (kind === "object") {
      const object = {};
      for (const child of children) Object.defineProperty(object, index.name(child) ?? "", { value: values[child], enumerable: true, configurable: true, writable: true });
      values[node] = object;
    } else values[node] = kind === "string" ? index.stringValue(node) : JSON.parse(index.literal(node));
  }
  return values[0];
}

describe("index of JSON", () => {
  it("finds the values that JSON.parse finds, and refuses what it refuses", () => {
    const random = new Random(7);
    for (let round = rounds(5_000, 100_000); round > 0; round--) {
      const clean = random.next() < 0.5 ? randomMessage(random) : randomValue(random, 5);
      const text = random.next() < 0.5 ? clean : Buffer.from(mutate(Buffer.from(clean), random)).toString("utf8");
      const index = indexJson(text, WHOLE);
      const parsed = parse(text);
      assert.equal(index.problem === undefined, parsed !== undefined, JSON.stringify(text));
      if (parsed) assert.deepEqual(rebuild(index), parsed.value, JSON.stringify(text));
    }
  });

  it("takes every head of a text for a head, not for a fault", () => {
    const random = new Random(8);
    for (let round = rounds(500, 5_000); round > 0; round--) {
      const text = randomMessage(random);
      if (!parse(text)) continue;
      const whole = indexJson(text, WHOLE);
      for (let length = 0; length < text.length; length++) {
        const head = indexJson(text.slice(0, length), HEAD);
        assert.equal(head.problem, undefined, JSON.stringify(text.slice(0, length)));
        for (let node = 0; node < head.count; node++) {
          assert.equal(head.start(node), whole.start(node));
          assert.equal(head.parent(node), whole.parent(node));
          if (head.complete(node)) assert.equal(head.literal(node), whole.literal(node));
          if (head.kind(node) === "string") assert.ok(whole.stringValue(node).startsWith(head.stringValue(node)));
        }
      }
    }
  });

  it("says where a text stops being JSON and what was expected there", () => {
    const problem = (text: string): unknown => indexJson(text, WHOLE).problem;
    assert.deepEqual(problem('{"a":1 "b":2}'), { at: 7, expected: "a comma or }" });
    assert.deepEqual(problem("[1 2]"), { at: 3, expected: "a comma or ]" });
    assert.deepEqual(problem("{a:1}"), { at: 1, expected: "a name in double quotes" });
    assert.deepEqual(problem('{"a" 1}'), { at: 5, expected: "a colon" });
    assert.deepEqual(problem('["a\tb"]'), { at: 3, expected: "no control character in a string" });
    assert.deepEqual(problem('["\\x"]'), { at: 2, expected: "an escape that JSON knows" });
    assert.deepEqual(problem("[1,]"), { at: 3, expected: "a value" });
    assert.deepEqual(problem("{} x"), { at: 3, expected: "nothing more" });
    assert.deepEqual(problem("Server ready"), { at: 0, expected: "a value" });
    assert.deepEqual(problem(""), { at: 0, expected: "a value" });
    assert.deepEqual(problem('["a'), { at: 3, expected: "a closing quote" });
  });

  it("keeps the values before the place where the JSON stops", () => {
    const index = indexJson('{"a":[1,2],"b":nul}', WHOLE);
    assert.deepEqual(index.problem, { at: 15, expected: "a value" });
    assert.equal(index.count, 4);
    assert.equal(index.complete(0), false);
    assert.equal(index.literal(1), "[1,2]");
  });

  it("keeps digits, doubled names and the order of members, which JSON.parse loses", () => {
    const index = indexJson('{"2":12345678901234567890,"1":1.50,"2":1E400}', WHOLE);
    const members = [...index.childrenOf(0)].map((child) => [index.name(child), index.literal(child)]);
    assert.deepEqual(members, [["2", "12345678901234567890"], ["1", "1.50"], ["2", "1E400"]]);
  });

  it("goes a hundred thousand levels deep", () => {
    const deep = 100_000;
    const index = indexJson(`${'{"a":['.repeat(deep)}${"]}".repeat(deep)}`, WHOLE);
    assert.equal(index.problem, undefined);
    assert.equal(index.count, 2 * deep);
    assert.equal(index.next(0), 2 * deep);
  });

  it("stops at its number of values and says that there are more", () => {
    const index = indexJson("[1,2,3,4]", { nodes: 3, head: false });
    assert.equal(index.cut, true);
    assert.equal(index.problem, undefined);
    assert.deepEqual([...index.childrenOf(0)].map((child) => index.literal(child)), ["1", "2"]);
  });

  it("keeps lone surrogates and decodes a string as far as a cut leaves it whole", () => {
    const whole = indexJson('"\\ud800x\ud800"', WHOLE);
    assert.equal(whole.stringValue(0), "\ud800x\ud800");
    for (const torn of ['"a\\', '"a\\u', '"a\\u00e']) assert.equal(indexJson(torn, HEAD).stringValue(0), "a");
    assert.equal(indexJson('"a\\\\', HEAD).stringValue(0), "a\\");
  });
});
