import * as vscode from "vscode";
import { messageOf } from "../../core/base/failure";
import { parseConfig } from "../../core/server/config/parseConfig";
import { portableEntry, portableEnvironment } from "../../core/server/config/portableEntry";
import { environmentOf } from "../configuration/environment";
import { hostPlaces } from "../configuration/linkedFiles";
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
    const { uri, format, source, folder } = place;
    try {
      const text = await readText(uri);
      if (text === undefined) continue;
      for (const config of parseConfig(text, format, source, portableEnvironment(environmentOf(folder, source.author))).configs) {
        const written = portableEntry(config);
        if (config.remote) remote++;
        if (written && isForHere(config.project)) servers.push({ name: config.name, host: place.host, place, ...written });
      }
    } catch (error) {
      unreadable.push(`${uri.fsPath}: ${messageOf(error)}`);
    }
  }
  return { servers, remote, unreadable };
}

/** Claude Code keeps the servers of all projects in one file; those of others are of no use here. */
function isForHere(project: string | undefined): boolean {
  return project === undefined || (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme === "file" && uri.fsPath === project);
}
