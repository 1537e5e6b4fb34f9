/** What needs no quotes in a POSIX shell. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/** Control and format characters, lone surrogates, and whatever else draws nothing or moves its neighbours about. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u;
const EACH_UNSEEN = new RegExp(UNSEEN, "gu");

const SHORT: ReadonlyMap<string, string> = new Map([["\n", "\\n"], ["\r", "\\r"], ["\t", "\\t"], ["\u001b", "\\e"]]);

/**
 * One word of a command line as people would type it in a shell, nothing left out. Characters that cannot be seen are
 * written as escapes (`$'…'`), so that nobody approves a command that looks like another one.
 */
export function quoteWord(word: string): string {
  if (PLAIN.test(word)) return word;
  if (!UNSEEN.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
  return `$'${word.replace(/[\\']/g, "\\$&").replace(EACH_UNSEEN, escaped)}'`;
}

function escaped(character: string): string {
  const short = SHORT.get(character);
  if (short !== undefined) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}
