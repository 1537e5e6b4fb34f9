import * as vscode from "vscode";
import type { CancelSignal } from "../core/base/cancel";
import { Failure } from "../core/base/failure";
import type { Session } from "../core/mcp/session";
import type { Server } from "../core/server/server";

/** Joins or starts a server because a person asked; on cancellation the wait ends at once and the start goes on. */
export async function startServer(server: Server, cancel: CancelSignal): Promise<Session> {
  return new Promise((resolve, reject) => {
    const subscription = cancel.onCancel(() => reject(new Failure("cancelled", vscode.l10n.t('Waiting for the start of server "{0}" was cancelled.', server.config.name))));
    server.start(true).then(resolve, reject).finally(() => subscription.dispose());
  });
}
