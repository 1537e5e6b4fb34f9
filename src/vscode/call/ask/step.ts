import * as vscode from "vscode";
import type { FormField } from "../../../core/mcp/schema/formField";
import { oneLine } from "../../format";

/** What was answered to a field; a value of `undefined` leaves the field out. */
export interface Answer {
  readonly value: unknown;
  /** What was typed, to be there again after going back. */
  readonly text: string;
}

/** One question within the series of a form. */
export interface Step {
  readonly tool: string;
  readonly field: FormField;
  /** From 1. */
  readonly number: number;
  readonly total: number;
  /** The earlier answer when the person came back. */
  readonly earlier: Answer | undefined;
  readonly canGoBack: boolean;
}

export type StepOutcome =
  | { readonly type: "answer"; readonly answer: Answer }
  | { readonly type: "back" }
  /** Go on in the JSON editor; `answer` is what is there already, if it is valid. */
  | { readonly type: "edit"; readonly answer: Answer | undefined }
  /** Escape. */
  | { readonly type: "left" };

export const EDIT_AS_JSON: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("json"), tooltip: "Edit as JSON" };

/** Sets what all questions have in common. */
export function dress(input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] }, step: Step): void {
  const { field, tool } = step;
  input.title = `${tool}: ${field.title ?? field.name}${field.required ? " *" : ""}`;
  input.step = step.number;
  input.totalSteps = step.total;
  // Values are often fetched from somewhere else, in another window.
  input.ignoreFocusOut = true;
  input.buttons = step.canGoBack ? [vscode.QuickInputButtons.Back, EDIT_AS_JSON] : [EDIT_AS_JSON];
}

/** Name (where the title hides it) and description of the field, on one line. */
export function fieldInWords({ name, title, description }: FormField): string {
  const said = description === undefined ? "" : oneLine(description, 500);
  if (title === undefined || title === name) return said;
  return said === "" ? name : `${name}: ${said}`;
}
