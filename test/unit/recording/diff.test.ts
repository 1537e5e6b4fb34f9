import * as assert from "node:assert/strict";
import { align } from "../../../src/core/trace/diff/align";
import { comparedEntries } from "../../../src/core/trace/diff/comparedEntry";
import { diffEntries } from "../../../src/core/trace/diff/diffEntries";
import { jsonDifferences } from "../../../src/core/trace/diff/jsonDifferences";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { FakeClock } from "../../support/fakeClock";
import { Random, rounds } from "../../support/random";

describe("lists side by side", () => {
  it("have every place of both once and in order, alike ones beside each other, and as many as there can be", () => {
    const random = new Random(8);
    for (let round = 0; round < rounds(500, 20_000); round++) {
      const list = (): string[] => Array.from({ length: random.below(12) }, () => random.pick(["a", "b", "c", "d", "e", "f"]));
      const [ones, others] = [list(), list()];
      const aligned = align(ones, others);
      assert.deepEqual(aligned.flatMap(({ one }) => one ?? []), [...ones.keys()]);
      assert.deepEqual(aligned.flatMap(({ other }) => other ?? []), [...others.keys()]);
      const pairs = aligned.filter(({ one, other }) => one !== undefined && other !== undefined);
      for (const { one = -1, other = -2 } of pairs) assert.equal(ones[one], others[other]);
      // What both have exactly once comes first, so that there may be a longer way to put them together, but never none.
      const shared = ones.some((key) => others.includes(key));
      assert.equal(pairs.length > 0, shared);
    }
  });

  it("find one that was put in or taken out, however long they are", () => {
    const ones = Array.from({ length: 50_000 }, (_, index) => `${index % 7} ${index}`);
    const others = ones.toSpliced(20_000, 1).toSpliced(30_000, 0, "new");
    const lonely = align(ones, others).filter(({ one, other }) => one === undefined || other === undefined);
    assert.deepEqual(lonely, [{ one: 20_000, other: undefined }, { one: undefined, other: 30_000 }]);
  });
});

describe("the differences of two values", () => {
  it("are told with their places", () => {
    const found = jsonDifferences({ a: [1, { b: "x" }], c: null, same: [1] }, { a: [1, { b: "y" }, 2], d: null, same: [1] }, 10);
    assert.deepEqual(found.map(({ path, one, other }) => [path.join("/"), one, other]), [["a/1/b", "x", "y"], ["a/2", undefined, 2], ["c", null, undefined], ["d", undefined, null]]);
  });

  it("do not include the order of members, and are limited", () => {
    assert.deepEqual(jsonDifferences({ a: 1, b: 2 }, { b: 2, a: 1 }, 10), []);
    assert.equal(jsonDifferences(Array.from({ length: 100 }, () => 1), Array.from({ length: 100 }, () => 2), 7).length, 7);
  });

  it("are found however deep the values are, and members may have any name", () => {
    const deep = (end: string): unknown => JSON.parse(`${'{"a":'.repeat(5000)}"${end}"${"}".repeat(5000)}`);
    assert.deepEqual(jsonDifferences(deep("x"), deep("x"), 5).length, 0);
    assert.deepEqual(jsonDifferences(deep("x"), deep("y"), 5).length, 1);
    const odd = JSON.parse('{"__proto__":1,"constructor":2}') as object;
    assert.equal(jsonDifferences(odd, {}, 5).length, 2);
  });
});

describe("the difference of two sessions", () => {
  function entries(lines: readonly (readonly ["client" | "server" | "stderr", string])[]) {
    const trace = new RingTrace(new FakeClock(), { session: "s", memoryBytes: Number.POSITIVE_INFINITY });
    const writer = trace.open({ server: "a", name: "a" });
    for (const [from, line] of lines) {
      if (from === "client") writer.sent(Buffer.from(line));
      else writer[from === "server" ? "stdout" : "stderr"](Buffer.from(`${line}\n`));
    }
    return [...comparedEntries(trace, new ExchangeFold(trace), () => true)];
  }
  const call = (id: number, name: string, answer: string) => [
    ["client", `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"${name}","_meta":{"progressToken":${id}}}}`],
    ["server", `{"jsonrpc":"2.0","id":${id},"result":{"text":"${answer}"}}`],
  ] as const;

  it("is none when only ids and tokens differ", () => {
    const differences = diffEntries(entries([...call(1, "x", "a"), ["stderr", "log"]]), entries([...call(7, "x", "a"), ["stderr", "log"]]));
    assert.deepEqual(differences.map(({ type }) => type), ["same", "same"]);
  });

  it("tells progress and cancellations apart by what they say, not by whom they are about", () => {
    const notes = (id: number, progress: number) => [
      call(id, "x", "")[0],
      ["server", `{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":${id},"progress":${progress}}}`],
      ["client", `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id},"reason":"slow"}}`],
    ] as const;
    assert.deepEqual(diffEntries(entries(notes(1, 1)), entries(notes(9, 1))).map(({ type }) => type), ["same", "same", "same"]);
    assert.deepEqual(diffEntries(entries(notes(1, 1)), entries(notes(9, 2))).map(({ type }) => type), ["same", "changed", "same"]);
  });

  it("is seen in the messages of a batch and in the answers to it", () => {
    const batch = (id: number, name: string, answer: string) => [["client", `[${call(id, name, "")[0][1]},${call(id + 1, "y", "")[0][1]}]`], call(id, "x", answer)[1], call(id + 1, "x", "b")[1]] as const;
    const types = (...other: Parameters<typeof batch>): readonly string[] => diffEntries(entries(batch(1, "x", "a")), entries(batch(...other))).map(({ type }) => type);
    assert.deepEqual([types(7, "x", "a"), types(7, "z", "a"), types(7, "x", "c")], [["same"], ["changed"], ["changed"]]);
  });

  it("is seen in answers of any depth", () => {
    const deep = (id: number, end: string) => [call(id, "x", "")[0], ["server", `{"jsonrpc":"2.0","id":${id},"result":${'{"a":'.repeat(20_000)}"${end}"${"}".repeat(20_000)}}`]] as const;
    const types = (one: string, other: string): readonly string[] => diffEntries(entries(deep(1, one)), entries(deep(2, other))).map(({ type }) => type);
    assert.deepEqual([types("x", "x"), types("x", "y")], [["same"], ["changed"]]);
  });

  it("puts an answer that changed beside what it was, though calls of the same tool came before", () => {
    const one = entries([...call(1, "x", "a"), ...call(2, "y", "b"), ...call(3, "x", "c")]);
    const other = entries([...call(1, "z", "n"), ...call(2, "x", "a"), ...call(3, "y", "b"), ...call(4, "x", "changed")]);
    const differences = diffEntries(one, other);
    assert.deepEqual(differences.map(({ type }) => type), ["added", "same", "same", "changed"]);
    const changed = differences[3];
    assert.ok(changed?.type === "changed");
    assert.deepEqual(changed.places, [{ path: ["result", "text"], one: "c", other: "changed" }]);
  });
});
