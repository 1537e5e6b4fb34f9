import assert from "node:assert/strict";
import { parseFilter } from "../../../src/core/trace/filter/parseFilter";
import { printFilter } from "../../../src/core/trace/filter/printFilter";
import { compileFilter } from "../../../src/core/trace/filter/compileFilter";
import { completeFilter } from "../../../src/core/trace/filter/completeFilter";
import { narrowFilter } from "../../../src/core/trace/filter/narrowFilter";
import { textsOf } from "../../../src/core/trace/filter/textsOf";
import { Random, rounds } from "../../support/random";
import { randomFacts } from "./facts";
import { randomExpression } from "./expressions";

/** How each is printed; itself where there is one. */
const PRINTED: readonly (readonly [text: string, printed?: string])[] = [
  [""], ["foo"], ["foo|bar"], ['"foo bar"'], ['"foo"', "foo"], ["text:foo", "foo"], ['"OR"'], ['"AND"'], ['"NOT"'], ["ORB"], ['text:OR|AND', '"OR"|"AND"'], ['"-a"'], ['"@a"'], ["a@b-c"], ['"a:b"'], [":a", '":a"'], ['"a*"'], ['a*', '"a*"'], ['"a|b"'], ['"("'], ['")"'], ['"\\""'], ['"\\\\ "'], ["a\\b"],
  ['"a\\nb"', '"a\\u{a}b"'], ['"\u202e"', '"\\u{202e}"'], ['"\\ud800"', '"\\u{d800}"'], ['"a\u200b"', '"a\\u{200b}"'], ["\u202ea", '"\\u{202e}a"'], ["❤️"], ["ä😀"], ["a\u00ad", '"a\\u{ad}"'], ['"\u2028"', '"\\u{2028}"'],
  ["tool:a"], ["TOOL:a", "tool:a"], ["tool:a|b"], ['tool:""'], ["tool:*"], ["tool:a*b*"], ['tool:"a*"*"b c"'], ['tool:"a"*', "tool:a*"], ["tool:-a"], ["tool:OR"], ["tool:@a"], ["tool:a\\b"], ["resource:file:///a"], ['tool:"a|b"'], ['tool:"\t"', 'tool:"\\u{9}"'],
  ["dur:>500", "dur:>500ms"], ["dur:>=0.50S", "dur:>=0.5s"], ["size:<1kb|>1MB", "size:<1KB|>1MB"], ["@marked"], ["@MARKED", "@marked"],
  ["-a"], ["NOT a", "-a"], ["-(a b)"], ["-(a OR b)"], ["-(a)", "-a"], ["--a", "a"], ["-a|b"],
  ["a b"], ["a AND b", "a b"], ["a  b", "a b"], ["a OR b"], ["(a b)", "a b"], ["a b OR c d"], ["(a b) OR c", "a b OR c"], ["a (b OR c)"], ["(a OR b) (c OR d) -(e OR f)"], ["a (b c)", "a b c"], ["-(a -(b OR c) d) OR e"],
];

/** Pieces that the language gives a meaning to, and others beside them. */
const PIECES = [
  " ", " ", " ", "  ", "\t", "\n", "\u00a0", "a", "b", "foo", "-", "-", "(", ")", "(", ")", "|", '"', '"', "\\", '\\"', "\\n", "\\u", "\\u00e9", "\\u{1f600}", "\\u{d800}", "{", "}", "*", "**", ":", "@", "@marked", "OR", " OR ", "AND", " AND ", "NOT", "NOT ",
  "server:", "tool:", "prompt:", "resource:", "method:", "status:", "dir:", "kind:", "id:", "dur:", "size:", "text:", "level:", "x:", "error", "ok", "in", "stderr", "tools/*", ">", ">=", "<", "<=", "=", "5", "0.5", "500ms", "1KB", "1MB", "min", ".", "__proto__", "constructor",
  "\u0000", "\u001b", "\u202e", "\u200b", "\ufeff", "\u2028", "\ud800", "\udc00", "😀", "ä", "İ", "ß", "\ufe0f", "\u00ad", "<b>", "&amp;",
];

/** What a page or a terminal would act on instead of showing it. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function randomText(random: Random): string {
  if (random.next() < 0.15) return String.fromCharCode(...Array.from({ length: random.below(20) }, () => (random.next() < 0.7 ? random.below(128) : random.below(65_536))));
  return Array.from({ length: random.below(14) }, () => random.pick(PIECES)).join("");
}

describe("printFilter", () => {
  it("prints what a person would write, in one way only", () => {
    for (const [text, printed = text] of PRINTED) assert.equal(printFilter(parseFilter(text).filter), printed, text);
  });

  it("takes any text without throwing, and prints what reads as the same filter", () => {
    const random = new Random(4);
    for (let round = 0; round < rounds(10_000, 100_000); round++) {
      const text = randomText(random);
      const name = `round ${round}: ${JSON.stringify(text)}`;
      const { filter, problems } = parseFilter(text);
      let before = 0;
      for (const { from, to, message } of problems) {
        assert.ok(from >= before && from < to && to <= text.length && message.endsWith("."), `${name} ${from} ${to} ${message}`);
        before = from;
      }
      const printed = printFilter(filter);
      assert.deepEqual(parseFilter(printed), { filter, problems: [] }, `${name} printed as ${JSON.stringify(printed)}`);
      assert.doesNotMatch(printed, UNSEEN, name);
      if (filter) {
        assert.equal(typeof compileFilter(filter)(randomFacts(random)), "boolean");
        assert.ok(textsOf(filter).every((each) => each !== ""), name);
      } else assert.equal(printed, "", name);
      for (const { from, to, insert } of completeFilter(text, random.below(text.length + 1), () => [{ value: text, count: 1 }])) {
        assert.ok(from <= to && to <= text.length && insert !== "" && !UNSEEN.test(insert), name);
      }
    }
  });

  it("narrows any text to the entries that meet its sound parts and the term", () => {
    const random = new Random(5);
    for (let round = 0; round < rounds(2000, 50_000); round++) {
      const [text, term] = [randomText(random), randomExpression(random, 0).text];
      const narrowed = parseFilter(narrowFilter(text, printFilter(parseFilter(term).filter)));
      const [before, added] = [parseFilter(text).filter, parseFilter(term).filter];
      assert.ok(added && narrowed.filter && narrowed.problems.length === 0, `${text} and ${term}`);
      for (let each = 0; each < 10; each++) {
        const entry = randomFacts(random);
        const wanted: boolean = (!before || compileFilter(before)(entry)) && compileFilter(added)(entry);
        assert.equal(compileFilter(narrowed.filter)(entry), wanted, `${text} and ${term}`);
      }
    }
  });
});
