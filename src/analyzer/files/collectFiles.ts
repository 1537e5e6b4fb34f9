import { join } from "node:path";
import { languageOf } from "../languages/languageOf";
import { ToolError } from "../tools/toolError";
import type { FileList } from "./fileList";
import { gitFiles } from "./gitFiles";
import { compileGlobs } from "./glob";
import type { SkippedFile } from "./skippedFile";
import type { Target } from "./target";
import { walkFiles } from "./walkFiles";

/** One file to analyze. */
export interface SourceFile {
  readonly path: string;
  /** How results name it: beginning with the path of the call. */
  readonly shown: string;
  readonly named: boolean;
}

export interface FileSelection {
  /** Sorted by the path within the folder. */
  readonly files: readonly SourceFile[];
  readonly skipped: readonly SkippedFile[];
  readonly otherLanguages: number;
  readonly warnings: readonly string[];
}

export interface GlobFilter {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The files a call is about: the named one, or those of a folder in a supported language that the globs let through. */
export async function collectFiles(target: Target, filter: GlobFilter, signal: AbortSignal): Promise<FileSelection> {
  const wanted = wantedBy(filter);
  if (target.kind === "file") {
    const file: SourceFile = { path: target.path, shown: target.shown, named: true };
    return { files: [file], skipped: [], otherLanguages: 0, warnings: [] };
  }
  const list = await listFiles(target.path, signal);
  const inside = list.files.filter(wanted);
  const supported = inside.filter((path) => languageOf(path) !== undefined).toSorted();
  const shown = (path: string): string => join(target.shown, path);
  return {
    files: supported.map((path) => ({ path: join(target.path, path), shown: shown(path), named: false })),
    skipped: list.skipped.map((file) => ({ ...file, path: shown(file.path) })),
    otherLanguages: inside.length - supported.length,
    warnings: list.warnings,
  };
}

async function listFiles(folder: string, signal: AbortSignal): Promise<FileList> {
  const git = await gitFiles(folder, signal);
  if (git.status === "listed") {
    return git.list;
  }
  const walked = await walkFiles(folder, signal);
  if (git.status === "none") {
    return walked;
  }
  return { ...walked, warnings: [`git could not list the files, so .gitignore was not heeded: ${git.reason}`] };
}

function wantedBy(filter: GlobFilter): (path: string) => boolean {
  try {
    const included = compileGlobs(filter.include);
    const excluded = compileGlobs(filter.exclude);
    return (path) => (filter.include.length === 0 || included(path)) && !excluded(path);
  } catch (error) {
    throw error instanceof RangeError ? new ToolError(error.message) : error;
  }
}
