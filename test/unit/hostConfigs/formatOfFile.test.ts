import assert from "node:assert/strict";
import { formatOfFile } from "../../../src/node/hostConfigs/formatOfFile";
import { userHostFiles } from "../../../src/node/hostConfigs/userHostFiles";
import { workspaceHostFiles } from "../../../src/node/hostConfigs/workspaceHostFiles";

describe("the format of a linked file", () => {
  it("is that of its host, wherever that keeps its files", () => {
    for (const machine of [{ platform: "linux", home: "/home/ada", env: {} }, { platform: "win32", home: "C:\\Users\\ada", env: {} }] as const) {
      for (const { host, file } of [...userHostFiles(machine), ...workspaceHostFiles(machine, machine.home)]) {
        assert.equal(formatOfFile(file), host, file);
      }
    }
  });

  it("is VS Code's for its own files", () => {
    for (const file of ["/w/.vscode/mcp.json", "C:\\Users\\ada\\AppData\\Roaming\\Code\\User\\mcp.json", "/home/ada/.config/Code/User/profiles/-1f2e/mcp.json"]) assert.equal(formatOfFile(file), "vscode-mcp", file);
    assert.equal(formatOfFile("/w/shop.code-workspace"), "code-workspace");
    assert.equal(formatOfFile("/w/.mcp.json"), "claude-code");
  });

  it("is what most hosts write for a file that nobody knows", () => {
    assert.equal(formatOfFile("/srv/team/servers.json"), "cursor");
  });
});
