import assert from "node:assert/strict";
import type { JsonObject } from "../../../src/core/base/json";
import type { ConfigSource } from "../../../src/core/server/config";
import type { ConfigFormat } from "../../../src/core/server/config/format";
import { freeName } from "../../../src/core/server/config/freeName";
import { literalSecrets } from "../../../src/core/server/config/literalSecrets";
import { parseConfig } from "../../../src/core/server/config/parseConfig";
import { portableEntry, portableEnvironment } from "../../../src/core/server/config/portableEntry";
import type { VariableEnvironment } from "../../../src/core/server/config/variableEnvironment";

const SOURCE: ConfigSource = { kind: "shared", author: "user", label: "test", file: "/home/ada/test.json" };
const ENVIRONMENT: VariableEnvironment = {
  workspaceFolder: "/code/shop",
  folder: () => undefined,
  userHome: "/home/ada",
  pathSeparator: "/",
  env: (name) => ({ TOKEN: "s3cret", PORT: "1" })[name],
  config: () => undefined,
  file: (path) => (path === "/home/ada/token" || path === "${userHome}/token" ? "of the file\n" : undefined),
};

describe("a server of another host, copied into our own setting", () => {
  const entries = (format: ConfigFormat, text: unknown): { readonly [name: string]: JsonObject | undefined } => (
    Object.fromEntries(parseConfig(JSON.stringify(text), format, SOURCE, portableEnvironment(ENVIRONMENT)).configs.map((config) => [config.name, portableEntry(config)?.entry]))
  );

  it("keeps the variables of Claude Code in our words; a default counts where the variable is not set", () => {
    const mcpServers = { s: { command: "${PORT}", args: ["--token=${TOKEN}", "${NONE:-fallback}", "${PORT:-2}", "plain"], env: { A: "a${TOKEN}b" } } };
    assert.deepEqual(entries("claude-code", { mcpServers }), { s: { command: "${env:PORT}", args: ["--token=${env:TOKEN}", "fallback", "${env:PORT}", "plain"], env: { A: "a${env:TOKEN}b" } } });
  });

  it("keeps the variables of Cursor, in paths too", () => {
    const mcpServers = { s: { command: "${workspaceFolder}/bin/serve", args: ["${userHome}/x", "${env:TOKEN}", "${workspaceFolderBasename}"], envFile: "${workspaceFolder}/.env" } };
    assert.deepEqual(entries("cursor", { mcpServers }), {
      s: { command: "${workspaceFolder}/bin/serve", args: ["${userHome}/x", "${env:TOKEN}", "${workspaceFolderBasename}"], envFile: "${workspaceFolder}/.env" },
    });
  });

  it("takes over what is written and nothing else", () => {
    assert.deepEqual(entries("claude-desktop", { mcpServers: { s: { command: "npx", args: [], env: {} } } }), { s: { command: "npx" } });
    assert.deepEqual(entries("cline", { mcpServers: { s: { command: "npx", disabled: true, autoApprove: ["x"], timeout: 3 } } }), { s: { command: "npx", disabled: true } });
    assert.deepEqual(entries("zed", { theme: "x", context_servers: { s: { source: "custom", command: "npx", args: ["-y"] } } }), { s: { command: "npx", args: ["-y"] } });
  });

  it("runs servers of a project of Claude Code in that project", () => {
    const projects = { "/code/shop": { mcpServers: { s: { command: "npx" } } } };
    assert.deepEqual(entries("claude-code", { projects }), { s: { command: "npx", cwd: "/code/shop" } });
  });

  it("has no entry when there is no program to start", () => {
    assert.deepEqual(entries("cursor", { mcpServers: { far: { url: "https://example.com/mcp" }, bad: { command: 7 } } }), { far: undefined, bad: undefined });
  });

  it("is pointed out when it holds a secret in full", () => {
    const env = { GITHUB_TOKEN: "ghp_1", OPENAI_API_KEY: "${env:KEY}", apiKey: "1", LOG_LEVEL: "debug", PASSWORD: "", SECRET: null };
    assert.deepEqual(literalSecrets({ command: "npx", env }), ["GITHUB_TOKEN", "apiKey"]);
    assert.deepEqual(literalSecrets({ command: "npx" }), []);
  });

  it("gets a name of its own", () => {
    assert.equal(freeName("git", "Cursor", new Set()), "git");
    assert.equal(freeName("git", "Cursor", new Set(["git"])), "git (Cursor)");
    assert.equal(freeName("git", "Cursor", new Set(["git", "git (Cursor)", "git (Cursor 2)"])), "git (Cursor 3)");
  });
});
