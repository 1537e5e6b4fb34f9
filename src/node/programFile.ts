import { lstatSync, statSync } from "node:fs";

/**
 * Whether a file is there that Windows could start. Never throws: a folder of PATH that may not be read is no reason to
 * find nothing behind it. The aliases of programs from the Microsoft Store refuse to be looked through (EACCES), but can
 * be started.
 */
export function isProgramFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EACCES" && isAlias(path);
  }
}

function isAlias(path: string): boolean {
  try {
    return !lstatSync(path).isDirectory();
  } catch {
    return false; // The folder itself may not be read, so nothing in it can be started.
  }
}
