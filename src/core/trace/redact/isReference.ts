/** Whether a value only names a variable, as configurations do: `${env:TOKEN}`, `$TOKEN`. */
export function isReference(value: string): boolean {
  return /^\$\{[^{}]*\}$|^\$[A-Z_][A-Z0-9_]*$/.test(value);
}
