import assert from "node:assert/strict";
import { parseFilter } from "../../../src/core/trace/filter/parseFilter";
import type { Filter } from "../../../src/core/trace/filter/filter";

/** Texts with the filter that they are, written with a sign for each part. */
const FILTERS: { readonly [group: string]: readonly (readonly [text: string, tree: string])[] } = {
  "no condition": [["", "all"], ["  \t\n ", "all"]],
  "texts": [
    ["foo", "text[foo]"], ['"foo"', "text[foo]"], ["text:foo", "text[foo]"], ['text:"foo"', "text[foo]"], ["  foo  ", "text[foo]"],
    ['"foo bar"', "text[foo bar]"], ["foo|bar", "text[foo][bar]"], ['"a"|b', "text[a][b]"], ["text:a|text:b", "text[a][text:b]"], ["foo*", "text[foo*]"], ['"a*"', "text[a*]"],
    ["10:30", "text[10:30]"], [":a", "text[:a]"], ["a-b", "text[a-b]"], ["a@b", "text[a@b]"], ["C\\D", "text[C\\D]"], ["ä", "text[ä]"], ['"-a"', "text[-a]"], ['"@marked"', "text[@marked]"],
    ['"OR"', "text[OR]"], ["or", "text[or]"], ["ORB", "text[ORB]"], ["text:OR", "text[OR]"], ["text:-a", "text[-a]"], ["text:@a", "text[@a]"], ["OR|a", "text[OR][a]"], ["toString", "text[toString]"],
    ['"a (b) | c:d"', "text[a (b) | c:d]"],
  ],
  "escapes": [
    ['"\\""', 'text["]'], ['"\\\\"', "text[\\]"], ['"a\\n\\r\\tb"', "text[a\n\r\tb]"], ['"\\u00e9\\u00E9"', "text[éé]"], ['"\\u{1f600}"', "text[😀]"], ['"\\u{a}"', "text[\n]"], ['"\\u{10ffff}"', "text[\u{10ffff}]"],
    ['"\\ud83d\\ude00"', "text[😀]"], ['"\\u{d800}"', "text[\ud800]"], ["\\n", "text[\\n]"], ['tool:"a\\"b"', 'tool[a"b]'],
  ],
  "fields": [
    ["server:a", "server[a]"], ["tool:a", "tool[a]"], ["prompt:a", "prompt[a]"], ["resource:file:///a", "resource[file:///a]"], ["method:tools/call", "method[tools/call]"], ["status:ok", "status[ok]"],
    ["dir:in", "dir[in]"], ["kind:stderr", "kind[stderr]"], ["id:7", "id[7]"], ["TOOL:a", "tool[a]"], ["Text:a", "text[a]"], ["tool:a|b|c", "tool[a][b][c]"], ["tool:a|tool:b", "tool[a][tool:b]"], ['tool:""', "tool[]"], ['tool:"a b"|c', "tool[a b][c]"],
    ["tool:-a", "tool[-a]"], ["tool:OR", "tool[OR]"], ["tool:@marked", "tool[@marked]"], ["tool:a\\b", "tool[a\\b]"],
  ],
  "stars": [
    ["tool:*", "tool[<>]"], ["tool:a*", "tool[a<>]"], ["tool:*a", "tool[<>a]"], ["tool:a*b*c", "tool[a<>b<>c]"], ["tool:***", "tool[<>]"], ["tool:a**b", "tool[a<>b]"], ['tool:"a*"', "tool[a*]"],
    ['tool:"a*"*', "tool[a*<>]"], ['tool:"a b"*"c d"', "tool[a b<>c d]"], ['tool:*""*', "tool[<>]"], ['tool:"a""b"', "tool[ab]"], ['tool:a"b"c', "tool[abc]"], ['tool:""*', "tool[<>]"], ['tool:a*""', "tool[a<>]"],
    ["status:*error", "status[<>error]"], ["kind:S*", "kind[S<>]"],
  ],
  "measures": [
    ["dur:>500ms", "dur[>500ms]"], ["dur:>=1.5s", "dur[>=1.5s]"], ["dur:<2min", "dur[<2min]"], ["dur:<=3", "dur[<=3ms]"], ["size:>1MB", "size[>1MB]"], ["size:<10kb", "size[<10KB]"], ["size:>7b", "size[>7B]"], ["size:>7", "size[>7B]"],
    ["dur:<1ms|>1S", "dur[<1ms][>1s]"], ['dur:">5s"', "dur[>5s]"], ['dur:>5"s"', "dur[>5s]"], ["dur:>007", "dur[>7ms]"], ["size:<=999999999999.999", "size[<=999999999999.999B]"], ["dur:>0.001", "dur[>0.001ms]"],
  ],
  "marks": [["@marked", "@"], ["@Marked", "@"], ["-@marked", "-@"]],
  "negation": [
    ["-a", "-text[a]"], ["-tool:a", "-tool[a]"], ["NOT a", "-text[a]"], ["- a", "-text[a]"], ["--a", "text[a]"], ["---a", "-text[a]"], ["NOT -a", "text[a]"], ["-(-a)", "text[a]"], ["-(-(-a))", "-text[a]"], ["-(a b)", "-(text[a] & text[b])"], ["-a|b", "-text[a][b]"],
    ["-a -b", "(-text[a] & -text[b])"], ["a NOT b", "(text[a] & -text[b])"],
  ],
  "and, or and parentheses": [
    ["a b", "(text[a] & text[b])"], ["a AND b", "(text[a] & text[b])"], ["a b c", "(text[a] & text[b] & text[c])"], ["a OR b", "(text[a] | text[b])"], ["a OR b OR c", "(text[a] | text[b] | text[c])"],
    ["a b OR c d", "((text[a] & text[b]) | (text[c] & text[d]))"], ["a AND b OR c", "((text[a] & text[b]) | text[c])"], ["a (b OR c)", "(text[a] & (text[b] | text[c]))"], ["(a)", "text[a]"], ["((a))", "text[a]"],
    ["(a b) c", "(text[a] & text[b] & text[c])"], ["(a OR b) OR c", "(text[a] | text[b] | text[c])"], ["a OR (b OR c)", "(text[a] | text[b] | text[c])"], ["(a OR b)(c)", "((text[a] | text[b]) & text[c])"], ["a(b)c", "(text[a] & text[b] & text[c])"],
    ["a OR -b", "(text[a] | -text[b])"], ["(a) OR (b c)", "(text[a] | (text[b] & text[c]))"],
  ],
};

