import { existsSync, readdirSync } from "node:fs";
import { inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";

/** @returns {Promise<{ problem?: string }>} */
export async function lint() {
  if (!hasBinary("@oxlint", "binding-") || !hasBinary("@oxlint-tsgolint", "")) {
    console.log(`Not linted: package-lock.json holds no linter for ${process.platform}-${process.arch}.`);
    return {};
  }
  const { code, output } = await run(process.execPath, [inRoot("node_modules", "oxlint", "bin", "oxlint"), "--type-aware"], { cwd: root, timeoutMs: 180_000 });
  return code === 0 ? {} : { problem: output.trim() };
}

/**
 * @param {string} scope
 * @param {string} prefix
 */
function hasBinary(scope, prefix) {
  const folder = inRoot("node_modules", scope);
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(`${prefix}${process.platform}-${process.arch}`));
}
