import * as vscode from "vscode";
import { onUnexpectedError } from "../../core/base/unexpected";
import { carryOver } from "../../core/server/config/carryOver";
import type { ConfigProblem, ConfigSource, ServerConfig } from "../../core/server/config";
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
  readonly servers: unknown;
  readonly inputs: unknown;
  readonly label: string;
  readonly uri: vscode.Uri | undefined;
  readonly folder: vscode.WorkspaceFolder | undefined;
}

type Level = "globalValue" | "workspaceValue" | "workspaceFolderValue";

/** The person's own servers, and what is wrong with the settings beside them. */
export interface UserServers {
  readonly configs: readonly ServerConfig[];
  /** Those of a server are shown on it: the settings file cannot be found from here. */
  readonly problems: readonly ConfigProblem[];
}

export function readUserServers(): UserServers {
  const source: ConfigSource = { kind: "own", author: "user", label: "User Settings", file: undefined };
  const parsed = parseServerSettings(valueAt(Settings.servers, "globalValue"), source, environmentOf(undefined, "user"), valueAt(Settings.inputs, "globalValue"));
  return { configs: parsed.configs, problems: parsed.problems.filter(({ server }) => server === undefined) };
}

/**
 * Servers of the workspace's settings, one reading per file; these need consent.
 * @param before the servers each file had when it was last read, by label
 */
export async function readWorkspaceServers(before: ReadonlyMap<string, readonly ServerConfig[]>): Promise<ReadonlyMap<string, Reading>> {
  const readings = await Promise.all(places().map(async (place) => [place.label, await read(place, before.get(place.label) ?? [])] as const));
  return new Map(readings);
}

function places(): SettingsPlace[] {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const folderPlaces = workspaceFolders.map((folder): SettingsPlace => {
    // In a window with one folder the workspace's settings are the folder's.
    const value = (key: string): unknown => valueAt(key, "workspaceFolderValue", folder) ?? (workspaceFile ? undefined : valueAt(key, "workspaceValue", folder));
    const uri = vscode.Uri.joinPath(folder.uri, ".vscode", "settings.json");
    return { servers: value(Settings.servers), inputs: value(Settings.inputs), label: folderLabel(folder, ".vscode/settings.json"), uri, folder };
  });
  // A file that is on this disk is read as such; see `workspaceFiles`.
  if (!workspaceFile || workspaceFile.scheme === "file") return folderPlaces;
  return [{ servers: valueAt(Settings.servers, "workspaceValue"), inputs: valueAt(Settings.inputs, "workspaceValue"), label: "Workspace Settings", uri: undefined, folder: undefined }, ...folderPlaces];
}

function valueAt(key: string, level: Level, folder?: vscode.WorkspaceFolder): unknown {
  return vscode.workspace.getConfiguration(undefined, folder?.uri).inspect<unknown>(key)?.[level];
}

async function read(place: SettingsPlace, before: readonly ServerConfig[]): Promise<Reading> {
  const { folder } = place;
  const reading = place.servers === undefined ? NOTHING : await parse(place, before);
  return folder?.uri.scheme === "file" ? { ...reading, configs: runIn(folder.uri.fsPath, reading.configs) } : reading;
}

async function parse({ servers, inputs, label, uri, folder }: SettingsPlace, before: readonly ServerConfig[]): Promise<Reading> {
  const source: ConfigSource = { kind: "own", author: "workspace", label, file: uri?.fsPath };
  const environment = environmentOf(folder, "workspace");
  const text = uri ? await savedText(uri) : undefined;
  const parsed = text === undefined ? undefined : parseSettingsText(text, Settings.servers, source, environment);
  if (!uri || text === undefined || !parsed) return { configs: parseServerSettings(servers, source, environment, inputs).configs, document: undefined };
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
