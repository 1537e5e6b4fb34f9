import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import type { ConfigSource } from "../../core/server/config";
import type { VariableEnvironment } from "../../core/server/config/variableEnvironment";

/**
 * Variables of a configuration; without a folder of its own, those of the first folder.
 * @param author who wrote it: what a person wrote must not come to mean something else by the settings of a workspace
 */
export function environmentOf(folder: vscode.WorkspaceFolder | undefined, author: ConfigSource["author"]): VariableEnvironment {
  const home = folder ?? vscode.workspace.workspaceFolders?.[0];
  return {
    workspaceFolder: home?.uri.scheme === "file" ? home.uri.fsPath : undefined,
    folder: (name) => (vscode.workspace.workspaceFolders ?? []).find((each) => each.name === name && each.uri.scheme === "file")?.uri.fsPath,
    userHome: homedir(),
    pathSeparator: path.sep,
    env: (name) => process.env[name],
    config: (key) => {
      const settings = vscode.workspace.getConfiguration(undefined, home);
      if (author === "workspace") return settings.get<unknown>(key);
      const inspected = settings.inspect<unknown>(key);
      return inspected?.globalValue ?? inspected?.defaultValue;
    },
    file: readable,
  };
}

/** More than this is no value of a variable. */
const LARGEST_FILE = 1_000_000;

/** A file that cannot be read is a variable without value, which its configuration is told. A pipe would never end. */
function readable(file: string): string | undefined {
  try {
    const stats = statSync(file);
    return stats.isFile() && stats.size <= LARGEST_FILE ? readFileSync(file, "utf8") : undefined;
  } catch {
    return undefined;
  }
}
