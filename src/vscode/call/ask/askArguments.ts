import type { JsonObject } from "../../../core/base/json";
import type { FormField } from "../../../core/mcp/schema/formField";
import { askChoice } from "./askChoice";
import { askText } from "./askText";
import type { Answer, Step, StepOutcome } from "./step";

export type AskedArguments =
  | { readonly type: "complete"; readonly args: JsonObject }
  /** To be finished as JSON: what was answered, and the names that were deliberately left out. */
  | { readonly type: "edit"; readonly args: JsonObject; readonly leftOut: readonly string[] }
  /** Back from the first question. */
  | { readonly type: "back" }
  | { readonly type: "left" };

/** Asks for the fields one after the other; every question can go back to the one before. */
export async function askArguments(tool: string, fields: readonly FormField[], canGoBack: boolean): Promise<AskedArguments> {
  const answers = new Map<string, Answer>();
  for (let at = 0; ; ) {
    const field = fields[at];
    if (!field) return { type: "complete", args: argumentsOf(answers) };
    const step = { tool, field, number: at + 1, total: fields.length, earlier: answers.get(field.name), canGoBack: canGoBack || at > 0 };
    const outcome = await ask(step);
    if (outcome.type === "left") return outcome;
    if (outcome.type === "back") {
      if (at === 0) return outcome;
      at--;
      continue;
    }
    if (outcome.answer) answers.set(field.name, outcome.answer);
    if (outcome.type === "edit") return { type: "edit", args: argumentsOf(answers), leftOut: leftOutOf(answers) };
    at++;
  }
}

function ask(step: Step): Promise<StepOutcome> {
  const { type } = step.field.input;
  return type === "boolean" || type === "choice" || type === "choices" ? askChoice(step) : askText(step);
}

function argumentsOf(answers: ReadonlyMap<string, Answer>): JsonObject {
  return Object.fromEntries([...answers].filter(([, answer]) => answer.value !== undefined).map(([name, answer]) => [name, answer.value]));
}

function leftOutOf(answers: ReadonlyMap<string, Answer>): readonly string[] {
  return [...answers].filter(([, answer]) => answer.value === undefined).map(([name]) => name);
}
