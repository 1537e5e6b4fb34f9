import type { FormField } from "../../core/mcp/schema/formField";
import { isSecretName } from "../../core/mcp/schema/secretName";
import { askText } from "../call/ask/askText";
import type { Answer, Step, StepOutcome } from "../call/ask/step";
import { askSuggested, type Suggestions } from "./askSuggested";

/** An argument whose value is a text. */
export interface TextArgument {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description: string | undefined;
  readonly required: boolean;
}

/** Texts by name, without those that were left out. */
export type GivenValues = { readonly [name: string]: string };

export interface ValueSeries {
  /** What the values are for. */
  readonly title: string;
  readonly fields: readonly TextArgument[];
  /** The first question can go back, too. */
  readonly canGoBack: boolean;
  /** Goes on with a text in an editor, where there is room for many lines. */
  readonly writeLong?: (field: FormField, text: string) => Promise<StepOutcome>;
  /** @param given the values of the other questions, answered so far */
  suggestions(name: string, given: GivenValues): Suggestions;
}

export type AskedValues =
  | { readonly type: "complete"; readonly values: GivenValues }
  /** Back from the first question. */
  | { readonly type: "back" }
  | { readonly type: "left" };

/** Asks for texts one after the other; every question can go back to the one before. */
export async function askValues(series: ValueSeries): Promise<AskedValues> {
  const { title, fields } = series;
  const answers = new Map<string, Answer>();
  for (let at = 0; ; ) {
    const field = fields[at];
    if (!field) return { type: "complete", values: valuesOf(answers) };
    const place = { number: at + 1, total: fields.length, canGoBack: series.canGoBack || at > 0 };
    const outcome = await ask(series, { tool: title, field: formField(field), earlier: answers.get(field.name), ...place }, answers);
    if (outcome.type === "left") return outcome;
    if (outcome.type === "back") {
      if (at === 0) return outcome;
      at--;
    } else {
      if (outcome.answer) answers.set(field.name, outcome.answer);
      at++;
    }
  }
}

/** What looks like a secret is not shown while it is typed, and the server need not suggest any. */
function ask(series: ValueSeries, step: Step, answers: ReadonlyMap<string, Answer>): Promise<StepOutcome> {
  const { field } = step;
  if (field.secret) return askText(step);
  const others = new Map([...answers].filter(([name]) => name !== field.name));
  const { writeLong } = series;
  return askSuggested({ ...step, writeLong: writeLong && ((text) => writeLong(field, text)) }, series.suggestions(field.name, valuesOf(others)));
}

function valuesOf(answers: ReadonlyMap<string, Answer>): GivenValues {
  return Object.fromEntries([...answers].flatMap(([name, { value }]) => (typeof value === "string" ? [[name, value]] : [])));
}

function formField({ name, title, description, required }: TextArgument): FormField {
  const input = { type: "text", format: undefined, minLength: undefined, maxLength: undefined, pattern: undefined } as const;
  return { name, title, description, required, nullable: false, default: undefined, input, simple: true, secret: isSecretName(name) };
}
