// The sample workspace, with its servers pointed at the packages of this checkout.
import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { inRoot, root } from "./paths.mjs";

/**
 * Copies the sample workspace, so that nobody's experiments dirty the checkout.
 * @param {string} target a folder that does not exist yet
 */
export async function copySample(target) {
  await cp(inRoot("test", "fixtures", "sample-workspace"), target, { recursive: true });
  for (const name of ["settings.json", "mcp.json"]) {
    const file = path.join(target, ".vscode", name);
    await writeFile(file, await resolved(file));
  }
  return target;
}

/**
 * Servers as a person has them in their own settings, which need no approval.
 * @returns {Promise<Record<string, unknown>>}
 */
export async function sampleUserSettings() {
  return JSON.parse(await resolved(inRoot("test", "fixtures", "sample-user-settings.json")));
}

/** @param {string} file */
async function resolved(file) {
  const text = await readFile(file, "utf8");
  // JSON and Node both accept forward slashes everywhere.
  return text.replaceAll("{{checkout}}", root.replaceAll("\\", "/"));
}
