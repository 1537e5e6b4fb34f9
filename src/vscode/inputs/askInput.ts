import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import type { CancelSignal } from "../../core/base/cancel";
import { messageOf } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import type { InputDefinition } from "../../core/server/config";

/** `undefined`: the person closed the question, or nobody needs the answer any more. */
export type Answer = { readonly value: string } | { readonly problem: string } | undefined;

/** Puts one question to the person, or to the command that answers in their place; on cancellation it closes. */
export async function askInput(server: string, input: InputDefinition, cancel: CancelSignal): Promise<Answer> {
  const title = vscode.l10n.t('Input "{0}" of the MCP server "{1}"', inert(input.id), inert(server));
  if (input.type === "command") return run(input);
  const closing = new vscode.CancellationTokenSource();
  const subscription = cancel.onCancel(() => closing.cancel());
  try {
    return given(await question(title, input, closing.token));
  } finally {
    subscription.dispose();
    closing.dispose();
  }
}

async function question(title: string, input: Exclude<InputDefinition, { type: "command" }>, token: vscode.CancellationToken): Promise<string | undefined> {
  switch (input.type) {
    case "promptString":
      return vscode.window.showInputBox({
        title,
        prompt: inert(input.description || vscode.l10n.t('Value of "{0}"', input.id)),
        password: input.password,
        ignoreFocusOut: true,
        ...(input.default === undefined ? {} : { value: input.default }),
      }, token);
    case "pickString":
      return pick(title, input, token);
    default:
      return assertNever(input);
  }
}

function given(value: string | undefined): Answer {
  return value === undefined ? undefined : { value };
}

async function pick(title: string, input: InputDefinition & { type: "pickString" }, token: vscode.CancellationToken): Promise<string | undefined> {
  const isDefault = (value: string): boolean => value === input.default;
  const options = [...input.options.filter(({ value }) => isDefault(value)), ...input.options.filter(({ value }) => !isDefault(value))];
  const items = options.map(({ label, value }) => ({
    label: inert(label),
    description: [label === value ? "" : inert(value), isDefault(value) ? vscode.l10n.t("default") : ""].filter((part) => part !== "").join(" · "),
    value,
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: inert(input.description || vscode.l10n.t('Choose the value of "{0}"', input.id)), ignoreFocusOut: true }, token))?.value;
}

async function run({ id, command, args }: InputDefinition & { type: "command" }): Promise<Answer> {
  let answer: unknown;
  try {
    answer = await (args === undefined ? vscode.commands.executeCommand<unknown>(command) : vscode.commands.executeCommand<unknown>(command, args));
  } catch (error) {
    return { problem: vscode.l10n.t('The command "{0}", which gives the input "{1}", failed: {2}. Check that the extension that provides it is installed here.', command, id, messageOf(error)) };
  }
  // Commands that ask something themselves give nothing back when they are left.
  if (answer === undefined || answer === null) return undefined;
  return typeof answer === "string" ? { value: answer } : { problem: vscode.l10n.t('The command "{0}", which gives the input "{1}", must give a string, but gave a value of type {2}.', command, id, Array.isArray(answer) ? "array" : typeof answer) };
}
