import { type Stats, statSync } from "node:fs";
import { basename, isAbsolute, resolve } from "node:path";
import { describeLanguages, languageOf } from "../languages/languageOf";
import { ToolError } from "../tools/toolError";

/** What the `path` of a call stands for. `shown` is the path as it was given: results begin with it. */
export type Target =
  | { readonly kind: "file"; readonly path: string; readonly shown: string }
  | { readonly kind: "folder"; readonly path: string; readonly shown: string };

/**
 * Finds the file or folder a path means: absolute, or below the first base where it exists.
 * With `unsaved` the path only names a file, which need not exist.
 */
export function findTarget(path: string, bases: readonly string[], unsaved: boolean): Target {
  if (path.trim() === "" || path.includes("\0")) {
    throw new ToolError('The path is empty or invalid: name a file or a folder ("." is the workspace root).');
  }
  const candidates = isAbsolute(path) ? [path] : bases.map((base) => resolve(base, path));
  for (const candidate of candidates) {
    const stat = statOf(candidate);
    if (stat?.isDirectory() === true) {
      return folder(candidate, path, unsaved);
    }
    if (stat !== undefined) {
      return file(candidate, path);
    }
  }
  if (unsaved) {
    return file(candidates[0] ?? path, path);
  }
  throw new ToolError(
    isAbsolute(path)
      ? `There is no file or folder ${path}.`
      : `There is no file or folder "${path}" below ${bases.join(" or ")}. Use an absolute path or one relative to a workspace root.`,
  );
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new ToolError(`${path} cannot be looked at: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function folder(path: string, shown: string, unsaved: boolean): Target {
  if (unsaved) {
    throw new ToolError(`${shown} is a folder, but "text" is the text of exactly one file: name that file as the path.`);
  }
  return { kind: "folder", path, shown };
}

function file(path: string, shown: string): Target {
  if (languageOf(path) === undefined) {
    throw new ToolError(`The language of ${basename(path)} is not supported. Supported are ${describeLanguages()}.`);
  }
  return { kind: "file", path, shown };
}
