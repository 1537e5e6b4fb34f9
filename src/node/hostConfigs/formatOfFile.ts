import type { ConfigFormat } from "../../core/server/config/format";

/** The last parts of the paths of files that are known, in small letters. */
const KNOWN: readonly (readonly [ending: string, format: ConfigFormat])[] = [
  [".vscode/mcp.json", "vscode-mcp"],
  ["user/mcp.json", "vscode-mcp"],
  ["claude_desktop_config.json", "claude-desktop"],
  [".claude.json", "claude-code"],
  [".mcp.json", "claude-code"],
  ["mcp_config.json", "windsurf"],
  ["cline_mcp_settings.json", "cline"],
  ["zed/settings.json", "zed"],
  [".code-workspace", "code-workspace"],
];

/** The format of a file that a person names; most hosts write what Cursor writes, so that is what an unknown file is taken for. */
export function formatOfFile(file: string): ConfigFormat {
  const path = file.replaceAll("\\", "/").toLowerCase();
  // A profile's folder lies between the user folder and its mcp.json.
  if (/\/user\/profiles\/[^/]+\/mcp\.json$/.test(path)) return "vscode-mcp";
  return KNOWN.find(([ending]) => path.endsWith(ending))?.[1] ?? "cursor";
}
