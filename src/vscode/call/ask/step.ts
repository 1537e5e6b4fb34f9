import * as vscode from "vscode";
import { inert } from "../../../core/base/inert";
import { fieldHint } from "../../../core/mcp/schema/fieldHint";
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
  /** The earlier answer when the person came back, or that of the last call. */
  readonly earlier: Answer | undefined;
  readonly canGoBack: boolean;
  /** Goes on with a text in an editor, where there is room for many lines. */
  readonly writeLong?: ((text: string) => Promise<StepOutcome>) | undefined;
}

export type StepOutcome =
  | { readonly type: "answer"; readonly answer: Answer }
  | { readonly type: "back" }
  /** Go on in the JSON editor; `answer` is what is there already, if it is valid. */
  | { readonly type: "edit"; readonly answer: Answer | undefined }
  /** Escape. */
  | { readonly type: "left" };

export const EDIT_AS_JSON: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("json"), tooltip: vscode.l10n.t("Edit as JSON") };
export const WRITE_LONG: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("edit"), tooltip: vscode.l10n.t("Write Several Lines in an Editor") };

/** Sets what all questions have in common. */
export function dress(input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] }, step: Step): void {
  const { field, tool } = step;
  input.title = `${tool}: ${field.title ?? field.name}${field.required ? " *" : ""}`;
  input.step = step.number;
  input.totalSteps = step.total;
  // Values are often fetched from somewhere else, in another window.
  input.ignoreFocusOut = true;
  input.buttons = [...(step.canGoBack ? [vscode.QuickInputButtons.Back] : []), ...(step.writeLong ? [WRITE_LONG] : []), EDIT_AS_JSON];
}

/** Name (where the title hides it), description and bounds of the field, on one line. */
export function fieldInWords({ name, title, description, input }: FormField): string {
  const said = description === undefined ? "" : oneLine(description, 500);
  const named = title === undefined || title === name ? said : said === "" ? name : `${name}: ${said}`;
  const hint = fieldHint(input);
  return [named, hint && inert(hint)].filter((part) => part !== undefined && part !== "").join(" · ");
}

/** A value as it is typed: a text as it is, anything else as JSON. */
export function answerOf(value: unknown): Answer {
  return { value, text: typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value) };
}
