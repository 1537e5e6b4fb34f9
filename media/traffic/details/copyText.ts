import { t } from "../l10n";

/** Puts a text on the clipboard and says so, or why not. */
export async function copyText(text: string, done: string, say: (words: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch (error) {
    say(t("The clipboard could not be written: {0}", error instanceof Error ? error.message : String(error)));
  }
}
