import { isSecretName } from "../../mcp/schema/secretName";

/** Whether an environment variable or an option of this name probably holds a credential; rather one too many than one too few. */
export function looksSecret(name: string): boolean {
  return isSecretName(name) || /(^|[_-])(PAT|PASS|AUTH|KEY|DSN)([_-]|$)|CONNECTION_?STRING/i.test(name);
}
