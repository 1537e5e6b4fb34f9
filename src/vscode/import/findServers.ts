import * as vscode from "vscode";
import { messageOf } from "../../core/base/failure";
import type { ServerConfig } from "../../core/server/config";
import { parseConfig } from "../../core/server/config/parseConfig";
import { portableEntry, type Portable } from "../../core/server/config/portableEntry";
import { type FolderWords, portableEnvironment } from "../../core/server/config/portableEnvironment";
import { environmentOf } from "../configuration/environment";
import { hostPlaces } from "../configuration/linkedFiles";
import type { Place } from "../configuration/place";
import { readText } from "../configuration/readText";
import type { FoundServer } from "./foundServer";

/** What other hosts on this machine are configured to start. */
export interface Findings {
  readonly servers: readonly FoundServer[];
  /** Servers that are not started but reached over HTTP, which Wirelight does not do yet. */
  readonly remote: number;
  /** Files that are there and cannot be read, each with its reason. */
  readonly unreadable: readonly string[];
}

export async function findServers(context: Pick<vscode.ExtensionContext, "globalStorageUri">): Promise<Findings> {
  const servers: FoundServer[] = [];
  const unreadable: string[] = [];
  let remote = 0;
  for (const place of hostPlaces(context)) {
    try {
      const text = await readText(place.uri);
      if (text === undefined) continue;
      const user = read(place, text, place.folder ? { type: "path" } : ANY_FOLDER);
      const workspace = read(place, text, wordsFor(place.folder));
      for (const [id, { config, copy }] of user) {
        const other = workspace.get(id)?.copy;
        if (config.remote) remote++;
        if (!copy || !other || !config.unresolved || !isForHere(config.project)) continue;
        servers.push({ name: config.name, host: place.host, place, written: config.unresolved, home: place.folder?.uri.fsPath ?? config.project, user: copy, workspace: other });
      }
    } catch (error) {
      unreadable.push(`${place.uri.fsPath}: ${messageOf(error)}`);
    }
  }
  return { servers, remote, unreadable };
}

interface Copyable {
  readonly config: ServerConfig;
  readonly copy: Portable | undefined;
}

/** The servers of a file by their ids, with what each is in our setting when its folder is told in these words. */
function read({ format, source, folder }: Place, text: string, words: FolderWords): ReadonlyMap<string, Copyable> {
  const environment = portableEnvironment(environmentOf(folder, source.author), words);
  // Where the variable for the folder is enough, the copy runs there by itself.
  const runsIn = folder && words.type !== "any" ? environment.workspaceFolder : undefined;
  return new Map(parseConfig(text, format, source, environment).configs.map((config) => [config.id, { config, copy: portableEntry(config, environment, runsIn) }]));
}

const ANY_FOLDER: FolderWords = { type: "any" };

/** How the settings of the workspace tell a folder of theirs; what belongs to none means whichever is open, there as here. */
function wordsFor(folder: vscode.WorkspaceFolder | undefined): FolderWords {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  if (!folder || !workspaceFile) return ANY_FOLDER;
  const { name } = folder;
  // Of several folders of one name only the first can be told by it.
  const isTold = workspaceFolders.find((each) => each.name === name) === folder && !/[{}]/.test(name);
  return isTold ? { type: "named", name } : { type: "path" };
}

/** Claude Code keeps the servers of all projects in one file; those of others are of no use here. */
function isForHere(project: string | undefined): boolean {
  return project === undefined || (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme === "file" && uri.fsPath === project);
}
