import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { AnalysisResult } from "../../../src/analyzer/tools/analysisResult";
import { callTool } from "../../../src/analyzer/tools/callTool";
import { type ComplexityItem, complexityTool } from "../../../src/analyzer/tools/complexityTool";
import { type OutlineItem, outlineTool } from "../../../src/analyzer/tools/outlineTool";
import { Snapshots } from "../../../src/analyzer/tools/snapshots";
import { maxTextBytes, textMirror } from "../../../src/analyzer/tools/textMirror";
import { WorkerPool } from "../../../src/analyzer/engine/workerPool";
import { fixtures } from "./support/analyzed";
import { accidentProneFiles, builtFiles } from "./support/engineFiles";
import { addFile, makeFolder } from "./support/folders";

const never = new AbortController().signal;

describe("analyzer: a call", () => {
  const pool = new WorkerPool(builtFiles);
  const snapshots = new Snapshots();
  const services = { pool, snapshots };
  let folder = "";
  let remove = (): void => undefined;

  beforeEach(() => {
    ({ folder, remove } = makeFolder());
  });

  afterEach(() => {
    snapshots.drop();
    remove();
  });

  after(() => pool.dispose());

  const context = { signal: never, bases: () => Promise.resolve([folder]), onProgress: undefined };
  const bases = (): Promise<string[]> => Promise.resolve([folder]);
  const outline = (args: object): Promise<AnalysisResult<OutlineItem>> => callTool(outlineTool, args, { ...context, bases }, services);
  const complexity = (args: object): Promise<AnalysisResult<ComplexityItem>> => callTool(complexityTool, args, { ...context, bases }, services);

  it("of outline lists a file's symbols under the path that was given", async () => {
    addFile(folder, "src/a.ts", "export class A {\n  run() {}\n}\n");
    const result = await outline({ path: "src/a.ts" });
    assert.deepEqual(result, {
      items: [
        { path: "src/a.ts", name: "A", kind: "class", range: { startLine: 1, startColumn: 8, endLine: 3, endColumn: 2 }, selectionLine: 1, selectionColumn: 14, depth: 1, parent: null, signature: "class A" },
        { path: "src/a.ts", name: "run", kind: "method", range: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 11 }, selectionLine: 2, selectionColumn: 3, depth: 2, parent: "A", signature: "run()" },
      ],
      total: 2,
      truncated: false,
      coverage: { filesAnalyzed: 1, filesSkipped: 0, filesOfOtherLanguages: 0, skipped: [] },
      warnings: [],
    });
    const absolute = path.join(folder, "src");
    assert.equal((await outline({ path: absolute })).items[0]?.path, path.join(absolute, "a.ts"));
  });

  it("prefers the unsaved text, for a file that need not exist", async () => {
    addFile(folder, "a.py", "def saved(): pass\n");
    assert.deepEqual((await outline({ path: "a.py", text: "def unsaved(): pass\n" })).items.map((item) => item.name), ["unsaved"]);
    assert.deepEqual((await complexity({ path: "none.go", text: "package a\nfunc f() {}\n" })).items.map((item) => item.name), ["f"]);
    assert.deepEqual((await outline({ path: "a.py", text: "" })).items, []);
    await assert.rejects(outline({ path: ".", text: "x" }), { name: "ToolError" });
  });

  it("of complexity sorts by the metric, worst first, and leaves out what is below the minimum", async () => {
    const listed = async (args: object): Promise<[string, number][]> => (await complexity({ path: path.join(fixtures, "typescript", "flow.ts"), limit: 3, ...args })).items.map((item) => [item.name, item[Reflect.get(args, "metric") as "cyclomatic"]]);
    assert.deepEqual(await listed({ metric: "cyclomatic" }), [["logical", 13], ["nullish", 11], ["loops", 6]]);
    assert.deepEqual(await listed({ metric: "cognitive" }), [["labels", 11], ["loops", 8], ["logical", 8]]);
    assert.deepEqual(await listed({ metric: "nesting" }), [["loops", 3], ["labels", 3], ["arrowWithElse", 3]]);
    assert.deepEqual(await listed({ metric: "length" }), [["loops", 17], ["switches", 15], ["labels", 15]]);
    const large = await complexity({ path: path.join(fixtures, "typescript", "flow.ts"), min: 11 });
    assert.deepEqual(large.items.map((item) => item.cyclomatic), [13, 11]);
    assert.equal(large.total, 2);
  });

  it("gives every item once over all pages, in the same order as at once", async () => {
    for (const call of [outline, complexity]) {
      const args = { path: fixtures, exclude: ["oracle", "expected"] };
      const whole = await call({ ...args, limit: 1000 });
      assert.ok(whole.total > 150 && !whole.truncated);
      const paged: unknown[] = [];
      let cursor: string | undefined;
      do {
        const page: AnalysisResult<unknown> = await call({ ...args, limit: 37, ...(cursor !== undefined && { cursor }) });
        assert.equal(page.total, whole.total);
        assert.equal(page.truncated, page.nextCursor !== undefined);
        paged.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      assert.deepEqual(paged, whole.items);
    }
  });

  it("takes the pages of one result from one moment", async () => {
    addFile(folder, "a.py", "def a(): pass\ndef b(): pass\n");
    const first = await outline({ path: "a.py", limit: 1 });
    addFile(folder, "a.py", "");
    const second = await outline({ path: "a.py", limit: 1, cursor: first.nextCursor });
    assert.deepEqual(second.items.map((item) => item.name), ["b"]);
    assert.deepEqual((await outline({ path: "a.py" })).items, [], "a call without a cursor looks again");
  });

  it("says so when the files have changed between two pages it could not keep", async () => {
    addFile(folder, "a.py", "def a(): pass\ndef b(): pass\n");
    const first = await outline({ path: "a.py", limit: 1 });
    snapshots.drop();
    addFile(folder, "a.py", "def a(): pass\ndef b(): pass\ndef c(): pass\n");
    const second = await outline({ path: "a.py", limit: 1, cursor: first.nextCursor });
    assert.match(second.warnings.join(), /changed since the first page \(2 items then, 3 now\)/);
  });

  it("refuses a cursor that is not its own", async () => {
    addFile(folder, "a.py", "def a(): pass\ndef b(): pass\n");
    const { nextCursor } = await outline({ path: "a.py", limit: 1 });
    await assert.rejects(outline({ path: "a.py", kinds: ["class"], cursor: nextCursor }), { name: "ToolError", message: /other arguments/ });
    await assert.rejects(complexity({ path: "a.py", cursor: nextCursor }), { name: "ToolError", message: /other arguments/ });
    for (const cursor of ["", "x", "bnVsbA", "WzEsMl0", Buffer.from("[-1,2,\"k\"]").toString("base64url")]) await assert.rejects(outline({ path: "a.py", cursor }), { name: "ToolError", message: /cursor/ });
  });

  it("names the argument that is wrong, and what is right", async () => {
    const cases: readonly (readonly [unknown, RegExp])[] = [
      [{}, /"path" is missing/],
      [undefined, /"path" is missing/],
      [[], /must be an object with path, include/],
      [{ path: 1 }, /"path" must be of type string, but it is 1/],
      [{ path: ".", limit: 0 }, /"limit" must be between 1 and 1000, but it is 0/],
      [{ path: ".", limit: 1.5 }, /"limit" must be of type integer/],
      [{ path: ".", kinds: ["klass"] }, /"kinds" must be one of annotation, class.*but it is "klass"/],
      [{ path: ".", include: "*.ts" }, /"include" must be an array of strings/],
      [{ path: ".", inculde: [] }, /no argument "inculde".*include/],
      [{ path: ".", __proto__x: 1 }, /no argument/],
      [JSON.parse('{"path":".","__proto__":1}'), /no argument "__proto__"/],
      [{ path: ".", toString: 1 }, /no argument "toString"/],
    ];
    for (const [args, message] of cases) await assert.rejects(callTool(outlineTool, args, { ...context, bases }, services), { name: "ToolError", message });
  });

  it("takes null for an argument that is left out", async () => {
    addFile(folder, "a.py", "def a(): pass\n");
    assert.equal((await outline({ path: "a.py", limit: null, cursor: null })).total, 1);
  });

  it("reports every file it did not look at, and broken ones", async () => {
    addFile(folder, "good.ts", "function good() {}\n");
    addFile(folder, "broken.ts", "function broken( {\n");
    addFile(folder, "binary.ts", Buffer.from([0, 1, 2]));
    addFile(folder, "huge.ts", "let a;\n".repeat(200_000));
    addFile(folder, "lib.min.js", "f()");
    addFile(folder, "notes.txt", "");
    const { coverage, warnings } = await outline({ path: "." });
    assert.deepEqual(coverage, {
      filesAnalyzed: 2,
      filesSkipped: 3,
      filesOfOtherLanguages: 1,
      skipped: [
        { path: "binary.ts", reason: "binary file" },
        { path: "huge.ts", reason: "larger than 1 MB (1.3 MB)" },
        { path: "lib.min.js", reason: "minified" },
      ],
    });
    assert.match(warnings.join(), /1 file has syntax errors/);
  });

  it("counts the skipped files that it does not list", async () => {
    for (let index = 0; index < 130; index += 1) addFile(folder, `${String(index).padStart(3, "0")}.min.js`, "");
    const { coverage, warnings } = await outline({ path: "." });
    assert.deepEqual([coverage.filesSkipped, coverage.skipped.length], [130, 100]);
    assert.match(warnings.join(), /Not listed by name: 30 skipped files \(minified\)/);
  });

  it("says so when there was nothing to look at", async () => {
    addFile(folder, "notes.md", "");
    assert.match((await outline({ path: "." })).warnings.join(), /No file in a supported language/);
  });

  it("returns what it has when the time is up, and says that it is not all", async () => {
    const slow = new WorkerPool(accidentProneFiles(folder), { maxWorkers: 1 });
    try {
      for (let index = 0; index < 60; index += 1) addFile(folder, `code/${String(index).padStart(2, "0")}/slow.py`, "def f(): pass\n");
      const result = await callTool(outlineTool, { path: "code", timeoutMs: 1500 }, { ...context, bases }, { pool: slow, snapshots });
      assert.ok(result.coverage.filesAnalyzed > 0 && result.coverage.filesAnalyzed < 60, JSON.stringify(result.coverage));
      assert.equal(result.coverage.filesAnalyzed + result.coverage.filesSkipped, 60);
      assert.equal(result.coverage.skipped.at(-1)?.reason, "not reached within 1500 ms");
      assert.match(result.warnings.join(), /time limit of 1500 ms.*partial/);
    } finally {
      await slow.dispose();
    }
  }).timeout(10_000);

  it("fails in words when the time is up before the first file", async () => {
    const stuck = new WorkerPool(accidentProneFiles(folder), { maxWorkers: 1, graceMs: 10 });
    try {
      addFile(folder, "hang.py", "");
      await assert.rejects(callTool(outlineTool, { path: "hang.py", timeoutMs: 200 }, { ...context, bases }, { pool: stuck, snapshots }), { name: "ToolError", message: /time limit of 200 ms.*hang\.py.*timeoutMs/ });
    } finally {
      await stuck.dispose();
    }
  });

  it("rejects when the client cancels", async () => {
    addFile(folder, "a.py", "");
    const signal = AbortSignal.abort(new Error("cancelled by the client"));
    await assert.rejects(callTool(outlineTool, { path: "a.py" }, { ...context, bases, signal }, services), /cancelled by the client/);
  });

  it("tells how far it is", async () => {
    const seen: number[][] = [];
    for (let index = 0; index < 40; index += 1) addFile(folder, `${index}.py`, "");
    await callTool(outlineTool, { path: "." }, { ...context, bases, onProgress: (done, total) => seen.push([done, total]) }, services);
    assert.deepEqual(seen, Array.from({ length: 40 }, (_, index) => [index + 1, 40]));
  });

  it("fits its text form into 8 kB, and says what is not in it", async () => {
    addFile(folder, "wide.ts", Array.from({ length: 400 }, (_, index) => `function größe${index}(${"parameter: string, ".repeat(5)}) {}\n`).join(""));
    const result = await outline({ path: "wide.ts", limit: 300 });
    const text = textMirror(result, (item) => outlineTool.line(item));
    assert.ok(Buffer.byteLength(text) <= maxTextBytes);
    assert.match(text, /^wide\.ts\n {2}1-1 function größe0/);
    assert.match(text, /The other \d+ items of this page are in the structured content only\.\n300 of 400 items; 1 file analyzed\.\nMore: repeat the call with cursor ".+"\.$/);
    const full = textMirror({ ...result, warnings: Array.from({ length: 200 }, () => "Warnung über größere Dateien.") }, (item) => outlineTool.line(item));
    assert.ok(Buffer.byteLength(full) <= maxTextBytes);
  });

  it("has items as the tool's output schema says", async () => {
    const [symbol] = (await outline({ path: path.join(fixtures, "go") })).items;
    const [figures] = (await complexity({ path: path.join(fixtures, "go") })).items;
    assert.deepEqual(Object.keys(outlineTool.outputSchema.properties["items"]?.items?.properties ?? {}).toSorted(), Object.keys(symbol ?? {}).toSorted());
    assert.deepEqual(Object.keys(complexityTool.outputSchema.properties["items"]?.items?.properties ?? {}).toSorted(), Object.keys(figures ?? {}).toSorted());
  });
});

describe("analyzer: the bundle's files", () => {
  it("are complete: a grammar for every language", () => {
    for (const name of ["typescript", "tsx", "javascript", "python", "go", "rust", "java"]) {
      assert.equal(readFileSync(path.join(builtFiles.grammars, `tree-sitter-${name}.wasm`)).subarray(0, 4).toString("latin1"), "\0asm");
    }
  });
});
