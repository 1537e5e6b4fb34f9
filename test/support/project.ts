import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A path inside the project, wherever the tests were compiled to. */
export function inProject(...parts: readonly string[]): string {
  for (let folder = process.cwd(); ; folder = path.dirname(folder)) {
    if (isProject(path.join(folder, "package.json"))) return path.join(folder, ...parts);
    if (folder === path.dirname(folder)) throw new Error(`Run the tests inside the project; ${process.cwd()} is not.`);
  }
}

function isProject(manifest: string): boolean {
  return existsSync(manifest) && /"name":\s*"wirelight"/.test(readFileSync(manifest, "utf8"));
}
