import { isJsonObject, type JsonObject } from "../../base/json";
import { inputOf } from "./fieldInput";
import type { FieldInput, FormField } from "./formField";
import { isSecretField } from "./isSecretField";
import { simplifySchema } from "./simplifySchema";

/** The arguments of a tool as fields to be asked for. */
export interface Form {
  /** Every field can be asked by a single line, a choice or a switch; otherwise edit the whole as JSON. */
  readonly simple: boolean;
  /** Why the form is not simple, in words. */
  readonly reason: string | undefined;
  /** In the order of the schema. */
  readonly fields: readonly FormField[];
}

/** Keywords that make the members of an object depend on more than their own schema. */
const ENTANGLING = [
  "anyOf", "oneOf", "allOf", "not", "if", "then", "else", "patternProperties", "propertyNames", "dependentRequired",
  "dependentSchemas", "dependencies", "minProperties", "maxProperties", "unevaluatedProperties",
];

/** The form for an `inputSchema` (JSON Schema, any draft; local references only). Never throws. */
export function formOf(inputSchema: JsonObject): Form {
  const { schema } = simplifySchema(inputSchema, inputSchema);
  if (!schema) return { simple: false, reason: "its schema refers to something that is not there", fields: [] };
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = new Set<unknown>(Array.isArray(schema["required"]) ? schema["required"] : []);
  const fields = Object.entries(properties).map(([name, property]) => fieldOf(name, property, required.has(name), inputSchema));
  const reason = entanglement(schema, properties, required) ?? complexField(fields);
  return { simple: reason === undefined, reason, fields };
}

function fieldOf(name: string, property: unknown, required: boolean, root: JsonObject): FormField {
  const { schema, nullable } = simplifySchema(property, root);
  const input: FieldInput = schema ? inputOf(schema, root) : { type: "json", reason: "refers to a schema that is not there" };
  const text = (key: string): string | undefined => (typeof schema?.[key] === "string" ? schema[key] : undefined);
  return {
    name,
    title: text("title"),
    description: text("description"),
    required,
    nullable,
    default: schema?.["default"],
    input,
    secret: isSecretField(name, schema),
    simple: input.type !== "json",
  };
}

/** Why the object as a whole needs more than one field after the other. */
function entanglement(schema: JsonObject, properties: JsonObject, required: ReadonlySet<unknown>): string | undefined {
  const { type, additionalProperties } = schema;
  if (type !== undefined && type !== "object") return "its schema is not that of an object";
  const keyword = ENTANGLING.find((each) => schema[each] !== undefined && schema[each] !== false);
  if (keyword !== undefined) return `its schema uses "${keyword}"`;
  if (additionalProperties !== undefined && additionalProperties !== false) return "it takes properties of any name";
  for (const name of required) if (!(typeof name === "string" && Object.hasOwn(properties, name))) return `it requires ${JSON.stringify(name)}, which its schema does not describe`;
  return undefined;
}

function complexField(fields: readonly FormField[]): string | undefined {
  for (const { name, input } of fields) if (input.type === "json") return `"${name}" ${input.reason}`;
  return undefined;
}
