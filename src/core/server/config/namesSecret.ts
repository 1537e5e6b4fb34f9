import { isSecretName } from "../../mcp/schema/secretName";
import { looksSecret } from "./looksSecret";

/**
 * Whether a value of this name in any traffic is probably a credential. Variables in capitals are judged as those of an
 * environment; of other names, `key` and the like are far too common to hide everything that is called so.
 */
export function namesSecret(name: string): boolean {
  if (/^[A-Z][A-Z0-9_]*_[A-Z0-9_]+$/.test(name)) return looksSecret(name);
  return isSecretName(name) || /^(?:auth|pass|dsn|connection[_-]?string)$/i.test(name);
}
