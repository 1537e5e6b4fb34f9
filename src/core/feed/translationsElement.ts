/** The element of a page's document that holds the translations of its texts. */
export const TRANSLATIONS_ID = "translations";

/**
 * That element as markup, for the document of a page: what its texts are in another language. It is data and not a script,
 * so no content policy has to allow it. Gives "" for `undefined`, a page whose texts stay as they are written.
 */
export function translationsElement(bundle: Readonly<Record<string, string>> | undefined): string {
  if (bundle === undefined) return "";
  // In JSON a "<" stands in strings only; written as an escape, no translation can end the element or begin another one.
  // Line separators are for old parsers that take JSON for a script.
  const json = JSON.stringify(bundle).replace(/[<\u2028\u2029]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `<script type="application/json" id="${TRANSLATIONS_ID}">${json}</script>`;
}
