/**
 * The configuration formats that are read. `vscode-mcp`: `.vscode/mcp.json` and the one of a user profile;
 * `vscode-settings`: the setting `wirelight.servers` in a settings.json; `code-workspace`: the settings in such a file;
 * `claude-code`: the root `.mcp.json`, which VS Code reads too, and `~/.claude.json`.
 */
export type ConfigFormat = "vscode-mcp" | "vscode-settings" | "code-workspace" | "claude-desktop" | "claude-code" | "cursor" | "windsurf" | "cline" | "zed";
