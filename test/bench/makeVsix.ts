import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { inRoot } from "../run/paths.mjs";

/**
 * Packages an extension of a single file that begins with the window.
 * @param contributes of its manifest
 * @returns the VSIX, in `folder`
 */
export async function makeVsix(folder: string, name: string, code: string, contributes: object = {}): Promise<string> {
  const source = path.join(folder, name);
  await mkdir(source);
  const manifest = {
    name, publisher: "bench", version: "1.0.0", engines: { vscode: "^1.101.0" }, license: "MIT", main: "./main.js", contributes,
    activationEvents: ["onStartupFinished"], extensionKind: ["workspace"], repository: "https://example.invalid/bench", capabilities: { untrustedWorkspaces: { supported: true } },
  };
  await writeFile(path.join(source, "package.json"), JSON.stringify(manifest));
  await writeFile(path.join(source, "main.js"), code);
  await writeFile(path.join(source, "LICENSE"), "MIT");
  await writeFile(path.join(source, "README.md"), "For a benchmark.");
  const file = path.join(folder, `${name}.vsix`);
  await promisify(execFile)(process.execPath, [inRoot("node_modules", "@vscode", "vsce", "vsce"), "package", "--no-dependencies", "--out", file], { cwd: source });
  return file;
}
