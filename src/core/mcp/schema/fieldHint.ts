import { assertNever } from "../../base/assertNever";
import type { FieldInput } from "./formField";
import { describeFormat } from "./textFormats";

/** What a field takes, for whoever is about to fill it in: `a whole number from 1 to 10`; `undefined` where anything goes. */
export function fieldHint(input: FieldInput): string | undefined {
  switch (input.type) {
    case "text":
      return textHint(input);
    case "number":
      return numberHint(input);
    case "choices":
      return choicesHint(input);
    case "boolean":
    case "choice":
    case "json":
      return undefined;
    default:
      return assertNever(input);
  }
}

type Input<T extends FieldInput["type"]> = Extract<FieldInput, { readonly type: T }>;

function textHint({ format, minLength, maxLength, pattern }: Input<"text">): string | undefined {
  const parts = [
    format === undefined || format === "password" ? undefined : describeFormat(format),
    range(minLength === 0 ? undefined : minLength, maxLength, "at", (count) => `${count} ${count === 1 ? "character" : "characters"}`),
    // A long pattern tells nobody anything, and the message about a mistake has it.
    pattern === undefined || pattern.length > 60 ? undefined : `matching ${pattern}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(", ");
}

function numberHint(input: Input<"number">): string {
  const { integer, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = input;
  const bounds = [
    range(minimum, maximum, "of at", String),
    exclusiveMinimum === undefined ? undefined : `greater than ${exclusiveMinimum}`,
    exclusiveMaximum === undefined ? undefined : `less than ${exclusiveMaximum}`,
    multipleOf === undefined || (integer && multipleOf === 1) ? undefined : `a multiple of ${multipleOf}`,
  ].filter((part) => part !== undefined);
  return [integer ? "a whole number" : "a number", bounds.join(", ")].filter((part) => part !== "").join(" ");
}

function choicesHint({ minItems, maxItems }: Input<"choices">): string | undefined {
  const bounds = range(minItems === 0 ? undefined : minItems, maxItems, "at", String);
  return bounds === undefined ? undefined : `${bounds} of them`;
}

/** @param at what stands before `least` and `most` */
function range(least: number | undefined, most: number | undefined, at: string, words: (count: number) => string): string | undefined {
  if (least !== undefined && most !== undefined) return least === most ? `exactly ${words(least)}` : `from ${least} to ${words(most)}`;
  if (least !== undefined) return `${at} least ${words(least)}`;
  return most === undefined ? undefined : `${at} most ${words(most)}`;
}
