import * as vscode from "vscode";

/** What was asked by a dialog. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  readonly modal: boolean;
}

type Answer = string | undefined;

/**
 * Answers the warnings that the extension shows while `work` runs, and gives back what was asked. `undefined` closes
 * the dialog.
 */
export async function answering(answer: Answer | ((question: Question) => Promise<Answer>), work: () => Promise<unknown>): Promise<Question[]> {
  const asked: Question[] = [];
  const original = Object.getOwnPropertyDescriptor(vscode.window, "showWarningMessage");
  const fake = (message: string, options: vscode.MessageOptions | string): Promise<string | undefined> => {
    const { detail = "", modal = false } = typeof options === "string" ? {} : options;
    const question: Question = { message, detail, modal };
    asked.push(question);
    return typeof answer === "function" ? answer(question) : Promise.resolve(answer);
  };
  Object.defineProperty(vscode.window, "showWarningMessage", { configurable: true, value: fake });
  try {
    await work();
  } finally {
    if (original) Object.defineProperty(vscode.window, "showWarningMessage", original);
  }
  return asked;
}
