import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { FileList } from "./fileList";
import type { SkippedFile } from "./skippedFile";

/** Folders of dependencies, tools and build results, skipped where no .gitignore is there to say so. */
const skippedFolders: ReadonlySet<string> = new Set([
  ".git",
  ".hg",
  ".svn",
  ".jj",
  ".gradle",
  ".mypy_cache",
  ".next",
  ".nuxt",
  ".pytest_cache",
  ".ruff_cache",
  ".tox",
  ".venv",
  ".vscode-test",
  ".yarn",
  "__pycache__",
  "bower_components",
  "jspm_packages",
  "node_modules",
  "site-packages",
]);

/** Lists the files below a folder that is not under git. Links are not followed, so there are no loops. */
export async function walkFiles(folder: string, signal: AbortSignal): Promise<FileList> {
  const files: string[] = [];
  const skipped: SkippedFile[] = [];
  const pending = [""];
  for (let relative = pending.pop(); relative !== undefined; relative = pending.pop()) {
    signal.throwIfAborted();
    for (const entry of await entriesOf(folder, relative, skipped)) {
      const path = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (skippedFolders.has(entry.name)) {
          skipped.push({ path: `${path}/`, reason: "folder of dependencies or tool data" });
        } else {
          pending.push(path);
        }
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        files.push(path);
      }
    }
  }
  return { files, skipped, warnings: [] };
}

async function entriesOf(folder: string, relative: string, skipped: SkippedFile[]): Promise<Dirent[]> {
  try {
    return await readdir(join(folder, relative), { withFileTypes: true });
  } catch (error) {
    skipped.push({ path: `${relative}/`, reason: `cannot be listed: ${error instanceof Error ? error.message : String(error)}` });
    return [];
  }
}
