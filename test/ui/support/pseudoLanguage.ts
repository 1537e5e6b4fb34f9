/** What translations add, in letters that English has not. */
const FILLER = "äöüß rêna lôstu mîrg ";

/**
 * A made-up language: every text in guillemets, so that what was not translated is told apart, and two fifths longer, as
 * texts become in other languages. `messages` are what the bundle for translators has.
 */
export function pseudoLanguage(messages: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(messages.map((message) => [message, `«${message}${more(message)}»`]));
}

/** A word becomes a longer word, a sentence gets more words. */
function more(message: string): string {
  const length = Math.ceil(message.replace(/\{\d+\}/g, "").length * 0.4);
  const filler = FILLER.repeat(Math.ceil(length / FILLER.length) + 1);
  return message.includes(" ") ? ` ${filler.slice(0, length).trim()}` : filler.replaceAll(" ", "").slice(0, length);
}
