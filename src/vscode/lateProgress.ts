import * as vscode from "vscode";
import { CancelSource, type CancelSignal } from "../core/base/cancel";
import { inert } from "../core/base/inert";

/** A step of a long task: words for it, and how much of the whole it was, in per cent, where that is known. */
export interface ProgressStep {
  readonly message?: string;
  readonly increment?: number;
}

/** What is done sooner than this needs no notification, which would only flash. */
const PATIENCE_MS = 400;

/** Runs a task; when it takes a while, a notification says so and offers Cancel, which is handed to the task as a signal. */
export async function withLateProgress<T>(
  title: string,
  task: (cancel: CancelSignal, report: (step: ProgressStep) => void) => Promise<T>,
): Promise<T> {
  const cancel = new CancelSource();
  let early: ProgressStep = {};
  let show: ((step: ProgressStep) => void) | undefined;
  const running = task(cancel, ({ message, ...rest }) => {
    const step = message === undefined ? rest : { ...rest, message: inert(message) };
    if (show) show(step);
    else early = together(early, step);
  });
  const timer = setTimeout(() => {
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: inert(title), cancellable: true }, (progress, token) => {
      token.onCancellationRequested(() => cancel.cancel());
      show = (step) => progress.report(step);
      show(early);
      // Whoever asked for the task is told of its failure; here only its end matters.
      return running.then(() => undefined, () => undefined);
    });
  }, PATIENCE_MS);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
  }
}

/** An increment, even of nothing, makes a measured bar of one that only moves; so there is none where none was told. */
function together(before: ProgressStep, step: ProgressStep): ProgressStep {
  const increments = [before.increment, step.increment].filter((each) => each !== undefined);
  return { ...before, ...step, ...(increments.length > 0 && { increment: increments.reduce((sum, each) => sum + each, 0) }) };
}
