import assert from "node:assert/strict";
import { encodeUtf8 } from "../../../src/core/base/text";
import { compactSize } from "../../../src/core/trace/statistics/compactSize";
import { latestDefinitions } from "../../../src/core/trace/statistics/latestDefinitions";
import type { ExchangeText } from "../../../src/core/trace/statistics/latestPages";
import { randomValue } from "../../support/jsonFuzz";
import { Random, rounds } from "../../support/random";

describe("the cost of tool definitions", () => {
  it("is the size of what a model gets, most expensive tool first", async () => {
    const small = { name: "small", description: "Adds.", inputSchema: { type: "object" } };
    const large = { name: "large", title: "Not for the model", description: "é".repeat(200), inputSchema: { type: "object", properties: { a: { type: "string" } } } };
    const cost = await measure([exchange({}, { tools: [small, large] })]);
    const bytes = Buffer.byteLength(JSON.stringify({ name: large.name, description: large.description, inputSchema: large.inputSchema }));
    assert.deepEqual(cost?.tools.map(({ name }) => name), ["large", "small"]);
    assert.equal(cost.tools[0]?.bytes, bytes);
    assert.equal(cost.bytes, bytes + Buffer.byteLength(JSON.stringify(small)));
    assert.ok(cost.tokens >= cost.bytes / 5 && cost.tokens <= cost.bytes / 4, String(cost.tokens));
    assert.equal(cost.complete, true);
  });

  it("is of all pages of the newest list and of no older list", async () => {
    const old = exchange({}, { tools: [{ name: "old" }] });
    const pages = [exchange({}, { tools: [{ name: "a" }], nextCursor: "2" }), exchange({ cursor: "2" }, { tools: [{ name: "b" }], nextCursor: "3" }), exchange({ cursor: "3" }, { tools: [{ name: "c" }] })];
    const cost = await measure([old, ...pages]);
    assert.deepEqual(cost?.tools.map(({ name }) => name).toSorted(), ["a", "b", "c"]);
    assert.equal(cost.wireBytes, pages.reduce((sum, { answer }) => sum + answer.length, 0));
    assert.equal(cost.complete, true);
  });

  it("says that pages are missing: not asked for, gone, or unreadable", async () => {
    const first = exchange({}, { tools: [{ name: "a" }], nextCursor: "2" });
    const second = exchange({ cursor: "2" }, { tools: [{ name: "b" }] });
    assert.equal((await measure([first]))?.complete, false);
    assert.deepEqual((await measure([undefined, second]))?.tools.map(({ name }) => name), ["b"]);
    assert.equal((await measure([undefined, second]))?.complete, false);
    assert.equal((await measure([{ ...first, answer: encodeUtf8('{"result":{"tools":[') }, second]))?.complete, false);
  });

  it("is not known without a readable list", async () => {
    assert.equal(await measure([]), undefined);
    assert.equal(await measure([undefined]), undefined);
    assert.equal(await measure([{ request: encodeUtf8("{}"), answer: encodeUtf8("[]") }]), undefined);
  });

  it("takes what hostile servers list: no objects, no names, 10,000 levels", async () => {
    const deep = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`;
    const answer = encodeUtf8(`{"result":{"tools":[null,7,"x",{"name":5},{"name":"deep","inputSchema":${deep}}]}}`);
    const cost = await measure([{ request: encodeUtf8("{}"), answer }]);
    assert.deepEqual(cost?.tools.map(({ name }) => name), ["deep", "(without a name)"]);
    assert.equal(cost.tools[0]?.bytes, '{"name":"deep","inputSchema":}'.length + deep.length);
  });
});

describe("the size of compact JSON", () => {
  it("is what JSON.stringify writes", () => {
    const random = new Random(11);
    for (let round = 0; round < rounds(3000, 100_000); round++) {
      const value = parsed(randomValue(random, 4));
      if (value !== undefined) assert.equal(compactSize(value), Buffer.byteLength(JSON.stringify(value)), JSON.stringify(value));
    }
  });
});

function measure(lists: readonly (ExchangeText | undefined)[]): ReturnType<typeof latestDefinitions> {
  return latestDefinitions([...lists.keys()], (seq) => Promise.resolve(lists[seq]));
}

function exchange(params: object, result: object): ExchangeText {
  return { request: encodeUtf8(JSON.stringify({ method: "tools/list", params })), answer: encodeUtf8(JSON.stringify({ result })) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
