import assert from "node:assert/strict";
import { parseEnvFile } from "../../../../src/core/server/config/parseEnvFile";
import { Random, rounds } from "../../../support/random";

const LINES: readonly (readonly [text: string, values: { readonly [name: string]: string }])[] = [
  ["", {}],
  ["# a comment\n\n  # another\n", {}],
  ["A=1\nB=2", { A: "1", B: "2" }],
  ["\uFEFFA=1\r\nB=2\rC=3\n", { A: "1", B: "2", C: "3" }],
  ["  A = spaced out  ", { A: "spaced out" }],
  ["export A=1\nexport   B=2", { A: "1", B: "2" }],
  ["A: yaml like", { A: "yaml like" }],
  ["A=", { A: "" }],
  ["A=a=b:c", { A: "a=b:c" }],
  ["A=one # not this\nB=#nothing", { A: "one", B: "" }],
  ['A="one # this" # not this', { A: "one # this" }],
  ["A='one # this'\nB=`x # y`", { A: "one # this", B: "x # y" }],
  [String.raw`A="two\nlines\r"`, { A: "two\nlines\r" }],
  [String.raw`A='no\nlines'` + "\n" + String.raw`B=no\nlines`, { A: String.raw`no\nlines`, B: String.raw`no\nlines` }],
  [String.raw`A="she said \"hi\" # x"`, { A: String.raw`she said \"hi\" # x` }],
  ['A="', { A: '"' }],
  [`A="half'`, { A: `"half'` }],
  ["A=1\nA=2", { A: "2" }],
  ["A=${B} $C", { A: "${B} $C" }],
  ["__proto__=1\nconstructor=2", JSON.parse('{"__proto__": "1", "constructor": "2"}') as { readonly [name: string]: string }],
];

describe("an environment file", () => {
  for (const [text, values] of LINES) {
    it(`is read: ${JSON.stringify(text)}`, () => {
      const read = parseEnvFile(text);
      assert.deepEqual(Object.fromEntries(read.values), { ...values });
      assert.deepEqual(read.problems, []);
    });
  }

  it("says which lines set nothing, and reads the others", () => {
    const { values, problems } = parseEnvFile('A=1\nnothing here\n=2\n"B=3"\nC=4\u0000\nD=5');
    assert.deepEqual(Object.fromEntries(values), { A: "1", D: "5" });
    assert.deepEqual(problems.map(({ line }) => line), [2, 3, 4, 5]);
    assert.match(problems[0]?.message ?? "", /^This line sets no variable\. Write NAME=value/);
    assert.match(problems[3]?.message ?? "", /The value of "C" contains a NUL/);
  });

  it("never shows a value in what it says", () => {
    const { problems } = parseEnvFile("TOKEN=s3cret\u0000\nTOKEN s3cret\n=s3cret");
    assert.equal(problems.length, 3);
    assert.ok(problems.every(({ message }) => !message.includes("s3cret")));
  });

  it("takes any bytes", () => {
    for (let seed = 1; seed <= rounds(500, 20_000); seed++) {
      const random = new Random(seed);
      const text = Array.from({ length: random.below(60) }, () => random.pick(["=", ":", '"', "'", "`", "\\", "#", "\n", "\r", "export ", "A", " ", "\u0000", "\uD800"])).join("");
      const { values, problems } = parseEnvFile(text);
      for (const [name, value] of values) assert.ok(name !== "" && !/[\0\n]/.test(name) && !value.includes("\0"), JSON.stringify(text));
      for (const { line } of problems) assert.ok(line >= 1 && line <= text.split(/\r\n|\r|\n/).length);
    }
  });
});
