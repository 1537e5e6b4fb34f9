import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder with the given files that is gone after the test. */
export function makeFolder(files: { readonly [path: string]: string | Uint8Array } = {}): { readonly folder: string; readonly remove: () => void } {
  // Some systems reach their temporary folder through a link.
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "wirelight-analyzer-")));
  for (const [name, content] of Object.entries(files)) addFile(folder, name, content);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function addFile(folder: string, name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

export function git(folder: string, ...args: readonly string[]): void {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const env = { ...Object.fromEntries(own), GIT_CONFIG_GLOBAL: path.join(folder, "no-config"), GIT_CONFIG_NOSYSTEM: "1" };
  execFileSync("git", ["-C", folder, "-c", "user.name=t", "-c", "user.email=t@t", ...args], { env, stdio: ["ignore", "ignore", "pipe"] });
}
