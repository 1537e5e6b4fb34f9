import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FileList } from "./fileList";

const maxOutput = 256 * 1024 * 1024;
const maxTime = 20_000;

export type GitFiles =
  | { readonly status: "listed"; readonly list: FileList }
  /** The folder is in no work tree, or is ignored in it, and has to be walked. */
  | { readonly status: "none" }
  /** It has to be walked without the rules of .gitignore, which is worth a warning. */
  | { readonly status: "failed"; readonly reason: string };

/** Lists what git tracks or would track below a folder. Rejects with the signal's reason when aborted. */
export async function gitFiles(folder: string, signal: AbortSignal): Promise<GitFiles> {
  if (!isInWorkTree(folder)) {
    return { status: "none" };
  }
  const output = await runGit(folder, signal);
  signal.throwIfAborted();
  if (output instanceof Error) {
    return { status: "failed", reason: output.message.trim().split("\n").at(-1) ?? "" };
  }
  // Unmerged files are listed once per stage.
  const files = [...new Set(output.split("\0").filter((path) => path !== ""))];
  if (files.length === 0) {
    // An ignored folder that the user names all the same (a build result, a dependency) is to be walked.
    return { status: "none" };
  }
  const warnings = existsSync(join(folder, ".gitmodules"))
    ? ["Files of git submodules are not included; name a submodule as the path to analyze it."]
    : [];
  return { status: "listed", list: { files, skipped: [], warnings } };
}

function isInWorkTree(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) {
      return true;
    }
    if (dirname(at) === at) {
      return false;
    }
  }
}

function runGit(folder: string, signal: AbortSignal): Promise<string | Error> {
  const args = [
    // A repository's own configuration may name programs to run: neither hook nor monitor may start here.
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=",
    "-C",
    folder,
    "ls-files",
    "--cached",
    "--others",
    "--exclude-standard",
    "-z",
  ];
  const options = {
    // On Windows the current folder is searched for programs first; it must not be the analyzed one.
    cwd: dirname(process.execPath),
    env: gitEnvironment(),
    maxBuffer: maxOutput,
    timeout: maxTime,
    windowsHide: true,
    signal,
  };
  return new Promise((resolve) => {
    execFile("git", args, options, (error, stdout) => {
      resolve(error ?? stdout);
    });
  });
}

/** The caller may itself run inside a git hook, whose variables point to another repository. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^GIT_/iu.test(name));
  return {
    ...Object.fromEntries(own),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    NoDefaultCurrentDirectoryInExePath: "1",
  };
}
