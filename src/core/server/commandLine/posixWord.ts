/** A word for a POSIX shell: exactly these characters, whatever they are; only NUL cannot be in a word. */
export function posixWord(word: string): string {
  return /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
