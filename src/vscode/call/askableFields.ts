import { isJsonObject, type JsonObject } from "../../core/base/json";
import { formOf } from "../../core/mcp/schema/form";
import type { FormField } from "../../core/mcp/schema/formField";

/** The arguments of a tool that can be asked for one after the other, and the others. */
export interface AskableFields {
  readonly fields: readonly FormField[];
  /** Names of optional arguments too complex for a question, which the JSON editor takes. */
  readonly complex: readonly string[];
}

/**
 * The fields that can be asked for one after the other; `undefined` when the arguments need the JSON editor. Optional
 * fields too complex for a question are left to the editor, which every question offers, so that one exotic option
 * does not take the questions away from a simple tool.
 */
export function askableFields(schema: JsonObject): AskableFields | undefined {
  const form = formOf(schema);
  if (form.simple) return { fields: form.fields, complex: [] };
  const complex = form.fields.filter((field) => !field.simple && !field.required).map((field) => field.name);
  if (complex.length === 0 || !isJsonObject(schema.properties)) return undefined;
  const properties = Object.fromEntries(Object.entries(schema.properties).filter(([name]) => !complex.includes(name)));
  const simpler = formOf({ ...schema, properties });
  return simpler.simple && simpler.fields.length > 0 ? { fields: simpler.fields, complex } : undefined;
}
