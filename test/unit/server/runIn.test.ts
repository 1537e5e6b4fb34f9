import assert from "node:assert/strict";
import { runIn } from "../../../src/core/server/config/runIn";
import { ENVIRONMENT, parseServers } from "./parsing";

const source = { kind: "shared", author: "workspace", label: ".vscode/mcp.json", file: "/second/.vscode/mcp.json" } as const;

describe("the folder that a server of a folder runs in", () => {
  const text = JSON.stringify({ servers: { plain: { command: "a" }, below: { command: "a", cwd: "sub" }, elsewhere: { command: "a", cwd: "/tmp" }, broken: {} } });
  const { configs } = parseServers(text, source, { ...ENVIRONMENT, workspaceFolder: "/second" });
  const inside = runIn("/second", configs);

  it("is that of its configuration unless it says another", () => {
    assert.deepEqual(inside.map(({ launch }) => launch?.cwd), ["/second", "/second/sub", "/tmp", undefined]);
  });

  it("leaves what is written, which consent is keyed by", () => {
    assert.deepEqual(inside.map(({ unresolved }) => unresolved), configs.map(({ unresolved }) => unresolved));
  });
});
