import * as vscode from "vscode";
import { onUnexpectedError } from "../../core/base/unexpected";
import { carryOver } from "../../core/server/config/carryOver";
import type { ConfigSource, ServerConfig } from "../../core/server/config";
import { parseServerSettings } from "../../core/server/config/parseServerSettings";
import { parseSettingsText } from "../../core/server/config/parseSettingsText";
import { runIn } from "../../core/server/config/runIn";
import { Settings } from "../contributions";
import { environmentOf } from "./environment";
import { folderLabel } from "./folderLabel";
import { NOTHING, type Reading } from "./reading";
import { readText } from "./readText";

/** A settings file of the workspace that may hold `wirelight.servers`. */
interface SettingsPlace {
  readonly value: unknown;
  readonly label: string;
  readonly uri: vscode.Uri | undefined;
  readonly folder: vscode.WorkspaceFolder | undefined;
}

/** The person's own servers. Their settings file cannot be found from here, so problems are shown on the servers. */
export function readUserServers(): Reading {
  const inspected = vscode.workspace.getConfiguration().inspect<unknown>(Settings.servers);
  const source: ConfigSource = { kind: "own", author: "user", label: "User Settings", file: undefined };
  return { configs: parseServerSettings(inspected?.globalValue, source, environmentOf(undefined)).configs, document: undefined };
}

/**
 * Servers of the workspace's settings, one reading per file; these need consent.
 * @param before the servers each file had when it was last read, by label
 */
export async function readWorkspaceServers(before: ReadonlyMap<string, readonly ServerConfig[]>): Promise<ReadonlyMap<string, Reading>> {
  const readings = await Promise.all(places().map(async (place) => [place.label, await read(place, before.get(place.label) ?? [])] as const));
  return new Map(readings);
}

/** Files whose saving may change the servers of the workspace. */
export function settingsUri(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, ".vscode", "settings.json");
}

function places(): SettingsPlace[] {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const saved = workspaceFile?.scheme === "untitled" ? undefined : workspaceFile;
  const folderPlaces = workspaceFolders.map((folder): SettingsPlace => {
    const inspected = vscode.workspace.getConfiguration(undefined, folder.uri).inspect<unknown>(Settings.servers);
    // In a window with one folder the workspace's settings are the folder's.
    const value = workspaceFile ? inspected?.workspaceFolderValue : (inspected?.workspaceFolderValue ?? inspected?.workspaceValue);
    return { value, label: folderLabel(folder, ".vscode/settings.json"), uri: settingsUri(folder), folder };
  });
  if (!workspaceFile) return folderPlaces;
  const value = vscode.workspace.getConfiguration().inspect<unknown>(Settings.servers)?.workspaceValue;
  // Settings are one level deeper in a .code-workspace file, where they cannot be told apart by their key alone.
  return [{ value, label: "Workspace Settings", uri: saved, folder: undefined }, ...folderPlaces];
}

async function read(place: SettingsPlace, before: readonly ServerConfig[]): Promise<Reading> {
  const { folder } = place;
  const reading = place.value === undefined ? NOTHING : await parse(place, before);
  return folder?.uri.scheme === "file" ? { ...reading, configs: runIn(folder.uri.fsPath, reading.configs) } : reading;
}

async function parse({ value, label, uri, folder }: SettingsPlace, before: readonly ServerConfig[]): Promise<Reading> {
  const source: ConfigSource = { kind: "own", author: "workspace", label, file: uri?.fsPath };
  const environment = environmentOf(folder);
  const text = folder && uri ? await savedText(uri) : undefined;
  const parsed = text === undefined ? undefined : parseSettingsText(text, Settings.servers, source, environment);
  if (!uri || text === undefined || !parsed) return { configs: parseServerSettings(value, source, environment).configs, document: undefined };
  return { configs: carryOver(before, parsed), document: { uri, text, problems: parsed.problems } };
}

/** VS Code has read the file already, so its text is needed only to say where a problem is. */
async function savedText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return await readText(uri);
  } catch (error) {
    onUnexpectedError(error);
    return undefined;
  }
}
