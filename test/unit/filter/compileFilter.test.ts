import assert from "node:assert/strict";
import { compileFilter } from "../../../src/core/trace/filter/compileFilter";
import type { Facts } from "../../../src/core/trace/filter/facts";
import { parseFilter } from "../../../src/core/trace/filter/parseFilter";
import { textsOf } from "../../../src/core/trace/filter/textsOf";
import { Random, rounds } from "../../support/random";
import { randomExpression } from "./expressions";
import { facts, randomFacts } from "./facts";

function matcher(text: string): (facts: Facts) => boolean {
  const { filter, problems } = parseFilter(text);
  assert.deepEqual(problems, [], text);
  assert.ok(filter, text);
  return compileFilter(filter);
}

/** Filters with the entries that they keep and those that they leave out. */
const MEANINGS: readonly (readonly [text: string, keeps: readonly Parameters<typeof facts>[0][], leavesOut: readonly Parameters<typeof facts>[0][]])[] = [
  ["server:files", [{}, { server: "FILES" }], [{ server: "files2" }, { server: "my files" }]],
  ["tool:echo", [{}, { subject: "Echo" }], [{ subject: "echo2" }, { subject: undefined }, { method: "prompts/get" }, { method: undefined }]],
  ["-tool:echo", [{ subject: "echo2" }, { subject: undefined }, { method: "prompts/get" }, { kind: "stderr", method: undefined, subject: undefined }], [{}]],
  ["tool:read_*", [{ subject: "read_" }, { subject: "read_file" }, { subject: "READ_FILE" }], [{ subject: "read" }, { subject: "a read_" }]],
  ["tool:*file*", [{ subject: "file" }, { subject: "a file b" }], [{ subject: "fil" }]],
  ["tool:a*a", [{ subject: "aa" }, { subject: "aba" }], [{ subject: "a" }, { subject: "ab" }, { subject: "ba" }]],
  ["tool:a*b*b", [{ subject: "abb" }, { subject: "a b b" }], [{ subject: "ab" }, { subject: "bab" }]],
  ["tool:*ab*ab", [{ subject: "abab" }], [{ subject: "aab" }, { subject: "ab" }]],
  ['tool:"*"', [{ subject: "*" }], [{ subject: "a" }]],
  ['tool:""', [{ subject: "" }], [{}, { subject: undefined }]],
  ["tool:*", [{}, { subject: "" }], [{ subject: undefined }]],
  ["tool:a|e*", [{}, { subject: "a" }], [{ subject: "b" }]],
  ["prompt:echo", [{ method: "prompts/get" }, { method: "completion/complete" }], [{}, { method: "prompts/list" }]],
  ["resource:file:///*", ["resources/read", "resources/subscribe", "resources/unsubscribe", "notifications/resources/updated", "completion/complete"].map((method) => ({ method, subject: "file:///a" })), [{ method: "tools/call", subject: "file:///a" }, { method: "resources/read", subject: "http://a" }]],
  ["method:tools/*", [{}, { method: "tools/list" }], [{ method: "tool" }, { method: undefined }]],
  ["status:error", [{ status: "error" }, { status: "tool-error" }, { status: "malformed" }], [{}, { status: "late" }, { status: "cancelled" }, { status: "closed" }, { status: "pending" }, { status: undefined }]],
  ["status:protocol-error", [{ status: "error" }], [{ status: "tool-error" }, { status: "malformed" }]],
  ["status:tool-error", [{ status: "tool-error" }], [{ status: "error" }]],
  ["status:malformed", [{ status: "malformed" }], [{ status: "error" }]],
  ["status:*-error", [{ status: "tool-error" }, { status: "error" }], [{ status: "malformed" }]],
  ["status:pending|late|ok|closed|cancelled", [{}, { status: "pending" }, { status: "late" }, { status: "closed" }, { status: "cancelled" }], [{ status: "error" }]],
  ["dir:out", [{}], [{ from: "server" }, { from: "host" }]],
  ["dir:in", [{ from: "server" }], [{}, { from: "host" }]],
  ["dir:host", [{ from: "host" }], [{}, { from: "server" }]],
  ["kind:junk|stderr", [{ kind: "junk" }, { kind: "stderr" }], [{}, { kind: "state" }]],
  ["id:7", [{ id: 7 }, { id: "7" }], [{ id: 70 }, { id: undefined }, { id: 7.5 }]],
  ["id:7*", [{ id: 7 }, { id: 70 }, { id: "7a" }], [{ id: 17 }, { id: undefined }]],
  ["id:a|8", [{ id: "A" }, { id: 8 }, { id: "8" }], [{ id: 7 }]],
  ["id:07", [{ id: "07" }], [{ id: 7 }]],
  ["id:null", [{ id: null }, { id: "null" }], [{ id: 0 }, { id: undefined }]],
  ["id:1E+21", [{ id: 1e21 }], [{ id: 1 }]],
  ["dur:>20", [{ duration: 20.1 }], [{}, { duration: undefined }]],
  ["dur:>=20ms", [{}], [{ duration: 19.9 }]],
  ["dur:<20", [{ duration: 0 }], [{}, { duration: undefined }]],
  ["dur:<=0.02s", [{}], [{ duration: 20.1 }]],
  ["-dur:>20", [{}, { duration: undefined }], [{ duration: 21 }]],
  ["dur:>=2min", [{ duration: 120_000 }], [{ duration: 119_999 }]],
  ["dur:<1|>1s", [{ duration: 0.5 }, { duration: 1001 }], [{ duration: 1 }, { duration: 1000 }]],
  ["size:>=2KB", [{ size: 2000 }], [{ size: 1999 }]],
  ["size:<1.5MB", [{ size: 1_499_999 }], [{ size: 1_500_000 }]],
  ["size:>299b", [{}], [{ size: 299 }]],
  ["foo", [{ lines: "a FOO b" }], [{ lines: "fo" }, {}]],
  ["foo|bar", [{ lines: "foo" }, { lines: "bar" }], [{ lines: "baz" }]],
  ["text:\"a b\"", [{ lines: "xa bx" }], [{ lines: "b a" }]],
  ["@marked", [{ marked: true }], [{}]],
  ["-@marked", [{}], [{ marked: true }]],
  ["server:files dur:>5", [{}], [{ duration: 1 }, { server: "a" }]],
  ["server:a OR dur:>5", [{}, { server: "a", duration: 1 }], [{ duration: 1 }]],
  ["-(server:files dur:>5)", [{ duration: 1 }, { server: "a" }], [{}]],
  ["server:a dur:>5 OR id:7", [{}, { server: "a", id: 8 }], [{ id: 8 }]],
  ["server:a (dur:>5 OR id:7)", [{ server: "a", id: 8 }, { server: "a", duration: 1 }], [{}, { server: "a", id: 8, duration: 1 }]],
];

