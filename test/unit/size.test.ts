import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { inProject } from "../support/project";
import { sourcesIn } from "../support/sources";

const SOFT = 350;
const HARD = 600;

/** Files over the hard limit, each with its reason. */
const ALLOWED: { readonly [path: string]: string } = {};

const FOLDERS = ["src", "media", "test"].filter((folder) => existsSync(inProject(folder)));

describe("size", () => {
  const sizes = FOLDERS.flatMap(sourcesIn).map((source) => ({ path: source.path, lines: source.text.split("\n").length - 1 }));

  it(`keeps every file under ${HARD} lines, and names those over ${SOFT}`, function () {
    const large = sizes.filter((size) => size.lines > SOFT).map((size) => `${size.path} (${size.lines})`);
    if (large.length > 0 && this.test) this.test.title += `: ${large.join(", ")}`;
    assert.deepEqual(sizes.filter((size) => size.lines > HARD && !(size.path in ALLOWED)), []);
  });

  it("has a large file for every exception", () => {
    assert.deepEqual(Object.keys(ALLOWED).filter((file) => !sizes.some((size) => size.path === file && size.lines > HARD)), []);
  });

  it("keeps every function of the product under 60 lines", async () => {
    const { files, long } = await longFunctions(["src", ...FOLDERS.filter((folder) => folder === "media")]);
    assert.ok(files > 50, "the linter has looked at the sources");
    assert.deepEqual(long, []);
  });

  it("would notice a long function", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "wirelight-size-"));
    try {
      const file = path.join(folder, "sample.ts");
      const lines = (count: number): string => "  work();\n".repeat(count);
      await writeFile(file, `export function long() {\n${lines(59)}}\nexport function short() {\n${lines(58)}}\n`);
      const { long } = await longFunctions([file]);
      assert.equal(long.length, 1, long.join("\n"));
      assert.match(long[0] ?? "", /long/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

interface Report {
  readonly number_of_files: number;
  readonly diagnostics: readonly { readonly message: string; readonly filename: string }[];
}

/** By oxlint, which knows where a function begins and ends. */
async function longFunctions(paths: readonly string[]): Promise<{ readonly files: number; readonly long: readonly string[] }> {
  const args = [inProject("node_modules", "oxlint", "bin", "oxlint"), "--config", inProject("test", "support", "size.oxlintrc.json"), "--format", "json", ...paths];
  const output = await new Promise<string>((resolve, reject) => {
    // It exits with 1 when it has found something.
    execFile(process.execPath, args, { cwd: inProject() }, (error, stdout, stderr) => (stdout === "" ? reject(error ?? new Error(stderr)) : resolve(stdout)));
  });
  const report = JSON.parse(output) as Report;
  return { files: report.number_of_files, long: report.diagnostics.map(({ filename, message }) => `${filename}: ${message}`) };
}
