/**
 * A word for cmd.exe and the batch file that it starts, which parses its arguments once more. Inside quotes only `"` and
 * `%` mean something: a quote is doubled, which keeps cmd in quoted mode and is read as one quote by the program; after a
 * percent sign comes an empty substring of a variable that always exists. A line break cannot be passed at all.
 */
export function cmdWord(word: string): string {
  if (/^[\w+:./\\-]+$/.test(word)) return word;
  const escaped = word
    .replace(/(\\*)"/g, '$1$1""')
    .replace(/\\+$/, (backslashes) => backslashes + backslashes)
    .replaceAll("%", "%%cd:~,%");
  return `"${escaped}"`;
}
