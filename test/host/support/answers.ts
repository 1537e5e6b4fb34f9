import * as vscode from "vscode";

/** What was asked by a dialog. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  readonly modal: boolean;
}

/**
 * Answers the warnings that the extension shows while `work` runs, and gives back what was asked. `undefined` closes
 * the dialog.
 */
export async function answering(answer: string | undefined, work: () => Promise<unknown>): Promise<Question[]> {
  const asked: Question[] = [];
  const original = Object.getOwnPropertyDescriptor(vscode.window, "showWarningMessage");
  const fake = (message: string, options: vscode.MessageOptions | string): Promise<string | undefined> => {
    const { detail = "", modal = false } = typeof options === "string" ? {} : options;
    asked.push({ message, detail, modal });
    return Promise.resolve(answer);
  };
  Object.defineProperty(vscode.window, "showWarningMessage", { configurable: true, value: fake });
  try {
    await work();
  } finally {
    if (original) Object.defineProperty(vscode.window, "showWarningMessage", original);
  }
  return asked;
}
