import * as vscode from "vscode";
import { inert } from "../../../core/base/inert";
import type { FormField } from "../../../core/mcp/schema/formField";
import { parseField } from "../../../core/mcp/schema/parseField";
import { dress, EDIT_AS_JSON, fieldInWords, type Answer, type Step, type StepOutcome } from "./step";

/** Asks for a text or a number in one line; what is wrong with it is said while it is typed. */
export async function askText(step: Step): Promise<StepOutcome> {
  const { field } = step;
  const input = vscode.window.createInputBox();
  dress(input, step);
  input.prompt = inert(fieldInWords(field));
  input.placeholder = placeholderOf(field);
  input.value = step.earlier?.text ?? defaultText(field);
  const check = () => {
    const parsed = parseField(field, input.value);
    // An empty required field is no mistake yet; Enter says what is missing.
    if (parsed.ok || input.value === "") input.validationMessage = undefined;
    else input.validationMessage = mistake(parsed.message);
  };
  check();
  try {
    return await new Promise<StepOutcome>((resolve) => {
      input.onDidChangeValue(check);
      input.onDidAccept(() => {
        const parsed = parseField(field, input.value);
        if (parsed.ok) resolve({ type: "answer", answer: { value: parsed.value, text: input.value } });
        else input.validationMessage = mistake(parsed.message);
      });
      input.onDidTriggerButton((button) => resolve(button === EDIT_AS_JSON ? { type: "edit", answer: typed(field, input.value) } : { type: "back" }));
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
  if (!field.required) return "Optional: leave empty and press Enter to not send it";
  return field.input.type === "text" && parseField(field, "").ok ? "Required: Enter alone sends an empty text" : "Required";
}

function defaultText({ default: value }: FormField): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
