import * as vscode from "vscode";
import { messageOf } from "../../core/base/failure";
import { carryOver } from "../../core/server/config/carryOver";
import type { ServerConfig } from "../../core/server/config";
import { parseConfig } from "../../core/server/config/parseConfig";
import { runIn } from "../../core/server/config/runIn";
import { environmentOf } from "./environment";
import type { Place } from "./place";
import { NOTHING, type Reading } from "./reading";
import { readText } from "./readText";

/**
 * Reads a configuration file.
 * @param before the servers it had when it was last read
 */
export async function readPlace(place: Place, before: readonly ServerConfig[]): Promise<Reading> {
  const { uri, format, source, folder } = place;
  let text: string | undefined;
  try {
    text = await readText(uri);
  } catch (error) {
    const message = vscode.l10n.t("This file cannot be read, so its servers are as they were: {0}", messageOf(error));
    return { configs: before, document: { uri, text: "", problems: [{ severity: "error", message, offset: 0, length: 0, server: undefined }] } };
  }
  if (text === undefined) return NOTHING;
  const parsed = parseConfig(text, format, source, environmentOf(folder, source.author));
  const configs = carryOver(before, parsed).filter((config) => isOfThisWindow(config) && isReadable(config));
  return { configs: inTheirFolder(configs, folder), document: { uri, text, problems: parsed.problems } };
}

/** A file that has servers for several projects has some for others than those that are open. */
function isOfThisWindow({ project }: ServerConfig): boolean {
  return project === undefined || (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme === "file" && uri.fsPath === project);
}

/** Settings of a workspace that nobody trusts are not even read. */
function isReadable({ source }: ServerConfig): boolean {
  return vscode.workspace.isTrusted || source.kind !== "own";
}

function inTheirFolder(configs: readonly ServerConfig[], folder: vscode.WorkspaceFolder | undefined): readonly ServerConfig[] {
  return configs.flatMap((config) => {
    const home = config.project ?? (folder?.uri.scheme === "file" ? folder.uri.fsPath : undefined);
    return home === undefined ? [config] : runIn(home, [config]);
  });
}
