/** Other programs that start MCP servers and whose configuration files Wirelight can read. */
export const HOST_NAMES = ["claude-desktop", "claude-code", "cursor", "windsurf", "cline", "zed"] as const;

/** Also the name of the format of its files; see `ConfigFormat`. */
export type HostName = (typeof HOST_NAMES)[number];

/** How each of them calls itself. */
export const HOST_TITLES: { readonly [name in HostName]: string } = {
  "claude-desktop": "Claude Desktop",
  "claude-code": "Claude Code",
  cursor: "Cursor",
  windsurf: "Windsurf",
  cline: "Cline",
  zed: "Zed",
};

export function isHostName(text: string): text is HostName {
  return HOST_NAMES.some((name) => name === text);
}
