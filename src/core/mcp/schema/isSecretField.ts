import { isJsonObject } from "../../base/json";
import { isSecretName } from "./secretName";

/** Types whose values are settings rather than secrets, whatever they are called: `includeSecrets`, `tokenLimit`. */
const PLAIN_TYPES: ReadonlySet<unknown> = new Set(["boolean", "number", "integer"]);

/**
 * Whether a value of this name and schema is to be kept from sight and from disk: the schema says so (`format: password`,
 * `writeOnly`), or the name does and the schema allows for a text.
 * @param schema simplified; `undefined` when it is not known
 */
export function isSecretField(name: string, schema: unknown): boolean {
  if (!isJsonObject(schema)) return isSecretName(name);
  if (schema["format"] === "password" || schema["writeOnly"] === true) return true;
  if (PLAIN_TYPES.has(schema["type"]) || Array.isArray(schema["enum"]) || schema["const"] !== undefined) return false;
  return isSecretName(name);
}
