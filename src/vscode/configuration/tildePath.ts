import { homedir } from "node:os";
import * as path from "node:path";

/** A path for people: what lies below their home folder begins with `~`. */
export function tildePath(file: string): string {
  const below = path.relative(homedir(), file);
  return below === "" || below.startsWith("..") || path.isAbsolute(below) ? file : path.join("~", below);
}
