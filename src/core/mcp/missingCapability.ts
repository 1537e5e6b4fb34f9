import { isJsonObject, type JsonObject } from "../base/json";
import type { MethodRule } from "./dialect";

/**
 * Why a server cannot be asked for a method, as a sentence; `undefined` when it can. A server that does not declare
 * what it is asked for answers with an error at best, and some never answer.
 */
export function missingCapability(method: string, rule: MethodRule | undefined, revision: string, capabilities: JsonObject): string | undefined {
  if (rule?.capability === undefined || revision < (rule.capabilitySince ?? rule.since)) return undefined;
  if (declares(capabilities, rule.capability)) return undefined;
  return `${method} was not sent: the server does not declare the capability "${rule.capability}".`;
}

/** Any truthy value counts: a server that writes `true` for `{}` still has something to offer. */
export function declares(capabilities: JsonObject, path: string): boolean {
  let value: unknown = capabilities;
  for (const name of path.split(".")) value = isJsonObject(value) ? value[name] : undefined;
  return Boolean(value);
}
