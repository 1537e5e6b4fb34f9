import { homedir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { formatOfFile } from "../../node/hostConfigs/formatOfFile";
import type { HostFile } from "../../node/hostConfigs/hostFile";
import { HOST_TITLES, isHostName } from "../../node/hostConfigs/hostName";
import { userHostFiles } from "../../node/hostConfigs/userHostFiles";
import { workspaceHostFiles } from "../../node/hostConfigs/workspaceHostFiles";
import { settings } from "../settings";
import { folderLabel } from "./folderLabel";
import type { Place } from "./place";
import { tildePath } from "./tildePath";
import { localFolders } from "./workspaceFiles";

type HostPlace = Place & { readonly host: HostFile["host"] };

/** The files of other hosts that can be linked or imported: the person's own, and those of the workspace's folders. */
export function hostPlaces(context: Pick<vscode.ExtensionContext, "globalStorageUri">): readonly HostPlace[] {
  const storage = vscode.Uri.joinPath(context.globalStorageUri, "..");
  const machine = { platform: process.platform, home: homedir(), env: process.env };
  const own = userHostFiles(machine, storage.scheme === "file" ? storage.fsPath : undefined).map((file) => placeOf(file, undefined));
  return [...own, ...localFolders().flatMap((folder) => workspaceHostFiles(machine, folder.uri.fsPath).map((file) => placeOf(file, folder)))];
}

/** A file, with the entry of the setting that asks for it. */
export interface LinkedPlace extends Place {
  readonly link: string;
}

/** The files that the setting `wirelight.linkedConfigurations` names, by their host or their path. */
export function linkedFiles(context: Pick<vscode.ExtensionContext, "globalStorageUri">): readonly LinkedPlace[] {
  const entries = settings.linkedConfigurations();
  const hosts = new Set<string>(entries.filter(isHostName));
  const known = hostPlaces(context);
  const ofHosts = known.filter(({ host }) => hosts.has(host)).map((place) => ({ ...place, link: place.host }));
  return [...ofHosts, ...entries.filter((entry) => !isHostName(entry)).map((entry) => ({ ...fileOf(entry, known), link: entry }))];
}

function placeOf({ host, file, author }: HostFile, folder: vscode.WorkspaceFolder | undefined): HostPlace {
  const label = folder ? folderLabel(folder, path.relative(folder.uri.fsPath, file).replaceAll("\\", "/")) : HOST_TITLES[host];
  return { host, uri: vscode.Uri.file(file), format: host, source: { kind: "shared", author, label, file }, folder };
}

/**
 * A file that a person names is read as what a workspace brings, be its folder open or not: it may lie in a checkout that
 * others write to, so each launch needs consent. Where a host keeps a person's own servers is known, and stays what it is.
 */
function fileOf(entry: string, known: readonly HostPlace[]): Place {
  const file = path.resolve(homedir(), entry.replace(/^~(?=[\\/])/, () => homedir()));
  const uri = vscode.Uri.file(file);
  const place = known.find((each) => each.uri.toString() === uri.toString());
  if (place) return place;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const label = folder ? folderLabel(folder, path.relative(folder.uri.fsPath, file).replaceAll("\\", "/")) : tildePath(file);
  return { uri, format: formatOfFile(file), source: { kind: "shared", author: "workspace", label, file }, folder };
}
