import * as vscode from "vscode";
import { onUnexpectedError } from "../../core/base/unexpected";
import { tabUris } from "../call/tabUris";
import { Commands } from "../contributions";
import type { Host } from "../host";
import { keepsFocus } from "../keepsFocus";
import { newestRequest } from "../newestRequest";
import { showInTraffic as showRow } from "../traffic/showInTraffic";
import { refreshResource } from "./refreshResource";
import { ResourceFiles } from "./resourceFiles";
import { ResourceReader } from "./resourceReader";
import { ResourceStatus } from "./resourceStatus";
import { resourceRef } from "./resourceUri";
import { saveResource } from "./saveResource";

/** Registers what belongs to reading resources. `wirelight.readResource` settles with a `ReadOutcome`. */
export function registerResources(host: Host): vscode.Disposable {
  const files = new ResourceFiles(host.registry);
  const reader = new ResourceReader(host, files);
  const shown = (given: unknown) => (given instanceof vscode.Uri ? given : activeResource());
  reopenFailed().catch(onUnexpectedError);
  return vscode.Disposable.from(
    files,
    new ResourceStatus(files),
    vscode.commands.registerCommand(Commands.readResource, (given: unknown, options: unknown) => reader.command(given, keepsFocus(options))),
    vscode.commands.registerCommand(Commands.refreshResource, (given: unknown) => refreshResource(host, files, shown(given))),
    vscode.commands.registerCommand(Commands.saveResource, (given: unknown) => saveResource(files, shown(given))),
    vscode.commands.registerCommand(Commands.showResourceInTraffic, (given: unknown) => showInTraffic(host, shown(given))),
  );
}

/** The resource in the editor in front, whatever kind of editor that is. */
function activeResource(): vscode.Uri | undefined {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  return tab && tabUris(tab).find((uri) => resourceRef(uri) !== undefined);
}

async function showInTraffic({ trace, registry }: Host, uri: vscode.Uri | undefined): Promise<void> {
  const ref = uri && resourceRef(uri);
  const request = ref && newestRequest(trace, registry.get(ref.server)?.link, "resources/read", ref.uri);
  if (request !== undefined) return showRow(request);
  void vscode.window.showInformationMessage(vscode.l10n.t("The traffic no longer has the reading of this resource. Read Again makes a new one."));
}

/**
 * A remote window may restore editors before it knows which extension serves their files; the ones in front then show an
 * error. Opening them again is what their "Try Again" does.
 */
async function reopenFailed(): Promise<void> {
  for (const { activeTab, viewColumn } of vscode.window.tabGroups.all) {
    const input = activeTab?.input;
    if (!(input instanceof vscode.TabInputText) || !resourceRef(input.uri)) continue;
    if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === input.uri.toString())) continue;
    await vscode.window.showTextDocument(input.uri, { viewColumn, preserveFocus: true, preview: false });
  }
}
