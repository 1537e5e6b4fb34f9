const SECRET_WORDS: ReadonlySet<string> = new Set([
  "token", "secret", "secrets", "password", "passwords", "passwd", "passphrase", "pwd", "credential", "credentials", "apikey", "bearer", "cookie", "authorization",
]);

/** What makes a "key" one that opens something. */
const KEY_WORDS: ReadonlySet<string> = new Set(["api", "access", "private", "secret", "auth", "encryption", "signing", "account", "license"]);

/** Whether something of this name is likely to be a secret: `apiKey`, `GITHUB_TOKEN`, `db-password`; not `max_tokens` or `primaryKey`. */
export function isSecretName(name: string): boolean {
  const words = name.slice(0, 200).replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z\d]+/);
  return words.some((word, index) => SECRET_WORDS.has(word) || ((word === "key" || word === "keys") && KEY_WORDS.has(words[index - 1] ?? "")));
}
