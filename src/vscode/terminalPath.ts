import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";

/**
 * Puts a `wirelight` command on the PATH of integrated terminals. It runs the bundled CLI on the editor's own runtime, so
 * nothing has to be installed.
 */
export async function provideTerminalCommand(context: vscode.ExtensionContext): Promise<void> {
  const folder = path.join(context.globalStorageUri.fsPath, "bin");
  const cli = path.join(context.extensionPath, "dist", "cli.js");
  await mkdir(folder, { recursive: true });
  await put(path.join(folder, "wirelight"), shellLauncher(process.execPath, cli), 0o755);
  if (process.platform === "win32") await put(path.join(folder, "wirelight.cmd"), windowsLauncher(process.execPath, cli), 0o755);
  const collection = context.environmentVariableCollection;
  collection.description = vscode.l10n.t("Adds the `wirelight` command: list, call, read, prompt and trace MCP servers from the terminal.");
  const value = folder + path.delimiter;
  if (collection.get("PATH")?.value !== value) collection.prepend("PATH", value);
}

/** Several windows write the same file: the rename is atomic, and whoever comes last has written the same. */
async function put(file: string, text: string, mode: number): Promise<void> {
  if ((await current(file)) === text) return;
  const aside = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(aside, text, { mode });
    // The mode of writeFile is narrowed by the umask.
    await chmod(aside, mode);
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

async function current(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Electron runs a script as Node does when the variable is set. */
function shellLauncher(runtime: string, cli: string): string {
  return `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${shellQuote(runtime)} ${shellQuote(cli)} "$@"\n`;
}

function windowsLauncher(runtime: string, cli: string): string {
  return `@echo off\r\nsetlocal\r\nset ELECTRON_RUN_AS_NODE=1\r\n"${percentQuote(runtime)}" "${percentQuote(cli)}" %*\r\nexit /b %errorlevel%\r\n`;
}

function shellQuote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function percentQuote(word: string): string {
  return word.replaceAll("%", "%%");
}
