import type { ConfigSource } from "../../../src/core/server/config";
import { parseConfig } from "../../../src/core/server/config/parseConfig";
import type { ParsedServers } from "../../../src/core/server/config/readServers";
import type { VariableEnvironment } from "../../../src/core/server/config/variableEnvironment";

export const SOURCE: ConfigSource = { kind: "shared", author: "workspace", label: ".vscode/mcp.json", file: "/work space/.vscode/mcp.json" };

const VARIABLES: ReadonlyMap<string, string> = new Map([["HOME", "/home/me"], ["EMPTY", ""], ["TRICK", "${env:HOME}"]]);

const SETTINGS: ReadonlyMap<string, unknown> = new Map<string, unknown>([["editor.tabSize", 4], ["off", false], ["editor", { tabSize: 4 }]]);

export const ENVIRONMENT: VariableEnvironment = { workspaceFolder: "/work space",
  folder: (name) => (name === "lib" ? "/other/lib" : undefined),
  userHome: "/home/me",
  pathSeparator: "/",
  env: (name) => VARIABLES.get(name),
  config: (key) => SETTINGS.get(key),
  file: () => undefined,
};

/** Reads the text of an mcp.json of VS Code. */
export function parseServers(text: string, source: ConfigSource, environment: VariableEnvironment): ParsedServers {
  return parseConfig(text, "vscode-mcp", source, environment);
}
