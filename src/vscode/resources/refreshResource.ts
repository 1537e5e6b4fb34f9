import * as vscode from "vscode";
import { Failure } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import type { Host } from "../host";
import { withLateProgress } from "../lateProgress";
import { newestRequest } from "../newestRequest";
import { startServer } from "../startServer";
import { tellRequest } from "../tellRequest";
import { readingWords } from "./readingWords";
import type { ResourceFiles } from "./resourceFiles";
import { resourceRef } from "./resourceUri";

/** Reads the resource of an open document again, and starts its server for that. */
export async function refreshResource(host: Host, files: ResourceFiles, uri: vscode.Uri | undefined): Promise<void> {
  const ref = uri && resourceRef(uri);
  if (!ref) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a resource first: Read Resource... lists those of the servers."));
    return;
  }
  const server = host.registry.get(ref.server);
  if (!server) {
    void vscode.window.showErrorMessage(inert(vscode.l10n.t('"{0}" cannot be read again: its server is no longer configured.', ref.uri)));
    return;
  }
  try {
    const session = server.session ?? (await withLateProgress(vscode.l10n.t('Starting server "{0}"', server.config.name), (cancel) => startServer(server, cancel)));
    await files.hold(ref, (watched) => withLateProgress(vscode.l10n.t('Reading "{0}" of server "{1}"', ref.uri, server.config.name), (cancel) => watched.read(session, { cancel })));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const request = newestRequest(host.trace, server.link, "resources/read", ref.uri);
    tellRequest(host, { server, words: readingWords(server, `"${ref.uri}"`), failure: error, request, retry: () => void refreshResource(host, files, uri) });
  }
}
