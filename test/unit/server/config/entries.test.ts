import assert from "node:assert/strict";
import type { ConfigFormat } from "../../../../src/core/server/config/format";
import { parseConfig } from "../../../../src/core/server/config/parseConfig";
import { parseServerSettings } from "../../../../src/core/server/config/parseServerSettings";
import { FILE, WORLD } from "./world";

const parse = (text: string, format: ConfigFormat = "vscode-mcp", environment = WORLD) => parseConfig(text, format, FILE, environment);

describe("an entry of a configuration", () => {
  it("is kept as it is written, keys of any name and nothing added", () => {
    const entry = '{"command": "x", "args": ["${env:HOME}", 1.5, null, [true]], "__proto__": {"a": 1}, "autoApprove": ["*"], "b": "old", "b": "new"}';
    const [config] = parse(`{"mcpServers": {"a": ${entry}}}`, "cline").configs;
    assert.deepEqual(config?.entry, JSON.parse(entry));
    assert.deepEqual(parse('{"servers": {"a": "x"}}').configs[0]?.entry, undefined);
  });

  it("has its problems at their places, broken and unclosed strings included", () => {
    const places = (text: string): readonly string[] => parse(text, "zed").problems.filter(({ message }) => message.includes("replaces no variables")).map(({ offset, length }) => text.slice(offset, offset + length));
    for (const before of ["a", "\\n", "\\u0041", "\\ul", "\\u00x", "\\x", "\\\\", '\\"', "\\ud83d\\ude00", "\u{1F600}"]) {
      assert.deepEqual(places(`{"mcpServers": {"a": {"command": "x", "args": ["${before}\${env:HOME}"]}}}`), ["${env:HOME}"], before);
      assert.deepEqual(places(`{"mcpServers": {"a": {"command": "x", "args": ["${before}\${env:HOME}`), ["${env:HOME}"], `${before}, unclosed`);
    }
  });

  it("is told apart from one of the same name in another project", () => {
    const { configs } = parse('{"mcpServers": {"a": {"command": "x"}}, "projects": {"/p": {"mcpServers": {"a": {"command": "x"}}}, "/q": {"mcpServers": {"a": {"command": "x"}}}}}', "claude-code");
    assert.equal(new Set(configs.map(({ id }) => id)).size, 3);
    assert.deepEqual(configs.map(({ source }) => source.label), ["a file", "a file (/p)", "a file (/q)"]);
  });

  it("leaves a path to a person's answer until that is known", () => {
    const text = '{"inputs": [{"id": "at", "type": "promptString", "description": "Where"}], "servers": {"a": {"command": "x", "cwd": "${input:at}", "envFile": "${input:at}/.env"}}}';
    const { configs } = parse(text, "vscode-mcp", { ...WORLD, workspaceFolder: undefined });
    assert.deepEqual([configs[0]?.launch?.cwd, configs[0]?.launch?.envFile], ["${input:at}", "${input:at}/.env"]);
  });

  it("needs an absolute path for its environment file when no folder is open", () => {
    const { configs } = parse('{"servers": {"a": {"command": "x", "envFile": ".env"}, "b": {"command": "x", "envFile": ""}, "c": {"command": "x", "envFile": 5}}}', "vscode-mcp", { ...WORLD, workspaceFolder: undefined });
    assert.deepEqual(configs.map(({ launch }) => launch), [undefined, undefined, undefined]);
    assert.match(configs[0]?.problems[0]?.message ?? "", /"envFile" is the relative path "\.env", and no folder is open/);
    assert.match(configs[1]?.problems[0]?.message ?? "", /"envFile" is empty/);
    assert.match(configs[2]?.problems[0]?.message ?? "", /"envFile" must be a string/);
  });

  it("is disabled in every format, broken or not", () => {
    for (const format of ["vscode-mcp", "claude-desktop", "claude-code", "cursor", "windsurf", "cline", "zed"] as const) {
      const key = format === "vscode-mcp" ? "servers" : format === "zed" ? "context_servers" : "mcpServers";
      const { configs } = parse(JSON.stringify({ [key]: { a: { command: "x", disabled: true }, b: { args: 5, disabled: true }, c: { type: "sse", url: "https://x", disabled: true }, d: { command: "x" } } }), format);
      assert.deepEqual(configs.map(({ disabled }) => disabled), [true, true, true, false], format);
    }
  });

  it("can ask for an input wherever it comes from", () => {
    const value = { a: { command: "x", env: { T: "${input:token}" } } };
    const inputs = [{ id: "token", type: "promptString", description: "Token", password: true }];
    const { configs, problems } = parseServerSettings(value, FILE, WORLD, inputs);
    assert.deepEqual(problems, []);
    assert.deepEqual(configs[0]?.inputs, [{ type: "promptString", id: "token", description: "Token", default: undefined, password: true }]);
    assert.match(parseServerSettings(value, FILE, WORLD).problems[0]?.message ?? "", /There is no input "token"/);
    assert.match(parseServerSettings(value, FILE, WORLD, {}).problems[0]?.message ?? "", /"inputs" must be a list/);
  });

  it("takes a mistyped password input for a secret", () => {
    const { configs, problems } = parse('{"inputs": [{"id": "t", "type": "promptString", "description": "T", "password": "yes"}], "servers": {"a": {"command": "${input:t}"}}}');
    assert.deepEqual(configs[0]?.inputs.map((input) => input.type === "promptString" && input.password), [true]);
    assert.match(problems[0]?.message ?? "", /"password" must be true or false/);
  });

  it("says that a default is none of the options", () => {
    const { configs, problems } = parse('{"inputs": [{"id": "t", "type": "pickString", "description": "T", "options": ["a"], "default": "b"}], "servers": {"a": {"command": "${input:t}"}}}');
    assert.ok(configs[0]?.launch);
    assert.match(problems[0]?.message ?? "", /"default" is none of the options.*"a"/);
  });
});
