import * as vscode from "vscode";
import { inert } from "../../../core/base/inert";
import type { JsonObject } from "../../../core/base/json";
import type { FormField } from "../../../core/mcp/schema/formField";
import { oneLine } from "../../format";
import { shortArguments } from "../shortArguments";
import type { Answers } from "./answers";
import { EDIT_AS_JSON, fieldInWords } from "./step";

export interface OptionalQuestion {
  readonly tool: string;
  readonly fields: readonly FormField[];
  /** Names of arguments that only the JSON editor can take. */
  readonly complex: readonly string[];
  readonly answers: Answers;
  /** What would be sent now. */
  readonly args: JsonObject;
  readonly schema: JsonObject;
  /** Of this question, the last one. */
  readonly number: number;
  readonly canGoBack: boolean;
}

export type OptionalChoice =
  | { readonly type: "call" }
  | { readonly type: "field"; readonly field: FormField }
  /** Leaves out an argument that had a value. */
  | { readonly type: "without"; readonly field: FormField }
  | { readonly type: "edit" }
  | { readonly type: "back" }
  | { readonly type: "left" };

type Item = vscode.QuickPickItem & { readonly choice?: OptionalChoice; readonly field?: FormField };

const LEAVE_OUT: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("close"), tooltip: vscode.l10n.t("Leave Out") };

/** Shows what is about to be sent and the optional arguments, each of which can be filled in or left out; Enter calls. */
export async function askOptional(question: OptionalQuestion): Promise<OptionalChoice> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = vscode.l10n.t("{0}: optional arguments", question.tool);
  pick.placeholder = vscode.l10n.t("Press Enter to call, or choose an argument to fill it in");
  pick.step = question.number;
  pick.totalSteps = question.number;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.buttons = question.canGoBack ? [vscode.QuickInputButtons.Back, EDIT_AS_JSON] : [EDIT_AS_JSON];
  pick.items = itemsOf(question);
  try {
    return await new Promise<OptionalChoice>((resolve) => {
      pick.onDidAccept(() => {
        const choice = pick.selectedItems[0]?.choice;
        if (choice) resolve(choice);
      });
      pick.onDidTriggerItemButton(({ item }) => {
        if (item.field) resolve({ type: "without", field: item.field });
      });
      pick.onDidTriggerButton((button) => resolve(button === vscode.QuickInputButtons.Back ? { type: "back" } : { type: "edit" }));
      pick.onDidHide(() => resolve({ type: "left" }));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function itemsOf({ tool, fields, complex, answers, args, schema }: OptionalQuestion): Item[] {
  return [
    { label: `$(play) ${vscode.l10n.t('Call "{0}"', inert(tool))}`, description: inert(shortArguments(args, schema)), choice: { type: "call" } },
    { label: vscode.l10n.t("optional"), kind: vscode.QuickPickItemKind.Separator },
    ...fields.map((field) => fieldItem(field, answers)),
    ...complex.map((name): Item => ({ label: inert(name), description: Object.hasOwn(args, name) ? inert(oneLine(JSON.stringify(args[name]), 80)) : vscode.l10n.t("not sent · edited as JSON"), choice: { type: "edit" } })),
  ];
}

function fieldItem(field: FormField, answers: Answers): Item {
  const answer = answers.of(field);
  const isSent = answer !== undefined && answer.value !== undefined;
  const shown = field.secret ? "••••" : JSON.stringify(answer?.value);
  const words = fieldInWords(field);
  return {
    label: inert(field.title ?? field.name),
    description: isSent ? inert(oneLine(shown, 80)) : vscode.l10n.t("not sent"),
    ...(words === "" ? {} : { detail: inert(words) }),
    ...(isSent ? { buttons: [LEAVE_OUT], field } : {}),
    choice: { type: "field", field },
  };
}
