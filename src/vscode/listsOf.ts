import * as vscode from "vscode";
import type { CancelSignal } from "../core/base/cancel";
import { Failure } from "../core/base/failure";
import type { Offer } from "../core/mcp/types";
import type { Server } from "../core/server/server";

/** All lists of a running server; on cancellation the wait ends at once and the listing goes on. */
export async function listsOf(server: Server, cancel: CancelSignal): Promise<Offer> {
  return new Promise((resolve, reject) => {
    const subscription = cancel.onCancel(() => reject(new Failure("cancelled", vscode.l10n.t('Waiting for the lists of server "{0}" was cancelled.', server.config.name))));
    server.offered().then(resolve, reject).finally(() => subscription.dispose());
  });
}
