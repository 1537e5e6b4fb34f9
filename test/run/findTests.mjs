import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/**
 * The compiled tests below a folder, as absolute paths.
 * @param {string} folder
 * @param {readonly string[]} [names] only files whose names begin so, up to the first dot
 */
export function findTests(folder, names) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries.filter((entry) => /\.(test)\.js$/.test(entry)).filter((entry) => !names || names.includes(path.basename(entry).split(".")[0] ?? "")).map((entry) => path.join(folder, entry)).sort();
}
