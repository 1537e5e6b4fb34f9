import type { JsonSchema, ObjectSchema } from "./jsonSchema";
import { ToolError } from "./toolError";

/** Arguments that were checked against a schema: only its properties, with the types it names. */
export type CheckedArguments = ReadonlyMap<string, unknown>;

/**
 * Checks the arguments of a call against the tool's own input schema. Throws a ToolError that names the
 * argument, what was given and what is allowed.
 */
export function checkArguments(given: unknown, schema: ObjectSchema): CheckedArguments {
  if (given !== undefined && (typeof given !== "object" || given === null || Array.isArray(given))) {
    throw new ToolError(`The arguments must be an object with ${names(schema)}.`);
  }
  const checked = new Map<string, unknown>();
  for (const [name, value] of Object.entries(given ?? {})) {
    const property = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (property === undefined) {
      throw new ToolError(`There is no argument "${name}". The arguments are ${names(schema)}.`);
    }
    if (value !== undefined && value !== null) {
      checkValue(name, value, property);
      checked.set(name, value);
    }
  }
  for (const name of schema.required ?? []) {
    if (!checked.has(name)) {
      throw new ToolError(`The argument "${name}" is missing: ${schema.properties[name]?.description ?? "it is required"}`);
    }
  }
  return checked;
}

function checkValue(name: string, value: unknown, schema: JsonSchema): void {
  if (!hasType(value, schema.type)) {
    throw new ToolError(`The argument "${name}" must be ${typeWords(schema)}, but it is ${describe(value)}.`);
  }
  if (schema.enum !== undefined && !schema.enum.includes(String(value))) {
    throw new ToolError(`The argument "${name}" must be one of ${schema.enum.join(", ")}, but it is ${describe(value)}.`);
  }
  if (typeof value === "number" && (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity))) {
    throw new ToolError(`The argument "${name}" must be ${limits(schema)}, but it is ${value}.`);
  }
  if (Array.isArray(value) && schema.items !== undefined) {
    for (const item of value) {
      checkValue(name, item, schema.items);
    }
  }
}

function hasType(value: unknown, type: JsonSchema["type"]): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case undefined:
      return true;
    default:
      return typeof value === type;
  }
}

function typeWords(schema: JsonSchema): string {
  const type = schema.type === "array" ? `an array of ${String(schema.items?.type ?? "value")}s` : `of type ${String(schema.type)}`;
  return schema.enum === undefined ? type : `one of ${schema.enum.join(", ")}`;
}

function limits(schema: JsonSchema): string {
  if (schema.maximum === undefined) {
    return `at least ${schema.minimum}`;
  }
  return `between ${schema.minimum ?? 0} and ${schema.maximum}`;
}

function describe(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function names(schema: ObjectSchema): string {
  return Object.keys(schema.properties).join(", ");
}
