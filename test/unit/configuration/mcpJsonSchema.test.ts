import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type Schema, Validator } from "@cfworker/json-schema";
import { inProject } from "../../support/project";

describe("the schema of a root .mcp.json", () => {
  const validator = new Validator(JSON.parse(readFileSync(inProject("media", "mcp-json.schema.json"), "utf8")) as Schema, "7", false);
  const faults = (server: unknown): readonly string[] => validator.validate({ mcpServers: { server } }).errors.map(({ instanceLocation }) => instanceLocation);

  it("accepts what Claude Code documents", () => {
    assert.deepEqual(faults({ command: "npx", args: ["-y", "x"], env: { A: "${A:-1}" } }), []);
    assert.deepEqual(faults({ type: "stdio", command: "npx", cwd: "x", envFile: ".env" }), []);
    assert.deepEqual(faults({ type: "http", url: "https://example.com", headers: { Authorization: "Bearer ${T}" } }), []);
    assert.deepEqual(validator.validate({}).errors, []);
  });

  it("marks what no host can start", () => {
    for (const server of [{}, { command: 7 }, { command: "" }, { command: "x", args: "y" }, { url: "https://example.com" }, { type: "http" }, 7]) {
      assert.notEqual(faults(server).length, 0, JSON.stringify(server));
    }
  });
});
