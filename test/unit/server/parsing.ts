import type { ConfigSource } from "../../../src/core/server/config";
import type { VariableEnvironment } from "../../../src/core/server/config/variables";

export const SOURCE: ConfigSource = { kind: "shared", author: "workspace", label: ".vscode/mcp.json", file: "/work space/.vscode/mcp.json" };

const VARIABLES: ReadonlyMap<string, string> = new Map([["HOME", "/home/me"], ["EMPTY", ""], ["TRICK", "${env:HOME}"]]);

export const ENVIRONMENT: VariableEnvironment = { workspaceFolder: "/work space", env: (name) => VARIABLES.get(name) };
