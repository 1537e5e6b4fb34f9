import type { ResultFile } from "./resultFile";
import { safeMarkdown } from "./safeMarkdown";

type MarkdownFile = Omit<ResultFile, "content"> & { readonly content: { readonly text: string } };

/**
 * A Markdown of the server as a file that may be seen laid out: as it is where that is safe, else a copy that is, with
 * the text as it came beside it. That one is no `.md`, since a link from one preview opens the next.
 * @param base name of the file without its extension
 */
export function markdownFiles(base: string, text: string): readonly [MarkdownFile, ...MarkdownFile[]] {
  const safe = safeMarkdown(text);
  if (safe === text) return [{ name: `${base}.md`, open: false, content: { text } }];
  const source = `${base} source.txt`;
  return [
    { name: `${base}.md`, open: false, content: { text: `${unloadedNote(`[the text as it came](<${source}>)`)}\n\n${safe}` } },
    { name: source, open: false, content: { text } },
  ];
}

/** What a reader of the copy is told; `where` says where the original is. */
export function unloadedNote(where: string): string {
  return `*Images, HTML and diagrams of the server are not loaded here: ${where}.*`;
}
