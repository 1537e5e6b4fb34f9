import type { JsonObject } from "../../../core/base/json";
import type { FormField } from "../../../core/mcp/schema/formField";
import { Answers } from "./answers";
import { askChoice } from "./askChoice";
import { askOptional } from "./askOptional";
import { askText } from "./askText";
import type { FormInput } from "./formInput";
import type { Step, StepOutcome } from "./step";

export type AskedArguments =
  | { readonly type: "complete"; readonly args: JsonObject }
  /** To be finished as JSON: what was answered, and the names that were deliberately left out. */
  | { readonly type: "edit"; readonly args: JsonObject; readonly leftOut: readonly string[] }
  /** Back from the first question. */
  | { readonly type: "back" }
  | { readonly type: "left" };

/**
 * Asks for the required fields one after the other, and then once for all the optional ones, which nobody has to fill in.
 * Every question can go back to the one before.
 */
export async function askArguments(input: FormInput): Promise<AskedArguments> {
  return new Series(input).run();
}

class Series {
  private readonly answers: Answers;
  private readonly required: readonly FormField[];
  private readonly optional: readonly FormField[];
  /** The number of questions, the one for all optional fields among them. */
  private readonly total: number;

  constructor(private readonly input: FormInput) {
    this.required = input.fields.filter((field) => field.required);
    this.optional = input.fields.filter((field) => !field.required);
    this.answers = new Answers(input.fields, input.start);
    this.total = this.required.length + (this.hasOptional ? 1 : 0);
  }

  async run(): Promise<AskedArguments> {
    for (let at = 0; ; ) {
      const field = this.required[at];
      if (!field && !this.hasOptional) return this.complete();
      const outcome = field ? await this.ask(field, at + 1, at > 0) : await this.askOptional(at > 0);
      if (outcome.type === "call") return this.complete();
      if (outcome.type === "left") return outcome;
      if (outcome.type === "edit") return { type: "edit", args: this.args(), leftOut: this.answers.leftOut };
      if (outcome.type === "back" && at === 0) return outcome;
      at += outcome.type === "back" ? -1 : 1;
    }
  }

  private get hasOptional(): boolean {
    return this.optional.length + this.input.complex.length > 0;
  }

  private async ask(field: FormField, number: number, canGoBack: boolean): Promise<StepOutcome> {
    const { tool, writeLong } = this.input;
    const outcome = await question({
      tool, field, number,
      total: this.total,
      earlier: this.answers.of(field),
      canGoBack: canGoBack || this.input.canGoBack,
      writeLong: isPlainText(field) ? (text) => writeLong(field, text) : undefined,
    });
    if ((outcome.type === "answer" || outcome.type === "edit") && outcome.answer) this.answers.set(field, outcome.answer);
    return outcome;
  }

  /** The list of optional fields, again and again, until the person is done with it. */
  private async askOptional(canGoBack: boolean): Promise<StepOutcome | { readonly type: "call" }> {
    for (;;) {
      const { tool, schema, complex } = this.input;
      const chosen = await askOptional({ tool, schema, fields: this.optional, complex, answers: this.answers, number: this.total, canGoBack: canGoBack || this.input.canGoBack, args: this.args() });
      if (chosen.type === "without") {
        this.answers.set(chosen.field, { value: undefined, text: "" });
        continue;
      }
      if (chosen.type !== "field") return chosen.type === "edit" ? { type: "edit", answer: undefined } : chosen;
      const outcome = await this.ask(chosen.field, this.total, true);
      if (outcome.type === "left" || outcome.type === "edit") return outcome;
    }
  }

  private complete(): AskedArguments {
    return { type: "complete", args: this.args() };
  }

  /** What was there to begin with and is not a field of this form is sent too: the editor may have put it there. */
  private args(): JsonObject {
    const { fields, complex, start = {} } = this.input;
    const known = new Set(fields.map((field) => field.name));
    const others = Object.entries(start).filter(([name]) => !known.has(name) || complex.includes(name));
    return { ...this.answers.arguments(fields), ...Object.fromEntries(others) };
  }
}

function question(step: Step): Promise<StepOutcome> {
  const { type } = step.field.input;
  return type === "boolean" || type === "choice" || type === "choices" ? askChoice(step) : askText(step);
}

/** Whether a text may have many lines: nothing that has a format has, and a secret is not written where it can be read. */
function isPlainText({ input, secret }: FormField): boolean {
  return input.type === "text" && input.format === undefined && input.pattern === undefined && !secret && (input.maxLength ?? Infinity) > 80;
}
