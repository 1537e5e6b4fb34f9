import { escapeText } from "../../escape";

/** Text as inline code, so that nothing in it is markup; on one line. */
export function inlineCode(text: string): string {
  const shown = escapeText(text);
  const fence = "`".repeat(longestRun(shown) + 1);
  const padded = shown === "" || shown.startsWith("`") || shown.endsWith("`") || shown.startsWith(" ") ? ` ${shown} ` : shown;
  return fence + padded + fence;
}

/** Text as words in a sentence: what would be markup, a mention or a link to an issue is escaped. */
export function plainText(text: string): string {
  return escapeText(text.replace(/\s+/g, " ")).replace(/[\\`*_{}[\]<>()#+!|~$@&]/g, (sign) => (sign === "@" || sign === "#" ? `${sign}\u2060` : `\\${sign}`));
}

/** Lines as a block of code; a fence is longer than any in them. */
export function codeBlock(text: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table of two columns without a heading; pipes end a cell even in code. */
export function factTable(rows: readonly (readonly [name: string, value: string])[]): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|");
  return ["| | |", "|---|---|", ...rows.map(([name, value]) => `| ${cell(name)} | ${cell(value)} |`)].join("\n");
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
