import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { importsOf, sourcesIn } from "../support/sources";
import { inProject } from "../support/project";

/** Who may import whom, packages included; the map in src/README.md says the same in words. A folder may import itself. */
const LAYERS: { readonly [folder: string]: readonly string[] } = {
  "src/core/base": [],
  "src/core/wire": ["src/core/base"],
  "src/core/trace": ["src/core/base", "src/core/wire"],
  "src/core/mcp": ["src/core/base", "src/core/wire", "vscode-jsonrpc", "@cfworker/json-schema"],
  "src/core/lint": ["src/core/base", "src/core/wire", "src/core/trace", "src/core/mcp"],
  "src/core/server": ["src/core/base", "src/core/wire", "src/core/trace", "src/core/mcp", "jsonc-parser"],
  "src/core/feed": ["src/core/base", "src/core/wire", "src/core/trace", "src/core/lint", "src/core/server"],
  "src/node": ["src/core", "node:*", "vscode-jsonrpc"],
  "src/vscode": ["src/core", "src/node", "node:*", "vscode"],
  "src/cli": ["src/core", "src/node", "node:*"],
  "src/analyzer": ["src/core/base", "src/core/wire", "node:*", "web-tree-sitter", "@modelcontextprotocol/server"],
  // It runs in a browser and sees the trace only as columns: of the trace it takes words and the language of filters.
  "media/traffic": ["src/core/base", "src/core/wire", "src/core/feed", "src/core/trace/filter", "src/core/trace/statistics", "src/core/trace/store/rowFlags", "src/core/trace/escape", "src/core/trace/exchange", "src/core/trace/trace"],
};

/** A table without behaviour, which the manifest test compares with package.json. */
const CONTRIBUTIONS = "src/vscode/contributions";

function isAllowed(imported: string, allowed: readonly string[]): boolean {
  return allowed.some((name) => (name === "node:*" ? imported.startsWith("node:") : imported === name || imported.startsWith(`${name}/`)));
}

function folderOf(file: string): string | undefined {
  return Object.keys(LAYERS).find((folder) => file.startsWith(`${folder}/`));
}

describe("layers", () => {
  const sources = [...sourcesIn("src"), ...sourcesIn("media")];

  it("has a rule for every source file", () => {
    assert.ok(sources.length > 50);
    assert.deepEqual(sources.filter((source) => folderOf(source.path) === undefined).map((source) => source.path), []);
  });

  for (const [folder, allowed] of Object.entries(LAYERS)) {
    it(`${folder} imports ${allowed.length === 0 ? "nothing" : `only ${allowed.join(", ")}`}`, () => {
      const wrong = sources
        .filter((source) => source.path.startsWith(`${folder}/`))
        .flatMap((source) => importsOf(source).filter((imported) => !isAllowed(imported, [folder, ...allowed])).map((imported) => `${source.path} imports ${imported}`));
      assert.deepEqual(wrong, []);
    });
  }

  it("names vscode under src/vscode and nowhere else", () => {
    const wrong = [...sources, ...sourcesIn("test/unit"), ...sourcesIn("test/support")].filter((source) => !source.path.startsWith("src/vscode/") && importsOf(source).includes("vscode"));
    assert.deepEqual(wrong.map((source) => source.path), []);
  });

  it("keeps unit tests and their support away from src/vscode, but for its plain data", () => {
    const wrong = [...sourcesIn("test/unit"), ...sourcesIn("test/support")].flatMap((source) => importsOf(source).filter((imported) => isAllowed(imported, ["src/vscode"]) && imported !== CONTRIBUTIONS).map((imported) => `${source.path} imports ${imported}`));
    assert.deepEqual(wrong, []);
  });

  it("reads every way to import", () => {
    const text = [
      'import a, { b } from "./one";',
      "import type { T } from '../two';",
      'import "three";',
      'const x = await import("./four");',
      'export * from "node:five";',
      'export {\n  y,\n  z,\n} from "six/seven";',
      'const r = require("eight");',
      '// import no from "comment";',
      ' * from "doc"',
      'const words = [kept["from"], "to"];',
    ].join("\n");
    assert.deepEqual(importsOf({ path: "src/core/wire/x.ts", text }), ["src/core/wire/one", "src/core/two", "three", "src/core/wire/four", "node:five", "six/seven", "eight"]);
  });

  it("gives the pure layers no types of Node, the DOM or VS Code", () => {
    const options = readFileSync(inProject("src", "tsconfig.options.json"), "utf8");
    assert.match(options, /"types": \[\]/);
    assert.match(options, /"lib": \["ES2023"\]/);
    for (const folder of readdirSync(inProject("src", "core"))) {
      const config = readFileSync(inProject("src", "core", folder, "tsconfig.json"), "utf8");
      assert.doesNotMatch(config, /"(types|lib)"/, folder);
    }
  });
});
