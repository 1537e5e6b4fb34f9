import { accessSync, constants, openSync, readSync, closeSync, statSync, type Stats } from "node:fs";
import { basename, resolve } from "node:path";
import type { Closed } from "../core/wire/closed";
import { defaultPath } from "./findCommand";
import type { ProcessRequest } from "./spawn";

const windows = process.platform === "win32";

/**
 * Turns the system's word into one that a person can act on. `ENOENT` alone may mean the command, the working folder
 * or the interpreter that a script names, so the three are looked at.
 */
export function describeSpawnFailure(error: NodeJS.ErrnoException, request: ProcessRequest): Closed {
  return { how: "spawn-failed", code: error.code ?? error.name, message: folderProblem(request.cwd) ?? explain(error, request) };
}

function folderProblem(cwd: string): string | undefined {
  const stats = look(cwd);
  if (!stats) return `The working directory ${cwd} does not exist. Create it or correct "cwd".`;
  if (!stats.isDirectory()) return `The working directory ${cwd} is not a directory. Correct "cwd".`;
  if (!allowed(cwd, constants.X_OK)) return `The working directory ${cwd} may not be entered (permission denied). Correct its permissions or "cwd".`;
  return undefined;
}

function explain(error: NodeJS.ErrnoException, request: ProcessRequest): string {
  const { command, args, env } = request;
  switch (error.code) {
    case "ENOENT":
      return /[\\/]/.test(command) ? missingFile(request) : notOnPath(request);
    case "EACCES":
    case "EPERM":
      return notExecutable(request);
    case "E2BIG":
      return `The system refused to start "${command}": its ${args.length} arguments and ${Object.keys(env).length} environment variables are too large together (E2BIG). Shorten "args" or "env".`;
    case "EAGAIN":
    case "ENOMEM":
    case "EMFILE":
    case "ENFILE":
      return `The system could not start "${command}": it is out of processes, memory or open files (${error.code}). Close something and start the server again.`;
    case "ERR_INVALID_ARG_VALUE":
      return `"${printable(command)}" cannot be started: ${error.message}. Correct "command", "args" or "env".`;
    default:
      return `"${printable(command)}" cannot be started: ${error.message}`;
  }
}

function notOnPath({ command, env }: ProcessRequest): string {
  const path = Object.entries(env).find(([name]) => (windows ? name.toUpperCase() : name) === "PATH")?.[1];
  const searched = path === undefined ? `No PATH is set, so ${defaultPath} was searched` : `Searched PATH: ${path || "(empty)"}`;
  return `The command "${command}" was not found. ${searched}. Install it, or give its full path in "command".`;
}

function missingFile({ command, cwd }: ProcessRequest): string {
  const file = resolve(cwd, command);
  if (!look(file)) return `The command "${command}" was not found: ${file} does not exist. Correct "command".`;
  const interpreter = interpreterOf(file);
  if (interpreter !== undefined) {
    return `${file} exists, but the interpreter that its first line names, "${interpreter}", does not. Install it, or name the interpreter in "command".`;
  }
  return `${file} exists, but the system cannot load it: it is made for another system or needs a loader that is missing. Correct "command".`;
}

function notExecutable({ command, cwd, env }: ProcessRequest): string {
  const candidates = /[\\/]/.test(command) ? [resolve(cwd, command)] : (env["PATH"] ?? defaultPath).split(":").map((folder) => resolve(cwd, folder, command));
  const file = candidates.find((candidate) => look(candidate)) ?? candidates[0] ?? command;
  if (look(file)?.isDirectory()) return `${file} is a directory, not a command. Correct "command".`;
  if (allowed(file, constants.F_OK) && !allowed(file, constants.X_OK)) {
    return `${file} is not executable. Make it executable (chmod +x ${basename(file)}), or name its interpreter in "command" and the file in "args".`;
  }
  return `The system does not allow ${file} to be started (permission denied). Correct the permissions of the file and its folders.`;
}

function look(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined; // Whatever the reason, there is nothing here that could be started.
  }
}

function allowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false; // accessSync has no other way to say no.
  }
}

function interpreterOf(file: string): string | undefined {
  const head = Buffer.alloc(256);
  try {
    const descriptor = openSync(file, "r");
    try {
      readSync(descriptor, head, 0, head.length, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined; // Unreadable programs may still be executable; then the first line is not known.
  }
  return /^#!\s*([^\s\0]+)/.exec(head.toString("utf8"))?.[1];
}

function printable(text: string): string {
  return text.replaceAll("\0", "\\0");
}
