import assert from "node:assert/strict";
import { compileFilter } from "../../../src/core/trace/filter/compileFilter";
import { excludeTerm } from "../../../src/core/trace/filter/excludeTerm";
import type { Facts } from "../../../src/core/trace/filter/facts";
import type { FilterField } from "../../../src/core/trace/filter/filter";
import { narrowFilter } from "../../../src/core/trace/filter/narrowFilter";
import { parseFilter } from "../../../src/core/trace/filter/parseFilter";
import { subjectField } from "../../../src/core/trace/filter/subjectField";
import { termFor } from "../../../src/core/trace/filter/termFor";
import { Random, rounds } from "../../support/random";
import { facts, randomFacts } from "./facts";

const TERMS: readonly (readonly [field: FilterField, value: string | number, term: string])[] = [
  ["server", "files", "server:files"], ["tool", "a b", 'tool:"a b"'], ["tool", "a*", 'tool:"a*"'], ["tool", "", 'tool:""'], ["resource", "file:///a", "resource:file:///a"], ["id", 7, "id:7"], ["id", "null", "id:null"],
  ["status", "error", "status:protocol-error"], ["status", "tool-error", "status:tool-error"], ["status", "late", "status:late"], ["tool", "error", "tool:error"], ["text", "a", "a"], ["text", "OR", '"OR"'],
  ["dur", 12.3456, "dur:>=12.345ms"], ["dur", 0, "dur:>=0ms"], ["dur", -1, "dur:>=0ms"], ["dur", 1e300, "dur:>=999999999999ms"], ["size", 1024, "size:>=1024B"], ["size", NaN, "size:>=0B"],
];

function keeps(text: string, entry: Facts): boolean {
  const { filter, problems } = parseFilter(text);
  assert.deepEqual(problems, [], text);
  assert.ok(filter, text);
  return compileFilter(filter)(entry);
}

describe("terms for a cell", () => {
  it("are what a person would write", () => {
    for (const [field, value, term] of TERMS) {
      assert.equal(termFor(field, value), term);
      assert.equal(excludeTerm(field, value), `-${term}`);
    }
  });

  it("keep the entry they were made from, and leave it out", () => {
    const random = new Random(7);
    for (let round = 0; round < rounds(3000, 50_000); round++) {
      const entry = { ...randomFacts(random), duration: random.next() * 10 ** random.below(9), size: random.below(1e9) };
      const subject = subjectField(entry.method);
      const cells: (readonly [FilterField, string | number | undefined])[] = [
        ["server", entry.server], ["method", entry.method], ["status", entry.status], ["kind", entry.kind], ["id", entry.id === null ? "null" : entry.id], ["dur", entry.duration], ["size", entry.size],
        ["dir", { client: "out", server: "in", host: "host" }[entry.from]],
      ];
      if (subject !== undefined) cells.push([subject, entry.subject]);
      for (const [field, value] of cells) {
        if (value === undefined) continue;
        assert.equal(keeps(termFor(field, value), entry), true, `${field} ${value}`);
        assert.equal(keeps(excludeTerm(field, value), entry), false, `${field} ${value}`);
      }
    }
  });

  it("keep an entry whose duration is a hair below a thousandth", () => {
    for (let thousandths = 1; thousandths < 5000; thousandths++) {
      const duration = thousandths / 1000 - Number.EPSILON * (thousandths / 1000);
      assert.equal(keeps(termFor("dur", duration), facts({ duration })), true, `${duration}`);
      assert.ok(Number(/[\d.]+/.exec(termFor("dur", duration))?.[0]) > duration - 0.002, `${duration}`);
    }
  });

  it("know the field of a subject by the method", () => {
    assert.equal(subjectField("tools/call"), "tool");
    assert.equal(subjectField("prompts/get"), "prompt");
    assert.equal(subjectField("completion/complete"), "prompt");
    for (const method of ["resources/read", "resources/subscribe", "resources/unsubscribe", "notifications/resources/updated"]) assert.equal(subjectField(method), "resource");
    assert.equal(subjectField("tools/list"), undefined);
    assert.equal(subjectField(undefined), undefined);
  });
});

describe("narrowFilter", () => {
  const NARROWED: readonly (readonly [text: string, term: string, narrowed: string])[] = [
    ["", "tool:a", "tool:a"], ["  ", "-tool:a", "-tool:a"], ["server:x", "tool:a", "server:x tool:a"], [" server:x  foo ", "tool:a", "server:x  foo tool:a"],
    ["a OR b", "tool:a", "(a OR b) tool:a"], ["(a OR b) c", "tool:a", "(a OR b) c tool:a"], ["(a  OR b)", "tool:a", "(a OR b) tool:a"],
    ["tool:a", "tool:a", "tool:a"], ["x TOOL:a", "tool:a", "x TOOL:a"], ["TOOL:a OR b", "tool:a", "(tool:a OR b) tool:a"], ["-tool:a", "tool:a", "-tool:a tool:a"], ["x -tool:a", "-tool:a", "x -tool:a"], ["a", "b OR c", "a (b OR c)"], ["a OR b", "c OR d", "(a OR b) (c OR d)"], ["", "b OR c", "b OR c"], ["a", "b c", "a b c"],
    ['"open', "tool:a", "open tool:a"], ["(x", "tool:a", "x tool:a"], ["x OR", "tool:a", "x tool:a"], ["kind:no", "tool:a", "tool:a"], ["(a OR b", "tool:a", "(a OR b) tool:a"],
  ];

  it("adds a term once, leaves what was written, and mends what would swallow the term", () => {
    for (const [text, term, narrowed] of NARROWED) assert.equal(narrowFilter(text, term), narrowed);
  });

  it("holds for an entry just as before and after", () => {
    assert.equal(keeps(narrowFilter("server:no OR tool:echo", "id:8"), facts()), false);
    assert.equal(keeps(narrowFilter("server:no OR tool:echo", "id:7"), facts()), true);
  });
});
