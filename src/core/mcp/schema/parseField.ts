import { ucs2length } from "@cfworker/json-schema";
import { assertNever } from "../../base/assertNever";
import { messageOf } from "../../base/failure";
import type { FieldInput, FieldOption, FormField } from "./formField";
import { compilePattern, isPatternSafe } from "./pattern";
import { describeFormat, hasFormat } from "./textFormats";

/** The value of a field, or what is wrong with what was typed. `undefined` as a value means: leave the field out. */
export type ParsedField = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

type Input<T extends FieldInput["type"]> = Extract<FieldInput, { readonly type: T }>;

/**
 * Reads what a person typed for a field. Nothing typed leaves an optional field out and makes a nullable one null;
 * choices are named by label or value, several as a JSON array or with commas between.
 */
export function parseField(field: FormField, text: string): ParsedField {
  const { input } = field;
  if (text === "" && !field.required) return value(undefined);
  if (field.nullable && (text === "" || (text === "null" && input.type !== "text"))) return value(null);
  switch (input.type) {
    case "text":
      return parseText(input, text);
    case "number":
      return parseNumber(input, text.trim());
    case "boolean":
      return parseBoolean(text.trim().toLowerCase());
    case "choice":
      return parseChoice(input.options, text);
    case "choices":
      return parseChoices(input, text);
    case "json":
      return parseJson(text);
    default:
      return assertNever(input);
  }
}

function value(parsed: unknown): ParsedField {
  return { ok: true, value: parsed };
}

function wrong(message: string): ParsedField {
  return { ok: false, message };
}

function parseText(input: Input<"text">, text: string): ParsedField {
  const { format, minLength = 0, maxLength = Infinity, pattern } = input;
  const length = ucs2length(text);
  if (length < minLength) return wrong(`Enter at least ${minLength} ${minLength === 1 ? "character" : "characters"}.`);
  if (length > maxLength) return wrong(`Enter at most ${maxLength} characters; these are ${length}.`);
  if (format !== undefined && !hasFormat(text, format)) return wrong(`Enter ${describeFormat(format)}.`);
  // A pattern that cannot be read is the server's fault and must not keep anybody from answering.
  const regExp = pattern !== undefined && isPatternSafe(pattern, text.length) ? compilePattern(pattern) : undefined;
  if (regExp && !regExp.test(text)) return wrong(`Enter text that matches the pattern ${pattern}.`);
  return value(text);
}

function parseNumber(input: Input<"number">, text: string): ParsedField {
  const kind = input.integer ? "a whole number" : "a number";
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return wrong(`Enter ${kind}.`);
  const number = Number(text);
  if (!Number.isFinite(number)) return wrong("Enter a smaller number; JSON cannot hold this one.");
  if (input.integer && !Number.isInteger(number)) return wrong("Enter a whole number.");
  if (input.integer && !Number.isSafeInteger(number)) return wrong(`Enter a number between -${Number.MAX_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}; beyond that digits would be lost.`);
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = input;
  if (minimum !== undefined && number < minimum) return wrong(`Enter ${kind} of at least ${minimum}.`);
  if (maximum !== undefined && number > maximum) return wrong(`Enter ${kind} of at most ${maximum}.`);
  if (exclusiveMinimum !== undefined && number <= exclusiveMinimum) return wrong(`Enter ${kind} greater than ${exclusiveMinimum}.`);
  if (exclusiveMaximum !== undefined && number >= exclusiveMaximum) return wrong(`Enter ${kind} less than ${exclusiveMaximum}.`);
  if (multipleOf !== undefined && !isMultiple(number, multipleOf)) return wrong(`Enter a multiple of ${multipleOf}.`);
  return value(number);
}

/** 0.3 is a multiple of 0.1 for people, though not for binary fractions. */
function isMultiple(number: number, step: number): boolean {
  const count = number / step;
  return step > 0 && Math.abs(count - Math.round(count)) <= 1e-9 * Math.max(1, Math.abs(count));
}

function parseBoolean(text: string): ParsedField {
  if (text === "true" || text === "yes") return value(true);
  if (text === "false" || text === "no") return value(false);
  return wrong("Enter true or false.");
}

function parseChoice(options: readonly FieldOption[], text: string): ParsedField {
  const chosen = find(options, text);
  return chosen ? value(chosen.value) : wrong(`Choose one of ${listed(options)}.`);
}

function parseChoices(input: Input<"choices">, text: string): ParsedField {
  const { options, minItems = 0, maxItems = Infinity } = input;
  const chosen: FieldOption[] = [];
  for (const part of partsOf(text)) {
    const option = find(options, part);
    if (!option) return wrong(`${JSON.stringify(part)} is none of ${listed(options)}.`);
    if (!chosen.includes(option)) chosen.push(option);
  }
  if (chosen.length < minItems) return wrong(`Choose at least ${minItems}.`);
  if (chosen.length > maxItems) return wrong(`Choose at most ${maxItems}.`);
  return value(chosen.map((option) => option.value));
}

function partsOf(text: string): readonly string[] {
  if (text.trimStart().startsWith("[")) {
    const parsed = parseJson(text);
    if (parsed.ok && Array.isArray(parsed.value)) return parsed.value.map(String);
  }
  return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
}

/** Values go before labels: a label may be the value of another option. */
function find(options: readonly FieldOption[], text: string): FieldOption | undefined {
  return options.find((option) => String(option.value) === text) ?? options.find((option) => option.label === text);
}

function listed(options: readonly FieldOption[]): string {
  const shown = options.slice(0, 10).map((option) => option.label);
  const more = options.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function parseJson(text: string): ParsedField {
  try {
    return value(JSON.parse(text));
  } catch (error) {
    return wrong(`Enter valid JSON: ${messageOf(error)}`);
  }
}
