import { t } from "../l10n";

/** Puts a text on the clipboard, once it is made, and says so, or why not. */
export async function copyText(text: string | Promise<string>, done: string, say: (words: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(await text);
    say(done);
  } catch (error) {
    say(t("The clipboard could not be written: {0}", error instanceof Error ? error.message : String(error)));
  }
}
