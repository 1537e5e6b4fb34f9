import * as vscode from "vscode";
import { inert } from "../../../core/base/inert";
import type { FieldOption, FormField } from "../../../core/mcp/schema/formField";
import { parseField } from "../../../core/mcp/schema/parseField";
import { dress, fieldInWords, type Step, type StepOutcome } from "./step";

type ChoiceItem = vscode.QuickPickItem & { readonly value: unknown };

const BOOLEANS: readonly FieldOption[] = [
  { value: true, label: "true", description: undefined },
  { value: false, label: "false", description: undefined },
];

/** Asks for one or, where the field is a list, several of a set of values. */
export async function askChoice(step: Step): Promise<StepOutcome> {
  const { field } = step;
  const several = field.input.type === "choices";
  const pick = vscode.window.createQuickPick<ChoiceItem>();
  dress(pick, step);
  pick.canSelectMany = several;
  pick.matchOnDescription = true;
  pick.placeholder = placeholderOf(field, several);
  pick.items = choiceItems(field, several);
  preselect(pick, step, several);
  try {
    return await new Promise<StepOutcome>((resolve) => {
      pick.onDidAccept(() => {
        const outcome = several ? severalAnswer(field, pick.selectedItems) : oneAnswer(pick.selectedItems);
        if (typeof outcome !== "string") resolve(outcome);
        // A list has no place for a message but this one.
        else pick.placeholder = outcome;
      });
      pick.onDidTriggerButton((button) => resolve(button === vscode.QuickInputButtons.Back ? { type: "back" } : { type: "edit", answer: undefined }));
      pick.onDidHide(() => resolve({ type: "left" }));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function placeholderOf(field: FormField, several: boolean): string {
  const how = several ? (field.required ? vscode.l10n.t("Required") : vscode.l10n.t("Optional: tick nothing to not send it")) : field.required ? vscode.l10n.t("Required") : vscode.l10n.t("Optional");
  const words = fieldInWords(field);
  return words === "" ? how : `${how} · ${words}`;
}

function choiceItems(field: FormField, several: boolean): ChoiceItem[] {
  const { input } = field;
  const options = input.type === "choice" || input.type === "choices" ? input.options : BOOLEANS;
  const items: ChoiceItem[] = options.map(({ value, label, description }) => {
    const isDefault = !several && field.default === value ? vscode.l10n.t("default") : undefined;
    const real = label === String(value) ? undefined : String(value);
    const about = [real, description, isDefault].filter((each) => each !== undefined).join(" · ");
    return { label: inert(label), value, ...(about === "" ? {} : { description: inert(about) }) };
  });
  if (field.nullable && !several) items.push({ label: "null", value: null });
  if (!field.required && !several) items.push({ label: `$(circle-slash) ${vscode.l10n.t("Leave out")}`, description: vscode.l10n.t("not sent"), value: undefined });
  return items;
}

function preselect(pick: vscode.QuickPick<ChoiceItem>, { earlier, field }: Step, several: boolean): void {
  const value = earlier ? earlier.value : field.default;
  if (several) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [];
    pick.selectedItems = pick.items.filter((item) => values.includes(item.value));
    return;
  }
  const item = pick.items.find((each) => each.value === value);
  if (item) pick.activeItems = [item];
}

function oneAnswer([item]: readonly ChoiceItem[]): StepOutcome | string {
  return item ? { type: "answer", answer: { value: item.value, text: item.label } } : vscode.l10n.t("Choose one of the values");
}

function severalAnswer(field: FormField, items: readonly ChoiceItem[]): StepOutcome | string {
  if (items.length === 0 && !field.required) return { type: "answer", answer: { value: undefined, text: "" } };
  const text = JSON.stringify(items.map((item) => String(item.value)));
  const parsed = parseField(field, text);
  return parsed.ok ? { type: "answer", answer: { value: parsed.value, text } } : parsed.message;
}
