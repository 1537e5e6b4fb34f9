import assert from "node:assert/strict";
import { chmodSync, existsSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { collectFiles, type FileSelection } from "../../../src/analyzer/files/collectFiles";
import { checkText, maxFileBytes, readSource } from "../../../src/analyzer/files/readSource";
import { findTarget } from "../../../src/analyzer/files/target";
import { addFile, git, makeFolder } from "./support/folders";

const never = new AbortController().signal;

describe("analyzer: files", () => {
  let folder = "";
  let remove = (): void => undefined;

  beforeEach(() => {
    ({ folder, remove } = makeFolder());
  });

  afterEach(() => remove());

  const collect = (include: readonly string[] = [], exclude: readonly string[] = []): Promise<FileSelection> => collectFiles({ kind: "folder", path: folder, shown: "shown" }, { include, exclude }, never);
  const shown = (selection: FileSelection): string[] => selection.files.map((file) => file.shown.replaceAll("\\", "/"));

  it("of a folder without git: supported languages, sorted, with the folders it skips", async () => {
    for (const name of ["b.ts", "a/z.py", "a/b/c.go", "README.md", "node_modules/x/index.js", "a/__pycache__/y.py", ".hidden/d.rs"]) addFile(folder, name, "");
    const selection = await collect();
    assert.deepEqual(shown(selection), ["shown/.hidden/d.rs", "shown/a/b/c.go", "shown/a/z.py", "shown/b.ts"]);
    assert.deepEqual(selection.skipped.map((file) => file.path.replaceAll("\\", "/")).toSorted(), ["shown/a/__pycache__/", "shown/node_modules/"]);
    assert.equal(selection.otherLanguages, 1);
  });

  it("of a folder without git: does not walk in circles", async () => {
    addFile(folder, "a/one.ts", "");
    symlinkSync(folder, path.join(folder, "a", "loop"), "dir");
    symlinkSync(path.join(folder, "a"), path.join(folder, "again"), "dir");
    assert.deepEqual(shown(await collect()), ["shown/a/one.ts"]);
  });

  it("of a git work tree: what git tracks or would track", async () => {
    git(folder, "init", "-q");
    for (const name of ["tracked.ts", "new file.ts", "größe.ts", "out/built.js", "lib/deep.ts"]) addFile(folder, name, "");
    addFile(folder, ".gitignore", "out/\n");
    git(folder, "add", "tracked.ts");
    assert.deepEqual(shown(await collect()), ["shown/größe.ts", "shown/lib/deep.ts", "shown/new file.ts", "shown/tracked.ts"]);
    const below = await collectFiles({ kind: "folder", path: path.join(folder, "lib"), shown: "lib" }, { include: [], exclude: [] }, never);
    assert.deepEqual(shown(below), ["lib/deep.ts"]);
  });

  it("of an ignored folder that is named all the same", async () => {
    git(folder, "init", "-q");
    addFile(folder, ".gitignore", "out/\n");
    addFile(folder, "out/built.js", "");
    const selection = await collectFiles({ kind: "folder", path: path.join(folder, "out"), shown: "out" }, { include: [], exclude: [] }, never);
    assert.deepEqual(shown(selection), ["out/built.js"]);
  });

  it("of a git work tree: runs nothing that the repository's configuration names", async function () {
    if (process.platform === "win32") return;
    git(folder, "init", "-q");
    const mark = path.join(folder, "ran");
    const script = addFile(folder, "monitor.sh", `#!/bin/sh\ntouch '${mark}'\n`);
    chmodSync(script, 0o755);
    addFile(folder, "a.ts", "");
    git(folder, "add", "a.ts");
    git(folder, "config", "core.fsmonitor", script);
    assert.deepEqual(shown(await collect()), ["shown/a.ts"]);
    assert.equal(existsSync(mark), false);
  });

  it("of a git work tree: not of a repository that the environment points to", async () => {
    git(folder, "init", "-q");
    for (const name of ["a.ts", "out/ignored.ts"]) addFile(folder, name, "");
    addFile(folder, ".gitignore", "out/\n");
    const before = process.env["GIT_DIR"];
    process.env["GIT_DIR"] = path.join(folder, "nowhere");
    try {
      assert.deepEqual(shown(await collect()), ["shown/a.ts"]);
    } finally {
      if (before === undefined) delete process.env["GIT_DIR"];
      else process.env["GIT_DIR"] = before;
    }
  });

  it("of a work tree that git cannot read: all of them, with a warning", async () => {
    addFile(folder, ".git", "gitdir: nowhere\n");
    addFile(folder, "a.ts", "");
    const selection = await collect();
    assert.deepEqual(shown(selection), ["shown/a.ts"]);
    assert.match(selection.warnings.join(), /git could not list the files, so \.gitignore was not heeded: fatal: /);
  });

  it("are chosen by globs relative to the folder", async () => {
    for (const name of ["src/a.ts", "src/a.test.ts", "lib/b.ts", "lib/c.py"]) addFile(folder, name, "");
    assert.deepEqual(shown(await collect(["src/**", "*.py"])), ["shown/lib/c.py", "shown/src/a.test.ts", "shown/src/a.ts"]);
    assert.deepEqual(shown(await collect([], ["*.test.ts", "lib"])), ["shown/src/a.ts"]);
    await assert.rejects(collect(["{a,b}".repeat(20)]), { name: "ToolError", message: /brace combinations/ });
  });

  it("are not listed to the end after a cancellation", async () => {
    const controller = new AbortController();
    controller.abort(new Error("enough"));
    await assert.rejects(collectFiles({ kind: "folder", path: folder, shown: "" }, { include: [], exclude: [] }, controller.signal), /enough/);
  });
});

describe("analyzer: a source", () => {
  let folder = "";
  let remove = (): void => undefined;
  const named = { named: true };
  const found = { named: false };

  beforeEach(() => {
    ({ folder, remove } = makeFolder());
  });

  afterEach(() => remove());

  const read = (name: string, content: string | Uint8Array, options = found): unknown => readSource(addFile(folder, name, content), options);

  it("is read without its byte order mark", () => {
    assert.deepEqual(read("a.ts", "\uFEFFlet a;"), { status: "read", text: "let a;" });
    assert.deepEqual(read("b.ts", Buffer.from("\uFEFFlet b;", "utf16le")), { status: "read", text: "let b;" });
    assert.deepEqual(checkText("\uFEFFlet c;"), { status: "read", text: "let c;" });
  });

  it("is read up to one megabyte and skipped beyond", () => {
    const line = `${"x".repeat(63)}\n`;
    assert.equal((readSource(addFile(folder, "a.ts", line.repeat(maxFileBytes / 64)), found)).status, "read");
    assert.deepEqual(read("b.ts", `${line.repeat(maxFileBytes / 64)}x`), { status: "skipped", reason: "larger than 1 MB (1.0 MB)" });
    assert.equal(checkText("é".repeat(maxFileBytes / 2 + 1)).status, "skipped");
  });

  it("is skipped when it is binary", () => {
    assert.deepEqual(read("a.ts", Buffer.from([0x47, 0x40, 0x00, 0x10])), { status: "skipped", reason: "binary file" });
    assert.deepEqual(read("b.ts", Buffer.from([0x47, 0x40, 0x00, 0x10]), named), { status: "skipped", reason: "binary file" });
  });

  it("is skipped when it is minified, unless it was named", () => {
    assert.deepEqual(read("a.js", "f();".repeat(2000)), { status: "skipped", reason: "minified" });
    assert.deepEqual(read("b.min.js", "f();\n"), { status: "skipped", reason: "minified" });
    assert.equal(readSource(addFile(folder, "c.min.js", "f();\n"), named).status, "read");
    assert.equal(readSource(addFile(folder, "short.js", "f();".repeat(200)), found).status, "read");
  });

  it("that is a link is followed only when it was named", () => {
    const real = addFile(folder, "real.ts", "let a;");
    const link = path.join(folder, "link.ts");
    symlinkSync(real, link);
    assert.deepEqual(readSource(link, found), { status: "skipped", reason: "symbolic link, not followed" });
    assert.deepEqual(readSource(link, named), { status: "read", text: "let a;" });
    rmSync(real);
    assert.match(JSON.stringify(readSource(link, named)), /does not exist/);
  });

  it("that is not there, or is a folder, is skipped with the reason", () => {
    assert.match(JSON.stringify(readSource(path.join(folder, "none.ts"), found)), /does not exist/);
    addFile(folder, "folder.ts/inner", "");
    assert.match(JSON.stringify(readSource(path.join(folder, "folder.ts"), found)), /not a regular file/);
  });
});

describe("analyzer: a path", () => {
  let folder = "";
  let remove = (): void => undefined;

  beforeEach(() => {
    ({ folder, remove } = makeFolder({ "one/a.ts": "", "two/b.ts": "", "two/notes.md": "" }));
  });

  afterEach(() => remove());

  const bases = (): string[] => [path.join(folder, "one"), path.join(folder, "two")];

  it("is looked for below every root", () => {
    assert.deepEqual(findTarget("b.ts", bases(), false), { kind: "file", path: path.join(folder, "two", "b.ts"), shown: "b.ts" });
    assert.deepEqual(findTarget(".", bases(), false), { kind: "folder", path: path.join(folder, "one"), shown: "." });
    assert.equal(findTarget(path.join(folder, "one", "a.ts"), [], false).path, path.join(folder, "one", "a.ts"));
  });

  it("that leads nowhere says where it was looked for", () => {
    assert.throws(() => findTarget("c.ts", bases(), false), { name: "ToolError", message: /"c\.ts" below .*one or .*two/ });
    assert.throws(() => findTarget(path.join(folder, "none"), [], false), { name: "ToolError", message: /There is no file or folder .*none/ });
    assert.throws(() => findTarget(" ", bases(), false), { name: "ToolError", message: /empty or invalid/ });
    assert.throws(() => findTarget("x".repeat(5000), bases(), false), { name: "ToolError", message: /cannot be looked at|There is no file/ });
    assert.throws(() => findTarget("a\0b", bases(), false), { name: "ToolError", message: /empty or invalid/ });
  });

  it("to a language without a grammar names those that have one", () => {
    assert.throws(() => findTarget("notes.md", bases(), false), { name: "ToolError", message: /notes\.md is not supported.*TypeScript \(\.ts .*Python.*Go.*Rust.*Java/ });
  });

  it("only names a file when the text comes with the call", () => {
    assert.equal(findTarget("new.ts", bases(), true).path, path.join(folder, "one", "new.ts"));
    assert.throws(() => findTarget(".", bases(), true), { name: "ToolError", message: /folder.*exactly one file/ });
  });
});
