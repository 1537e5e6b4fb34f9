import type { HostFile } from "./hostFile";
import type { HostName } from "./hostName";
import { absolute, applicationData, configHome, type Machine, pathsOf } from "./machine";

/**
 * The files in which other hosts keep a person's own servers, whether they are there or not.
 * @param editorStorage folder in which the extensions of this editor keep their files, Cline among them
 */
export function userHostFiles(machine: Machine, editorStorage?: string): readonly HostFile[] {
  const { platform, home, env } = machine;
  const paths = pathsOf(machine);
  const data = applicationData(machine);
  const found = (host: HostName, file: string): HostFile => ({ host, file, author: "user" });
  const storages = [editorStorage, paths.join(data, "Code", "User", "globalStorage")].filter((folder) => folder !== undefined);
  return [
    found("claude-desktop", paths.join(data, "Claude", "claude_desktop_config.json")),
    found("claude-code", paths.join(absolute(machine, env["CLAUDE_CONFIG_DIR"]) ?? home, ".claude.json")),
    found("cursor", paths.join(home, ".cursor", "mcp.json")),
    found("windsurf", paths.join(home, ".codeium", "windsurf", "mcp_config.json")),
    found("cline", paths.join(home, ".cline", "data", "settings", "cline_mcp_settings.json")),
    // Before it shared its settings with its command line, Cline kept them with the editor.
    ...[...new Set(storages)].map((folder) => found("cline", paths.join(folder, "saoudrizwan.claude-dev", "settings", "cline_mcp_settings.json"))),
    found("zed", platform === "win32" ? paths.join(data, "Zed", "settings.json") : paths.join(configHome(machine), "zed", "settings.json")),
  ];
}
