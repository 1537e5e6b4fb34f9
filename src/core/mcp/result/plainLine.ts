/** One line of Markdown that shows just this text. */
export function plainLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().replace(/[\\`*_[\]<>&!#~|]/g, "\\$&");
}
