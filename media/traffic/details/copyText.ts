/** Puts a text on the clipboard and says so, or why not. */
export async function copyText(text: string, done: string, say: (words: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch (error) {
    say(`The clipboard could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
