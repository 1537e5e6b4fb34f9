import assert from "node:assert/strict";
import type { HostFile } from "../../../src/node/hostConfigs/hostFile";
import type { Machine } from "../../../src/node/hostConfigs/machine";
import { userHostFiles } from "../../../src/node/hostConfigs/userHostFiles";
import { workspaceHostFiles } from "../../../src/node/hostConfigs/workspaceHostFiles";

const lines = (files: readonly HostFile[]): string[] => files.map(({ host, file }) => `${host} ${file}`);

describe("where other hosts keep their servers", () => {
  it("knows the places on Linux", () => {
    const machine: Machine = { platform: "linux", home: "/home/ada", env: {} };
    assert.deepEqual(lines(userHostFiles(machine)), [
      "claude-desktop /home/ada/.config/Claude/claude_desktop_config.json",
      "claude-code /home/ada/.claude.json",
      "cursor /home/ada/.cursor/mcp.json",
      "windsurf /home/ada/.codeium/windsurf/mcp_config.json",
      "cline /home/ada/.cline/data/settings/cline_mcp_settings.json",
      "cline /home/ada/.config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json",
      "zed /home/ada/.config/zed/settings.json",
    ]);
  });

  it("knows the places on macOS, where XDG_CONFIG_HOME moves nothing", () => {
    const machine: Machine = { platform: "darwin", home: "/Users/ada", env: { XDG_CONFIG_HOME: "/Users/ada/elsewhere" } };
    assert.deepEqual(lines(userHostFiles(machine)), [
      "claude-desktop /Users/ada/Library/Application Support/Claude/claude_desktop_config.json",
      "claude-code /Users/ada/.claude.json",
      "cursor /Users/ada/.cursor/mcp.json",
      "windsurf /Users/ada/.codeium/windsurf/mcp_config.json",
      "cline /Users/ada/.cline/data/settings/cline_mcp_settings.json",
      "cline /Users/ada/Library/Application Support/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json",
      "zed /Users/ada/.config/zed/settings.json",
    ]);
  });

  it("knows the places on Windows", () => {
    const machine: Machine = { platform: "win32", home: "C:\\Users\\ada", env: { APPDATA: "D:\\Roaming" } };
    assert.deepEqual(lines(userHostFiles(machine)), [
      "claude-desktop D:\\Roaming\\Claude\\claude_desktop_config.json",
      "claude-code C:\\Users\\ada\\.claude.json",
      "cursor C:\\Users\\ada\\.cursor\\mcp.json",
      "windsurf C:\\Users\\ada\\.codeium\\windsurf\\mcp_config.json",
      "cline C:\\Users\\ada\\.cline\\data\\settings\\cline_mcp_settings.json",
      "cline D:\\Roaming\\Code\\User\\globalStorage\\saoudrizwan.claude-dev\\settings\\cline_mcp_settings.json",
      "zed D:\\Roaming\\Zed\\settings.json",
    ]);
    const [desktop] = userHostFiles({ ...machine, env: {} });
    assert.equal(desktop?.file, "C:\\Users\\ada\\AppData\\Roaming\\Claude\\claude_desktop_config.json");
  });

  it("follows the variables that move them, and ignores relative ones", () => {
    const machine = (env: Machine["env"]): Machine => ({ platform: "linux", home: "/home/ada", env });
    const moved = lines(userHostFiles(machine({ XDG_CONFIG_HOME: "/etc/ada", CLAUDE_CONFIG_DIR: "/srv/claude" })));
    assert.deepEqual(moved.filter((line) => /^(claude|zed)/.test(line)), [
      "claude-desktop /etc/ada/Claude/claude_desktop_config.json",
      "claude-code /srv/claude/.claude.json",
      "zed /etc/ada/zed/settings.json",
    ]);
    assert.deepEqual(userHostFiles(machine({ XDG_CONFIG_HOME: "conf", CLAUDE_CONFIG_DIR: "" })), userHostFiles(machine({})));
  });

  it("looks for Cline in the storage of this editor too, once", () => {
    const machine: Machine = { platform: "linux", home: "/home/ada", env: {} };
    const cline = (storage: string): string[] => userHostFiles(machine, storage).filter(({ host }) => host === "cline").map(({ file }) => file);
    assert.equal(cline("/home/ada/.vscode-server/data/User/globalStorage")[1], "/home/ada/.vscode-server/data/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json");
    assert.equal(cline("/home/ada/.config/Code/User/globalStorage").length, 2);
  });

  it("knows the files of a folder, which belong to the workspace", () => {
    assert.deepEqual(lines(workspaceHostFiles({ platform: "linux" }, "/w")), ["cursor /w/.cursor/mcp.json", "zed /w/.zed/settings.json"]);
    assert.deepEqual(lines(workspaceHostFiles({ platform: "win32" }, "C:\\w")), ["cursor C:\\w\\.cursor\\mcp.json", "zed C:\\w\\.zed\\settings.json"]);
    assert.ok(workspaceHostFiles({ platform: "linux" }, "/w").every(({ author }) => author === "workspace"));
  });
});
