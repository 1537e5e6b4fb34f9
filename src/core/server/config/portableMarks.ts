// Characters of a private use area, which nothing that is copied may have; the slash makes a path that begins with one absolute.
const OPEN = "/\uE000";
const CLOSE = "\uE001";

/** What no text of a configuration may have: it would look like a variable that was found in it. */
export const MARKS = /[\uE000\uE001]/;

/** Stands for a variable while a configuration is copied, so that it cannot be taken for text that merely looks like one. */
export function marked(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** The text with its variables written out in the words of `wirelight.servers`. */
export function writtenOut(text: string): string {
  return text
    .replace(/\/\uE000(.*?)\uE001/gs, (_, name: string) => `\${${name}}`)
    // Without its slash it is the last part of the path of a folder.
    .replace(/\uE000workspaceFolder(.*?)\uE001/gs, (_, folder: string) => `\${workspaceFolderBasename${folder}}`);
}
