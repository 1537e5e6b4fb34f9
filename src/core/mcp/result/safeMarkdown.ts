/** What a reader of Markdown does not see, and which ends whatever a preview would make of the two characters around it. */
const BREAK = "\u200b";

/**
 * Markdown that is not ours, for a preview: headings, lists, tables, code and links are laid out, while images and HTML,
 * which a preview would fetch from wherever they point, and diagrams, which may do the same, show as their source. The
 * text is returned unchanged where there is nothing of the kind in it.
 */
export function safeMarkdown(markdown: string): string {
  return markdown
    // An image begins with these two characters in every context; what remains is a link, which waits for a click.
    .replace(/!(?=\[)/g, `!${BREAK}`)
    // A tag, a comment or a declaration begins with one of these right after the bracket; links in brackets do not matter.
    .replace(/<(?=[a-z/!?])/gi, `<${BREAK}`)
    .replace(/((?:`{3,}|~{3,})[ \t]*)mermaid/gi, "$1text")
    .replace(/:::(?=[ \t]*mermaid)/gi, `:${BREAK}::`);
}
