import assert from "node:assert/strict";
import { compileGlobs } from "../../../src/analyzer/files/glob";

const MATCHES: readonly (readonly [glob: string, matching: readonly string[], others: readonly string[]])[] = [
  ["*.ts", ["a.ts", "src/a.ts", "src/deep/b.ts"], ["a.tsx", "a.ts.md", "ts"]],
  ["src/*.ts", ["src/a.ts"], ["a.ts", "src/deep/a.ts", "lib/src/a.ts"]],
  ["src/**/*.ts", ["src/a.ts", "src/deep/er/a.ts"], ["lib/a.ts", "src.ts"]],
  ["**/test/**", ["test/a.ts", "src/test/deep/a.ts"], ["src/tests/a.ts"]],
  ["src", ["src/a.ts", "lib/src/a.ts"], ["srcs/a.ts", "a/src.ts"]],
  ["src/", ["src/a.ts", "lib/src/a.ts"], ["srcs/a.ts"]],
  ["/src", ["src/a.ts"], ["lib/src/a.ts"]],
  ["./src/*.ts", ["src/a.ts"], ["lib/src/a.ts"]],
  ["src\\*.ts", ["src/a.ts"], ["src/deep/a.ts"]],
  ["?.ts", ["a.ts", "é.ts", "😀.ts"], [".ts", "ab.ts"]],
  ["*.{ts,tsx}", ["a.ts", "b/a.tsx"], ["a.js"]],
  ["{a,b}/{c,d}.ts", ["a/c.ts", "b/d.ts"], ["a/b.ts", "c/d.ts"]],
  ["[a-c]?.ts", ["ax.ts", "cx.ts"], ["dx.ts", "a.ts"]],
  ["[!a-c].ts", ["d.ts"], ["a.ts"]],
  ["[]].ts", ["].ts"], ["a.ts"]],
  ["a[.ts", ["a[.ts"], ["a.ts"]],
  ["a.b", ["a.b"], ["axb"]],
  ["**", ["a", "a/b/c"], []],
  ["a/**/z", ["a/z", "a/b/z", "a/b/c/z", "a/z/y/z", "a/z/y"], ["a", "b/a/z"]],
  ["*a*b*", ["ab", "xaxbx", "aab"], ["ba", "a"]],
];

describe("analyzer: globs", () => {
  for (const [glob, matching, others] of MATCHES) {
    it(`${glob} matches ${matching.join(" ")} and not ${others.join(" ")}`, () => {
      const matches = compileGlobs([glob]);
      assert.deepEqual(matching.filter((path) => !matches(path)), []);
      assert.deepEqual(others.filter(matches), []);
    });
  }

  it("match when any of them does", () => {
    const matches = compileGlobs(["*.py", "src/**"]);
    assert.deepEqual(["a.py", "src/a.ts", "a.ts"].filter(matches), ["a.py", "src/a.ts"]);
    assert.equal(compileGlobs([])("a.ts"), false);
  });

  it("cannot be made to take for ever", () => {
    const hostile = compileGlobs([`${"*a".repeat(60)}b`, `${"**/a/".repeat(60)}b`]);
    assert.equal(hostile(`${"a".repeat(4000)}c`), false);
    assert.equal(hostile(`${"a/".repeat(4000)}c`), false);
  });

  it("refuse braces that multiply without bounds", () => {
    assert.throws(() => compileGlobs(["{a,b}".repeat(20)]), /more than 256 brace combinations/);
  });
});
