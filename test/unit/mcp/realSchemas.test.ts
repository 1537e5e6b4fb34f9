import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { JsonObject } from "../../../src/core/base/json";
import { formOf } from "../../../src/core/mcp/schema/form";
import { parseTool } from "../../../src/core/mcp/parse/parseTool";
import { skeletonOf } from "../../../src/core/mcp/schema/skeleton";
import { validateArguments } from "../../../src/core/mcp/schema/validate";
import { inProject } from "../../support/project";

/** tools/list of the published servers, as they answered it. */
interface Answered {
  readonly server: string;
  readonly tools: readonly JsonObject[];
}

const SERVERS = ["everything", "filesystem", "memory", "sequential-thinking"].map(
  (name) => JSON.parse(readFileSync(inProject("test", "fixtures", "schemas", `${name}.json`), "utf8")) as Answered,
);

/** Tools whose arguments no line of text can hold, and the member that is to blame. */
const COMPLEX: { readonly [tool: string]: string } = {
  read_multiple_files: "paths",
  edit_file: "edits",
  directory_tree: "excludePatterns",
  search_files: "excludePatterns",
  create_entities: "entities",
  create_relations: "relations",
  add_observations: "observations",
  delete_entities: "entityNames",
  delete_observations: "deletions",
  delete_relations: "relations",
  open_nodes: "names",
  sequentialthinking: "nextThoughtNeeded",
};

for (const { server, tools } of SERVERS) {
  describe(`the tools of ${server}`, () => {
    for (const source of tools) {
      const parsed = parseTool(source);
      const name = String(source["name"]);
      it(name, () => {
        assert.ok(parsed.ok, parsed.ok ? "" : parsed.reason);
        const { inputSchema } = parsed.item;
        const form = formOf(inputSchema);
        assert.equal(form.reason?.split('"')[1], COMPLEX[name]);

        const properties = inputSchema["properties"] ?? {};
        assert.deepEqual(form.fields.map((field) => field.name), Object.keys(properties));

        assert.deepEqual(validateArguments(inputSchema, skeletonOf(inputSchema)), []);
        const required = form.fields.filter((field) => field.required);
        assert.deepEqual(validateArguments(inputSchema, {}).map((problem) => problem.message), required.map((field) => `lacks the required property "${field.name}"`));
      });
    }
  });
}