/** Texts with each problem's place marked by ‹ and ›, what is said of it, and what is left of the filter. */
const PROBLEMS: readonly (readonly [marked: string, says: readonly RegExp[], tree: string])[] = [
  ["‹foo›:bar", [/no field “foo”\. There are server, tool, .*quotes/], "all"],
  ["‹https›://x y", [/no field “https”/], "text[y]"],
  ["‹duration›:>5", [/Did you mean dur:\?/], "all"],
  ["‹ser›:a", [/Did you mean server:\?/], "all"],
  [`‹${"f".repeat(40)}›:a`, [/no field “f{40}”/], "all"],
  [`‹${"f".repeat(60)}›:a`, [/no field “f{40}…”/], "all"],
  ["‹tool:›", [/tool: needs a value, such as tool:read_\*/], "all"],
  ["‹TOOL:› b", [/TOOL: needs a value, such as tool:read_\*/], "text[b]"],
  ["‹text:›", [/needs a value/], "all"],
  ["tool:a‹|›", [/missing beside the \|/], "tool[a]"],
  ["tool:a‹||›b", [/missing beside the \|/], "tool[a][b]"],
  ["‹|›a", [/missing beside the \|/], "text[a]"],
  ["a ‹|› b", [/missing beside/, /missing beside/], "(text[a] & text[b])"],
  ['‹""›', [/at least one character/], "all"],
  ['text:‹""›|a', [/at least one character/], "text[a]"],
  ['‹"id":7›', [/in quotes as a whole/], "all"],
  ['‹a"b"›', [/in quotes as a whole/], "all"],
  ['a ‹"b c›', [/not closed: add "/], "(text[a] & text[b c])"],
  ['tool:‹"b c›', [/not closed/], "tool[b c]"],
  ['‹"a\\"›', [/not closed/], 'text[a"]'],
  ['"a‹\\q›"', [/no such escape/], "text[a\\q]"],
  ['"‹\\u›12"', [/no such escape/], "text[\\u12]"],
  ['"‹\\u{110000}›"', [/no such escape/], "text[\\u{110000}]"],
  ['‹"a‹\\››', [/no such escape/, /not closed/], "text[a\\]"],
  ["status:‹broken›", [/status is never “broken”\. It is one of pending, ok, error, tool-error, protocol-error, malformed, cancelled, late, closed/], "all"],
  ["status:ok|‹x*›", [/status is never “x\*”/], "status[ok]"],
  ["dir:‹up›", [/one of out, in, host/], "all"],
  ["kind:‹log›", [/one of request, notification, answer, batch, junk, stderr, state/], "all"],
  ['kind:‹"\u202e"›', [/never “\\u\{202e\}”/], "all"],
  ["dur:‹500ms›", [/dur is compared with a number, such as dur:>500ms: .*ms, s, min/], "all"],
  ["dur:‹>›", [/compared/], "all"],
  ["dur:‹=5›", [/compared/], "all"],
  ["dur:‹>5KB›", [/ms, s, min/], "all"],
  ["size:‹>5ms›", [/size is compared .*B, KB, MB/], "all"],
  ["size:‹>5.›", [/compared/], "all"],
  ["size:‹>-5›", [/compared/], "all"],
  ["size:‹>1e5›", [/compared/], "all"],
  ["size:‹>1234567890123›", [/at most 12 digits/], "all"],
  ["size:‹>0.1234›", [/3 more/], "all"],
  ["size:‹a>5›", [/compared/], "all"],
  ["dur:‹x›|>5", [/compared/], "dur[>5ms]"],
  ["‹@foo›", [/Only @marked/], "all"],
  ["‹@marked|a›", [/stands alone/], "all"],
  ['‹@marked"a"›', [/stands alone/], "all"],
  ["‹-›", [/Nothing follows/], "all"],
  ["a ‹-›", [/Nothing follows/], "text[a]"],
  ["a -‹-› OR b", [/Nothing follows/], "(text[a] | text[b])"],
  ["‹NOT›", [/Nothing follows/], "all"],
  ["‹OR› a", [/Nothing stands before OR.*"OR"/], "text[a]"],
  ["a ‹OR›", [/Nothing stands after OR/], "text[a]"],
  ["‹OR›", [/before OR/], "all"],
  ["a ‹OR› ‹OR› b", [/after OR/, /before OR/], "(text[a] | text[b])"],
  ["(a ‹OR›)", [/after OR/], "text[a]"],
  ["(‹OR› a)", [/before OR/], "text[a]"],
  ["‹AND› a", [/before AND.*"AND"/], "text[a]"],
  ["a ‹AND›", [/after AND/], "text[a]"],
  ["a ‹AND› AND b", [/after AND/], "(text[a] & text[b])"],
  ["a ‹AND› OR b", [/after AND/], "(text[a] | text[b])"],
  ["a ‹OR› ‹AND› b", [/after OR/, /before AND/], "(text[a] | text[b])"],
  ["‹(›a", [/not closed: add \)/], "text[a]"],
  ["‹(›", [/not closed/], "all"],
  ["‹(›‹(›a", [/not closed/, /not closed/], "text[a]"],
  ["‹(›)", [/Nothing stands between/], "all"],
  ["a‹)›", [/No \( belongs/], "text[a]"],
  ["‹)›a", [/No \( belongs/], "text[a]"],
  ["a‹)› b OR c", [/No \( belongs/], "(text[a] & (text[b] | text[c]))"],
  ["kind:‹x› OR a", [/never/], "text[a]"],
  ["-kind:‹x›", [/never/], "all"],
  ["a -(kind:‹x›)", [/never/], "text[a]"],
];

function tree(filter: Filter | undefined): string {
  if (filter === undefined) return "all";
  switch (filter.type) {
    case "and":
    case "or":
      return `(${filter.of.map(tree).join(filter.type === "and" ? " & " : " | ")})`;
    case "not":
      return `-${tree(filter.of)}`;
    case "match":
      return `${filter.field}${filter.any.map((pattern) => `[${pattern.join("<>")}]`).join("")}`;
    case "measure":
      return `${filter.field}${filter.any.map(({ operator, amount, unit }) => `[${operator}${amount}${unit}]`).join("")}`;
    case "text":
      return `text${filter.any.map((text) => `[${text}]`).join("")}`;
    case "marked":
      return "@";
  }
}

function unmarked(marked: string): { text: string; places: (readonly [from: number, to: number])[] } {
  const open: number[] = [];
  const places: (readonly [number, number])[] = [];
  let text = "";
  for (const sign of marked) {
    if (sign === "‹") open.push(text.length);
    else if (sign === "›") places.push([open.pop() ?? -1, text.length]);
    else text += sign;
  }
  return { text, places };
}

describe("parseFilter", () => {
  for (const [group, cases] of Object.entries(FILTERS)) {
    it(`reads ${group}`, () => {
      for (const [text, expected] of cases) {
        const { filter, problems } = parseFilter(text);
        assert.deepEqual({ text, problems, tree: tree(filter) }, { text, problems: [], tree: expected });
      }
    });
  }

  it("says what is wrong and where, and keeps the sound parts", () => {
    for (const [marked, says, expected] of PROBLEMS) {
      const { text, places } = unmarked(marked);
      const { filter, problems } = parseFilter(text);
      assert.equal(tree(filter), expected, text);
      assert.equal(problems.length, says.length, `${text}: ${problems.map(({ message }) => message).join(" ")}`);
      const found = new Set(problems.map(({ from, to }) => `${from} to ${to}`));
      assert.deepEqual([...found].toSorted(), places.map(([from, to]) => `${from} to ${to}`).toSorted(), text);
      for (const says1 of says) assert.ok(problems.some(({ message }) => says1.test(message)), `${text}: ${problems.map(({ message }) => message).join(" ")}`);
    }
  });

  it("tells of problems in the order of their places", () => {
    const { problems } = parseFilter('(a kind:x "\\q');
    assert.deepEqual(problems.map(({ from }) => from), problems.map(({ from }) => from).toSorted((a, b) => a - b));
    assert.equal(problems.length, 4);
  });

  it("reads a hundred parentheses, and leaves out what is deeper", () => {
    const nested = (depth: number): string => `a ${"(".repeat(depth)}b${")".repeat(depth)} c`;
    assert.deepEqual(parseFilter(nested(100)), { filter: parseFilter("a b c").filter, problems: [] });
    const { filter, problems } = parseFilter(nested(101));
    assert.equal(tree(filter), "(text[a] & text[c])");
    assert.deepEqual(problems.map(({ from, to, message }) => [from, to, /deeper than 100/.test(message)]), [[102, 103, true], ...(problems.length > 1 ? [[101, 102, false]] : [])]);
  });

  it("reads any number of parentheses beside each other, and finds the end of what is left out", () => {
    assert.deepEqual(parseFilter("(a OR b) ".repeat(150)).problems, []);
    const { filter, problems } = parseFilter(`${"(".repeat(100)}( (b) (c) ) d${")".repeat(100)} e`);
    assert.equal(tree(filter), "(text[d] & text[e])");
    assert.equal(problems.length, 1);
    assert.equal(tree(parseFilter(`${"(".repeat(102)}b`).filter), "all");
  });

  it("survives what would exhaust a stack", () => {
    for (const sign of ["(", ")", "-", "|", '"', "-(", "a OR ", "(a ", "NOT ", "tool:", "\\", '"\\', "*", "tool:*a"]) {
      const { problems } = parseFilter(sign.repeat(20_000));
      assert.ok(problems.every(({ from, to }) => from >= 0 && from < to && to <= sign.length * 20_000), sign);
    }
  });
});
