import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import { Failure, messageOf } from "../../core/base/failure";

/** How long a page is left without an answer, milliseconds. */
const PATIENCE = 2000;

/**
 * Waits for work, but not long: where a person is asked something, or a server has to answer, it goes on by itself. It
 * rejects when the work fails at once; what fails later is told by a message, and who cancels knows it.
 */
export async function answerSoon(work: Promise<void>): Promise<void> {
  let answered = false;
  const told = work.catch((error: unknown) => {
    if (error instanceof Failure && error.kind === "cancelled") return;
    if (!answered) throw error;
    void vscode.window.showErrorMessage(inert(messageOf(error)));
  });
  await Promise.race([told, sleep(PATIENCE)]);
  answered = true;
}
