import { accessSync, constants, statSync } from "node:fs";
import { resolve } from "node:path";
import { isProgramFile } from "./programFile";
import type { ProcessRequest } from "./spawn";
import { findWindowsProgram } from "./windowsCommand";

/** What execvp searches when the environment has no PATH. */
export const defaultPath = "/bin:/usr/bin";

/** The file that a command stands for. */
export interface FoundCommand {
  readonly file: string;
  /** The entry of PATH that it was found in, as it is written there; `undefined` when the command says where it is. */
  readonly entry: string | undefined;
}

/** Looks for a command as the system will, in the environment that its process gets. */
export function findCommand(request: Omit<ProcessRequest, "args">): FoundCommand | undefined {
  return process.platform === "win32" ? findWindowsProgram({ ...request, isFile: isProgramFile }) : findPosixCommand(request);
}

function findPosixCommand({ command, cwd, env }: Omit<ProcessRequest, "args">): FoundCommand | undefined {
  if (command === "") return undefined;
  if (command.includes("/")) {
    const file = resolve(cwd, command);
    return isExecutable(file) ? { file, entry: undefined } : undefined;
  }
  for (const entry of (env["PATH"] ?? defaultPath).split(":")) {
    const file = resolve(cwd, entry, command);
    if (isExecutable(file)) return { file, entry };
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false; // Whatever the reason, it is not what would be started.
  }
}
