import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/**
 * The compiled tests below a folder, as absolute paths.
 * @param {string} folder
 */
export function findTests(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries.filter((entry) => /\.(test)\.js$/.test(entry)).map((entry) => path.join(folder, entry)).sort();
}
