import { isJsonObject, type JsonObject } from "../../base/json";
import { isSecretName } from "./secretName";
import { withoutSecrets } from "./withoutSecrets";

/** The text of arguments that may be kept on disk: as it stands where it holds no secret, else without the secrets. */
export function keptText(schema: JsonObject, text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Half-written: what stands behind a telling name goes, whatever it is.
    return text.replace(/"((?:[^"\\]|\\.)*)"(\s*:\s*)"(?:[^"\\\n]|\\.)*"?/g, (whole: string, name: string, colon: string) => (isSecretName(name) ? `"${name}"${colon}""` : whole));
  }
  if (!isJsonObject(value)) return text;
  const { args, secrets } = withoutSecrets(schema, value);
  return secrets.length === 0 ? text : `${JSON.stringify(args, null, 2)}\n`;
}
