/** Each is something that one hardly writes by accident; two of them make a document. */
const EVIDENCE: readonly (readonly [RegExp, number])[] = [
  [/^ {0,3}(?:```|~~~)/m, 2],
  [/^\|?[ :-]*-{3,}[ :-]*\|[ |:-]*$/m, 2],
  [/^#{2,6} \S/m, 1],
  [/^# \S[^\n]*\n\n/, 1],
  [/(?<![\w*])\*\*[^\s*][^*\n]*\*\*(?![\w*])/, 1],
  [/\[[^\]\n]+\]\((?:https?:|#|\.{0,2}\/)[^)\s]+\)/, 1],
];

/**
 * Whether a text was written as Markdown, so surely that it may be shown laid out instead of as it came. Cautious:
 * scripts and configuration files have lines that begin with `#` too, and laid out they would lose their lines.
 */
export function isMarkdownDocument(text: string): boolean {
  const head = text.slice(0, 20_000);
  let sum = 0;
  for (const [pattern, weight] of EVIDENCE) if (pattern.test(head)) sum += weight;
  return sum >= 2;
}
