/** What the files of a result are called: `<tool> result 2.png`. A tool name may hold anything; a file name on any system may not. */
export function resultBase(tool: string): string {
  return `${safeFileName(tool) || "tool"} result`;
}

/** A text as a part of a file name and of a URI. */
export function safeFileName(name: string): string {
  // Cut first: half of a surrogate pair cannot be written into a URI.
  return name.slice(0, 100).replace(/[\p{Cc}\\/:*?"<>|#%&[\]!`\p{Cs}]/gu, "_").replace(/[. ]+$/, "");
}
