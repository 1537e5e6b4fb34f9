import { readFile, stat } from "node:fs/promises";
import { messageOf } from "../core/base/failure";
import { type EnvFile, parseEnvFile } from "../core/server/config/parseEnvFile";

/** What a file of variables says, or why it cannot be read; the message names the file. */
export type EnvFileReading = { readonly ok: true; readonly file: EnvFile } | { readonly ok: false; readonly message: string };

/** @param shown what messages call the file, where its path holds a secret */
export async function readEnvFile(path: string, shown = path): Promise<EnvFileReading> {
  try {
    // A pipe would keep the start waiting for ever.
    if (!(await stat(path)).isFile()) return unreadable(shown, "It is not a file");
    return { ok: true, file: parseEnvFile(await readFile(path, "utf8")) };
  } catch (error) {
    return unreadable(shown, isMissing(error) ? "There is no such file" : messageOf(error).replaceAll(path, shown));
  }
}

function unreadable(path: string, why: string): EnvFileReading {
  return { ok: false, message: `The file of variables ${path} cannot be read: ${why}. Correct "envFile" in the server's configuration, or make the file.` };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
