import { isJsonObject, type JsonObject } from "../../base/json";
import { looksSecret } from "./looksSecret";

/** Names of the variables of an entry whose value stands there in full and is probably a secret. */
export function literalSecrets(entry: JsonObject): readonly string[] {
  const env = isJsonObject(entry["env"]) ? entry["env"] : {};
  return Object.entries(env).filter(([name, value]) => typeof value === "string" && value !== "" && !/\$\{[^}]*\}/.test(value) && looksSecret(name)).map(([name]) => name);
}
