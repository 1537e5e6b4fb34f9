// Fetches the large tools of the tests from npm, on demand, into the git-ignored host folder. Each part is built aside
// and renamed into place, so an interrupted run leaves nothing that looks finished.
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { npm } from "./npm.mjs";
import { hostDir } from "./paths.mjs";

const STAMP = "wirelight-stamp.json";

/**
 * Makes sure that a part exists as described and returns its folder.
 * @param {object} part
 * @param {string} part.name the folder below the host folder
 * @param {string} part.label what a person reads while it is fetched
 * @param {unknown} part.recipe everything that, when changed, makes an old copy useless: versions and steps
 * @param {(folder: string) => Promise<void>} part.build fills an empty folder
 */
export async function ensurePart({ name, label, recipe, build }) {
  const folder = path.join(hostDir, name);
  const wanted = JSON.stringify(recipe);
  if (await isStamped(folder, wanted)) return folder;
  const waiting = (/** @type {string} */ owner) => console.log(`Waiting for process ${owner}, which is fetching ${label} ...`);
  return withLock(path.join(hostDir, `${name}.lock`), async () => {
    if (await isStamped(folder, wanted)) return folder; // The one we waited for has done it.
    const began = performance.now();
    console.log(`Fetching ${label} into ${folder} (once) ...`);
    const aside = `${folder}.partial`;
    await rm(aside, { recursive: true, force: true });
    await mkdir(aside, { recursive: true });
    await build(aside);
    await writeFile(path.join(aside, STAMP), wanted);
    await rm(folder, { recursive: true, force: true });
    await rename(aside, folder);
    console.log(`Fetched ${label} in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    return folder;
  }, waiting);
}

/**
 * @param {string} folder
 * @param {string} wanted
 */
async function isStamped(folder, wanted) {
  const file = path.join(folder, STAMP);
  return existsSync(file) && (await readFile(file, "utf8")) === wanted;
}

/**
 * Installs packages into a folder of their own. No package script runs: nothing here needs one, and some of them compile.
 * @param {string} folder
 * @param {Record<string, string>} packages name to exact version
 * @param {{ node?: string }} options the Node that runs npm
 */
export async function installPackages(folder, packages, options = {}) {
  const manifest = { name: "wirelight-host-part", private: true, dependencies: packages };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  const names = Object.entries(packages).map(([name, version]) => `${name}@${version}`).join(", ");
  await npm(["install", "--prefix", folder, "--ignore-scripts", "--no-package-lock", "--include=dev"], { cwd: folder, what: `install ${names}`, ...options });
}
