/** A word for PowerShell 7.3 or later outside of Windows, which hands words on to programs unchanged. */
export function powershellWord(word: string): string {
  // Typographic quotes end a text there as well as the straight one, and each is doubled to stand for itself.
  return /^[\w+:./-]+$/.test(word) ? word : `'${word.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}
