import { isJsonObject, type JsonObject } from "../../base/json";
import type { FieldInput, FieldOption } from "./formField";
import { simplifySchema } from "./simplifySchema";

/** Keywords that make one value depend on more than its type and bounds. */
const SHAPES = ["anyOf", "oneOf", "allOf", "not", "if"];

/** How a value of this schema (already simplified) is asked for. */
export function inputOf(schema: JsonObject, root: JsonObject): FieldInput {
  const options = optionsOf(schema);
  if (options) return { type: "choice", options };
  const shape = SHAPES.find((each) => schema[each] !== undefined);
  if (shape !== undefined) return json(`has several shapes ("${shape}")`);
  switch (schema["type"]) {
    case "string":
      return textInput(schema);
    case "number":
      return numberInput(schema, false);
    case "integer":
      return numberInput(schema, true);
    case "boolean":
      return { type: "boolean" };
    case "array":
      return listInput(schema, root);
    case "object":
      return json("is an object");
    default:
      return json(Array.isArray(schema["type"]) ? "has several types" : "has no type");
  }
}

function json(reason: string): FieldInput {
  return { type: "json", reason };
}

function textInput(schema: JsonObject): FieldInput {
  return {
    type: "text",
    format: typeof schema["format"] === "string" ? schema["format"] : undefined,
    minLength: numberAt(schema, "minLength"),
    maxLength: numberAt(schema, "maxLength"),
    pattern: typeof schema["pattern"] === "string" ? schema["pattern"] : undefined,
  };
}

function numberInput(schema: JsonObject, integer: boolean): FieldInput {
  const minimum = numberAt(schema, "minimum");
  const maximum = numberAt(schema, "maximum");
  // Draft 4 says `true` here and means that `minimum` itself is excluded.
  const above = schema["exclusiveMinimum"] === true;
  const below = schema["exclusiveMaximum"] === true;
  return {
    type: "number",
    integer,
    minimum: above ? undefined : minimum,
    maximum: below ? undefined : maximum,
    exclusiveMinimum: above ? minimum : numberAt(schema, "exclusiveMinimum"),
    exclusiveMaximum: below ? maximum : numberAt(schema, "exclusiveMaximum"),
    multipleOf: numberAt(schema, "multipleOf"),
  };
}

function listInput(schema: JsonObject, root: JsonObject): FieldInput {
  if (schema["prefixItems"] !== undefined || schema["contains"] !== undefined) return json("is a list with rules for single items");
  const { schema: items, nullable } = simplifySchema(schema["items"], root);
  const options = items && !nullable ? optionsOf(items) : undefined;
  if (!options) return json("is a list");
  return { type: "choices", options, minItems: numberAt(schema, "minItems"), maxItems: numberAt(schema, "maxItems") };
}

/** The values of enum, const, or a oneOf/anyOf of titled constants; `undefined` when it is none of these. */
function optionsOf(schema: JsonObject): readonly FieldOption[] | undefined {
  const { const: constant, enum: values, enumNames: names } = schema;
  if (isPrimitive(constant)) return [option(constant, undefined, undefined)];
  if (Array.isArray(values)) {
    if (values.length === 0 || !values.every(isPrimitive)) return undefined;
    return values.map((value, index) => option(value, Array.isArray(names) ? names[index] : undefined, undefined));
  }
  const branches = schema["oneOf"] ?? schema["anyOf"];
  if (!Array.isArray(branches) || branches.length === 0) return undefined;
  const options = branches.map((branch: unknown) =>
    isJsonObject(branch) && isPrimitive(branch["const"]) ? option(branch["const"], branch["title"], branch["description"]) : undefined,
  );
  return options.every((each) => each !== undefined) ? options : undefined;
}

function option(value: string | number | boolean, label: unknown, description: unknown): FieldOption {
  return {
    value,
    label: typeof label === "string" && label !== "" ? label : String(value),
    description: typeof description === "string" ? description : undefined,
  };
}

function isPrimitive(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function numberAt(schema: JsonObject, key: string): number | undefined {
  const value = schema[key];
  return typeof value === "number" ? value : undefined;
}
