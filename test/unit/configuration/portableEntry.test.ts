import assert from "node:assert/strict";
import type { JsonObject } from "../../../src/core/base/json";
import type { ConfigSource } from "../../../src/core/server/config";
import type { ConfigFormat } from "../../../src/core/server/config/format";
import { freeName } from "../../../src/core/server/config/freeName";
import { literalSecrets } from "../../../src/core/server/config/literalSecrets";
import { parseConfig } from "../../../src/core/server/config/parseConfig";
import { portableEntry, type Portable } from "../../../src/core/server/config/portableEntry";
import { type FolderWords, portableEnvironment } from "../../../src/core/server/config/portableEnvironment";
import type { VariableEnvironment } from "../../../src/core/server/config/variableEnvironment";

const SOURCE: ConfigSource = { kind: "shared", author: "user", label: "test", file: "/home/ada/test.json" };
const ENVIRONMENT: VariableEnvironment = {
  workspaceFolder: "/code/shop",
  folder: (name) => (name === "shop" ? "/code/shop" : undefined),
  userHome: "/home/ada",
  pathSeparator: "/",
  env: (name) => ({ TOKEN: "s3cret", PORT: "1" })[name],
  config: () => undefined,
  file: (path) => (path === "/home/ada/token" || path === "${userHome}/token" ? "of the file\n" : undefined),
};

describe("a server of another host, copied into our own setting", () => {
  const copies = (format: ConfigFormat, text: unknown, folder: FolderWords = { type: "any" }, runsHere = false): readonly (readonly [name: string, copy: Portable | undefined])[] => {
    const environment = portableEnvironment(ENVIRONMENT, folder);
    return parseConfig(JSON.stringify(text), format, SOURCE, environment).configs.map((config) => [config.name, portableEntry(config, environment, runsHere ? environment.workspaceFolder : undefined)]);
  };
  const entries = (...from: Parameters<typeof copies>): { readonly [name: string]: JsonObject | undefined } =>
    Object.fromEntries(copies(...from).map(([name, copy]) => [name, copy?.type === "exact" ? copy.entry : undefined]));
  /** What cannot be said in our setting, as `part: text`. */
  const inexact = (format: ConfigFormat, entry: JsonObject, folder?: FolderWords): readonly string[] =>
    copies(format, { [format === "zed" ? "context_servers" : "mcpServers"]: { s: entry } }, folder).flatMap(([, copy]) => (copy?.type === "inexact" ? copy.parts.map(({ part, text }) => `${part}: ${text}`) : []));

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

  it("keeps a variable that is not set at the moment, where it has no default", () => {
    assert.deepEqual(entries("claude-code", { mcpServers: { s: { command: "x", args: ["${NONE}", "${userHome}"] } } }), { s: { command: "x", args: ["${env:NONE}", "${env:userHome}"] } });
    assert.deepEqual(entries("cursor", { mcpServers: { s: { command: "x", args: ["${env:NONE}"] } } }), { s: { command: "x", args: ["${env:NONE}"] } });
  });

  it("goes on meaning the folder that it comes from, by its path or by its name", () => {
    const mcpServers = { s: { command: "${workspaceFolder}/bin/serve", args: ["${workspaceFolderBasename}", "./x"], envFile: ".env" }, t: { command: "npx", args: ["${workspaceFolder}"] } };
    assert.deepEqual(entries("cursor", { mcpServers }, { type: "path" }, true), {
      s: { command: "/code/shop/bin/serve", args: ["shop", "./x"], cwd: "/code/shop", envFile: "/code/shop/.env" },
      t: { command: "npx", args: ["/code/shop"], cwd: "/code/shop" },
    });
    assert.deepEqual(entries("cursor", { mcpServers }, { type: "named", name: "shop" }, true), {
      s: { command: "${workspaceFolder:shop}/bin/serve", args: ["${workspaceFolderBasename:shop}", "./x"], cwd: "${workspaceFolder:shop}", envFile: "${workspaceFolder:shop}/.env" },
      t: { command: "npx", args: ["${workspaceFolder:shop}"], cwd: "${workspaceFolder:shop}" },
    });
  });

  it("is refused where a text of its host would become a variable of ours, with the place and the text", () => {
    const live = ["${env:TOKEN}", "${env:NONE}", "${userHome}", "${workspaceFolder}", "${workspaceFolder:shop}", "${command:run.me}", "${input:x}", "${config:a.b}", "${file}", "${/}", "~/x"];
    for (const host of ["claude-desktop", "cline", "zed"] as const) assert.deepEqual(inexact(host, { command: "npx", args: live }), live.map((text, index) => `args[${index}]: ${text}`));
    assert.deepEqual(inexact("claude-code", { command: "a${command:run.me}", args: ["--home=${env:HOME}", "${TOKEN}"], env: { A: "x ${env:TOKEN}", B: "b" } }), ["command: a${command:run.me}", "args[0]: --home=${env:HOME}", "env.A: x ${env:TOKEN}"]);
    assert.deepEqual(inexact("windsurf", { command: "npx", args: ["${workspaceFolder}", "${file:/nowhere}", "${env:TOKEN}"] }), ["args[0]: ${workspaceFolder}", "args[1]: ${file:/nowhere}"]);
    assert.deepEqual(inexact("cursor", { command: "npx", args: ["${command:run.me}", "${input:x}", "~/x", "${env:TOKEN}"] }), ["args[0]: ${command:run.me}", "args[1]: ${input:x}", "args[2]: ~/x"]);
    assert.deepEqual(inexact("cline", { command: "npx", cwd: "${command:run.me}" }), ["cwd: ${command:run.me}"]);
    assert.deepEqual(inexact("claude-desktop", { command: "npx", args: ["${workspaceFolder}"] }, { type: "path" }), ["args[0]: ${workspaceFolder}"]);
  });

  it("keeps a text that means nothing to us either", () => {
    assert.deepEqual(entries("claude-desktop", { mcpServers: { s: { command: "npx", args: ["${TOKEN}", "$HOME", "${", "a~/b"] } } }), { s: { command: "npx", args: ["${TOKEN}", "$HOME", "${", "a~/b"] } });
  });

  it("takes nothing for a variable that only looks like one of those it marks itself", () => {
    assert.deepEqual(inexact("claude-desktop", { command: "npx", args: ["/\uE000env:TOKEN\uE001", "\uE000workspaceFolder\uE001", "fine"] }), ["args[0]: /\uE000env:TOKEN\uE001", "args[1]: \uE000workspaceFolder\uE001"]);
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
