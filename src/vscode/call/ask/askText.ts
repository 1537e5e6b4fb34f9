import * as vscode from "vscode";
import { inert } from "../../../core/base/inert";
import type { FormField } from "../../../core/mcp/schema/formField";
import { parseField } from "../../../core/mcp/schema/parseField";
import { answerOf, dress, fieldInWords, type Answer, type Step, type StepOutcome, WRITE_LONG } from "./step";

/** Asks for a text or a number in one line; what is wrong with it is said while it is typed. */
export async function askText(step: Step): Promise<StepOutcome> {
  // One line would make spaces of the line ends, so a text that has some goes on in an editor.
  const before = step.earlier?.text ?? defaultText(step.field);
  if (step.writeLong && /[\r\n]/.test(before)) return step.writeLong(before);
  const outcome = await askLine(step);
  if (outcome.type !== "long") return outcome;
  return step.writeLong ? step.writeLong(outcome.text) : { type: "left" };
}

type LineOutcome = StepOutcome | { readonly type: "long"; readonly text: string };

async function askLine(step: Step): Promise<LineOutcome> {
  const { field } = step;
  const input = vscode.window.createInputBox();
  dress(input, step);
  input.prompt = inert(fieldInWords(field));
  input.placeholder = placeholderOf(field);
  input.password = field.secret;
  input.value = step.earlier?.text ?? defaultText(field);
  const check = () => {
    const parsed = parseField(field, input.value);
    // An empty required field is no mistake yet; Enter says what is missing.
    if (parsed.ok || input.value === "") input.validationMessage = undefined;
    else input.validationMessage = mistake(parsed.message);
  };
  check();
  try {
    return await new Promise<LineOutcome>((resolve) => {
      input.onDidChangeValue(check);
      input.onDidAccept(() => {
        const parsed = parseField(field, input.value);
        if (parsed.ok) resolve({ type: "answer", answer: { value: parsed.value, text: input.value } });
        else input.validationMessage = mistake(parsed.message);
      });
      input.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) resolve({ type: "back" });
        else if (button === WRITE_LONG) resolve({ type: "long", text: input.value });
        else resolve({ type: "edit", answer: typed(field, input.value) });
      });
      input.onDidHide(() => resolve({ type: "left" }));
      input.show();
    });
  } finally {
    input.dispose();
  }
}

/** What is wrong may repeat words of the schema. */
function mistake(message: string): vscode.InputBoxValidationMessage {
  return { message: inert(message), severity: vscode.InputBoxValidationSeverity.Error };
}

function typed(field: FormField, text: string): Answer | undefined {
  const parsed = parseField(field, text);
  return text !== "" && parsed.ok ? { value: parsed.value, text } : undefined;
}

function placeholderOf(field: FormField): string {
  if (!field.required) return vscode.l10n.t("Optional: leave empty and press Enter to not send it");
  return field.input.type === "text" && parseField(field, "").ok ? vscode.l10n.t("Required: Enter alone sends an empty text") : vscode.l10n.t("Required");
}

function defaultText({ default: value }: FormField): string {
  return value === null ? "" : answerOf(value).text;
}
