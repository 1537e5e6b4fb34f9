import type { ConfigSource } from "../../../../src/core/server/config";
import type { VariableEnvironment } from "../../../../src/core/server/config/variableEnvironment";

/** The machine that the fixtures are read on. */
export const WORLD: VariableEnvironment = {
  workspaceFolder: "/code/app",
  folder: (name) => FOLDERS.get(name),
  userHome: "/home/ann",
  pathSeparator: "/",
  env: (name) => VARIABLES.get(name),
  config: (key) => SETTINGS.get(key),
  file: (path) => FILES.get(path),
};

const FOLDERS: ReadonlyMap<string, string> = new Map([["app", "/code/app"], ["lib", "/code/lib"]]);
const VARIABLES: ReadonlyMap<string, string> = new Map([["HOME", "/home/ann"], ["API_KEY", "key-1"], ["EMPTY", ""]]);
const SETTINGS: ReadonlyMap<string, unknown> = new Map<string, unknown>([["editor.tabSize", 4], ["editor", { tabSize: 4 }]]);
const FILES: ReadonlyMap<string, string> = new Map([["/run/secrets/token", "s3cret\n"]]);

export const FILE: ConfigSource = { kind: "own", author: "user", label: "a file", file: "/code/a file" };
