// The real VS Code of the tests: the server and workbench inside the npm package code-server.
import { copyFile, readFile } from "node:fs/promises";
import path from "node:path";
import { npm } from "./npm.mjs";
import { inRoot } from "./paths.mjs";
import { ensurePart, installPackages } from "./provision.mjs";

const VERSION = "4.139.1";

/** What is compiled in the original and has no binary on npm, with the file that takes its place. */
const STAND_INS = { spdlog: "spdlog.cjs", "native-watchdog": "watchdog.cjs" };

/**
 * The path of `server-main.js`, to be run with a Node 24.
 * @param {string} node a Node 24
 */
export async function vscodeServer(node) {
  const standIns = Object.entries(STAND_INS).map(([name, file]) => ({ name, file: inRoot("test", "run", file) }));
  const folder = await ensurePart({
    name: "code-server",
    label: `the server build of VS Code (code-server ${VERSION}, about 500 MB)`,
    recipe: { VERSION, standIns: await Promise.all(standIns.map(({ file }) => readFile(file, "utf8"))) },
    build: async (aside) => {
      await installPackages(aside, { "code-server": VERSION }, { node });
      // Its own post-install does this and then compiles natives, which needs system headers.
      const home = vscodeHome(aside);
      for (const cwd of [home, path.join(home, "extensions")]) {
        await npm(["install", "--omit=dev", "--ignore-scripts"], { cwd, node, what: "install the dependencies of the VS Code server" });
      }
      for (const { name, file } of standIns) await copyFile(file, path.join(home, "node_modules", "@vscode", name, "index.js"));
    },
  });
  return path.join(vscodeHome(folder), "out", "server-main.js");
}

/** @param {string} folder */
function vscodeHome(folder) {
  return path.join(folder, "node_modules", "code-server", "lib", "vscode");
}
