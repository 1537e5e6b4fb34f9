/**
 * Text that is not ours, for the places where VS Code finds more than text in a plain string: notifications, progress and
 * the words below an input make links of `[label](command:…)` and run the command on a click, labels make icons of
 * `$(name)`. There is no escape for either, so a space without width parts the two characters that would begin one.
 */
export function inert(text: string): string {
  return text.replace(/([\]$])(?=\()/g, "$1\u200b");
}
