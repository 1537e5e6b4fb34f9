import type { JsonObject } from "../../../core/base/json";
import type { FormField } from "../../../core/mcp/schema/formField";
import { type Answer, answerOf } from "./step";

/** The answers to a form so far, by name; one with the value `undefined` leaves its argument out. */
export class Answers {
  private readonly given = new Map<string, Answer>();

  /** Begins with the arguments of the last call or, where there was none, with the defaults of what need not be asked for. */
  constructor(fields: readonly FormField[], start: JsonObject | undefined) {
    for (const field of fields) {
      if (start && Object.hasOwn(start, field.name)) this.given.set(field.name, answerOf(start[field.name]));
      else if (!start && !field.required && hasDefault(field)) this.given.set(field.name, answerOf(field.default));
    }
  }

  of(field: FormField): Answer | undefined {
    return this.given.get(field.name);
  }

  set(field: FormField, answer: Answer): void {
    this.given.set(field.name, answer);
  }

  /** Everything that is to be sent, in the order of the fields. */
  arguments(fields: readonly FormField[]): JsonObject {
    const sent = fields.flatMap(({ name }): [string, unknown][] => {
      const value = this.given.get(name)?.value;
      return value === undefined ? [] : [[name, value]];
    });
    return Object.fromEntries(sent);
  }

  /** Names that were deliberately left out. */
  get leftOut(): readonly string[] {
    return [...this.given].filter(([, answer]) => answer.value === undefined).map(([name]) => name);
  }
}

/** `null` as a default says that there is none. */
function hasDefault({ default: value }: FormField): boolean {
  return value !== undefined && value !== null;
}
