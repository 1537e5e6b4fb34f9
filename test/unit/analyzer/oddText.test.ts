import assert from "node:assert/strict";
import { analyzeText, complexityText, outlineText } from "./support/analyzed";

const names = async (text: string, file: string): Promise<string[]> => (await outlineText(text, file)).map((symbol) => symbol.name);

describe("analyzer: odd texts", () => {
  it("counts lines and columns the same with CRLF", async () => {
    const text = "class A {\n  run(a) {\n    return a ? 1 : 2;\n  }\n}\n";
    const places = async (source: string): Promise<unknown> => (await outlineText(source, "a.js")).map(({ name, range }) => ({ name, range }));
    assert.deepEqual(await places(text.replaceAll("\n", "\r\n")), await places(text));
    assert.deepEqual(await complexityText(text.replaceAll("\n", "\r\n"), "a.js"), await complexityText(text, "a.js"));
  });

  it("does not count a byte order mark as a column", async () => {
    const [symbol] = await outlineText("\uFEFFdef f(): pass\n", "a.py");
    assert.deepEqual([symbol?.range.startColumn, symbol?.selectionColumn], [1, 5]);
  });

  it("counts columns in UTF-16 units, as editors do", async () => {
    const [symbol] = await outlineText("/* 😀é */ function größe() {}", "a.ts");
    assert.deepEqual([symbol?.name, symbol?.selectionColumn], ["größe", 20]);
  });

  it("keeps names in any script", async () => {
    assert.deepEqual(await names("class 数据:\n  def расчёт(self): pass\n", "a.py"), ["数据", "расчёт"]);
    assert.deepEqual(await names("const ℮ = 1, $_ = 2, ñandú = () => {};", "a.js"), ["℮", "$_", "ñandú"]);
  });

  it("is not confused by names that objects have already", async () => {
    const text = "class constructor { constructor() {} __proto__() {} toString() {} hasOwnProperty() {} }\nfunction __proto__() { __proto__(); }\nvar valueOf = 1;";
    assert.deepEqual(await names(text, "a.js"), ["constructor", "constructor", "__proto__", "toString", "hasOwnProperty", "__proto__", "valueOf"]);
    const functions = await complexityText(text, "a.js");
    assert.deepEqual(functions.map((one) => [one.parent, one.name, one.cognitive]).at(-1), [null, "__proto__", 1]);
    assert.deepEqual(await names("def constructor(): pass\n__proto__ = 1\n", "a.py"), ["constructor", "__proto__"]);
  });

  it("has nothing to list in an empty text", async () => {
    for (const file of ["a.ts", "a.tsx", "a.js", "a.py", "a.go", "a.rs", "a.java"]) {
      assert.deepEqual(await outlineText("", file), [], file);
      assert.deepEqual(await complexityText(" \n\n", file), [], file);
    }
  });

  it("lists what can be read of a broken text, and says that it is broken", async () => {
    const outcome = await analyzeText("function ok() { return 1; }\nclass { } } ( function ( {\nfunction later() {}\n", "a.ts", { kind: "outline" });
    assert.ok(outcome.status === "analyzed" && outcome.syntaxErrors);
    assert.match(outcome.json, /"name":"ok"/);
    const whole = await analyzeText("function ok() {}\n", "a.ts", { kind: "outline" });
    assert.ok(whole.status === "analyzed" && !whole.syntaxErrors);
  });

  it("takes any bytes for any language without failing", async () => {
    const texts = ["\0\0\0", "\uD800 lone", "}}}}}}", "((((((", "'''", "/*", "#!/usr/bin/env node\nx", "\u2028\u2029", "=>".repeat(500)];
    for (const file of ["a.ts", "a.tsx", "a.js", "a.py", "a.go", "a.rs", "a.java"]) {
      for (const text of texts) {
        assert.equal((await analyzeText(text, file, { kind: "outline" })).status, "analyzed", `${file}: ${text}`);
        assert.equal((await analyzeText(text, file, { kind: "complexity" })).status, "analyzed", `${file}: ${text}`);
      }
    }
  });

  it("follows nesting and chains of any length without recursing", async () => {
    const deep = 3000;
    const blocks = await complexityText(`function f(a) { ${"if (a) { ".repeat(deep)}${"} ".repeat(deep)} }`, "a.js");
    assert.deepEqual([blocks[0]?.cyclomatic, blocks[0]?.nesting], [deep + 1, deep]);
    const chain = await complexityText(`function f(a) { return ${"a && ".repeat(20_000)} a; }`, "a.js");
    assert.deepEqual([chain[0]?.cyclomatic, chain[0]?.cognitive], [20_001, 1]);
    const elseIfs = await complexityText(`function f(a) { ${"if (a) {} else ".repeat(deep)} {} }`, "a.js");
    assert.deepEqual([elseIfs[0]?.cognitive, elseIfs[0]?.nesting], [deep + 1, 1]);
    const functions = await complexityText(`${"function f() { ".repeat(300)}if (a) {}${"}".repeat(300)}`, "a.js");
    assert.equal(functions.length, 300);
  });

  it("lists no more than the asked depth and kinds", async () => {
    const text = "class A { run() { function inner() {} } size = 1 }\nfunction top() {}";
    const listed = async (options: object): Promise<string[]> => (await outlineText(text, "a.ts", options)).map((symbol) => symbol.name);
    assert.deepEqual(await listed({ depth: 1 }), ["A", "top"]);
    assert.deepEqual(await listed({ depth: 2 }), ["A", "run", "size", "top"]);
    assert.deepEqual(await listed({ kinds: ["function"] }), ["inner", "top"]);
    assert.deepEqual(await listed({ kinds: ["class", "property"], depth: 1 }), ["A"]);
  });

  it("does not take a call of a namesake for recursion", async () => {
    const cognitive = async (text: string, file: string): Promise<number[]> => (await complexityText(text, file)).map((one) => one.cognitive);
    assert.deepEqual(await cognitive("exports.vary = function (a) { vary(a); };", "a.js"), [0]);
    assert.deepEqual(await cognitive("class A { run() { run(); other.run(); } }", "a.js"), [0]);
    assert.deepEqual(await cognitive("class A { int run(int a) { return run(a, 1); } int run(int a, int b) { return run(a, b); } }", "A.java"), [0, 1]);
    assert.deepEqual(await cognitive("class A:\n  def run(self):\n    run()\n    self.run()\n", "a.py"), [1]);
  });
});
