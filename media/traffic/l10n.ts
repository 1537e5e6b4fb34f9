import { TRANSLATIONS_ID } from "../../src/core/feed/translationsElement";

const translations = readTranslations();

/** A text in the language of the person, like `vscode.l10n.t`: `{0}`, `{1}`… stand where the arguments come. */
export function t(message: string, ...args: readonly (string | number)[]): string {
  return (translations.get(message) ?? message).replace(/\{(\d+)\}/g, (hole, at: string) => String(args[Number(at)] ?? hole));
}

/** What the host put into the document; nothing in English, and where there is no document. */
function readTranslations(): ReadonlyMap<string, string> {
  const json = typeof document === "undefined" ? undefined : document.getElementById(TRANSLATIONS_ID)?.textContent;
  // It was written by our own extension.
  return new Map(json === undefined ? [] : Object.entries(JSON.parse(json) as Readonly<Record<string, string>>));
}