describe("compileFilter", () => {
  it("keeps and leaves out what the language says", () => {
    for (const [text, keeps, leavesOut] of MEANINGS) {
      const matches = matcher(text);
      // Twice, since what was decided is remembered.
      for (const time of ["first", "again"]) {
        for (const entry of keeps) assert.equal(matches(facts(entry)), true, `${text} ${time} ${JSON.stringify(entry)}`);
        for (const entry of leavesOut) assert.equal(matches(facts(entry)), false, `${text} ${time} ${JSON.stringify(entry)}`);
      }
    }
  });

  it("means what a second reading of the same filter means", () => {
    const random = new Random(6);
    for (let round = 0; round < rounds(1500, 30_000); round++) {
      const { text, holds } = randomExpression(random, 3);
      const matches = matcher(text);
      for (let each = 0; each < 20; each++) {
        const entry = randomFacts(random);
        assert.equal(matches(entry), holds(entry), `round ${round}: ${text} of ${JSON.stringify(entry)}`);
      }
    }
  });

  it("decides once for a value, and goes on deciding when there are more than it remembers", () => {
    const matches = matcher("resource:*7");
    const read = (number: number): boolean => matches(facts({ method: "resources/read", subject: `a://${number}` }));
    for (let number = 0; number < 25_000; number++) assert.equal(read(number), number % 10 === 7);
    for (let number = 24_990; number >= 0; number -= 7) assert.equal(read(number), number % 10 === 7);
  });

  it("asks no more of an entry than it has to", () => {
    const asked: string[] = [];
    const entry = facts({ contains: (text) => asked.push(text) > 0 });
    assert.equal(matcher("server:other foo")(entry), false);
    assert.equal(matcher("server:files OR foo")(entry), true);
    assert.deepEqual(asked, []);
    assert.equal(matcher("server:files foo|bar")(entry), true);
    assert.deepEqual(asked, ["foo"]);
  });

  it("asks for a text as textsOf names it, each once", () => {
    const { filter } = parseFilter('Foo -(text:"b ar"|Foo OR server:x -baz) @marked dur:>5');
    assert.deepEqual(textsOf(filter), ["Foo", "b ar", "baz"]);
    assert.deepEqual(textsOf(undefined), []);
    const asked = new Set<string>();
    assert.ok(filter);
    compileFilter(filter)(facts({ marked: true, contains: (text) => { asked.add(text); return text === "Foo"; } }));
    assert.ok(asked.size > 0 && [...asked].every((text) => textsOf(filter).includes(text)));
  });
});
