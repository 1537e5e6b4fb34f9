// Makes a fresh clone ready: installs the locked packages when they are missing or are not the locked ones.
// Uses Node built-ins only, since nothing else may be there yet.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Failure } from "./failure.mjs";
import { hostDir, inRoot, root } from "./paths.mjs";
import { npm } from "./npm.mjs";
import { withLock } from "./lock.mjs";
import path from "node:path";

const OLDEST = { major: 20, minor: 19 };
const lockFile = inRoot("package-lock.json");
const stampFile = inRoot("node_modules", ".wirelight-installed");
const hiddenLock = inRoot("node_modules", ".package-lock.json");

/** Installs what package-lock.json says, unless it is installed already. */
export async function bootstrap() {
  checkNode();
  if (isInstalled()) return;
  await withLock(path.join(hostDir, "bootstrap.lock"), async () => {
    if (isInstalled()) return;
    const reason = existsSync(inRoot("node_modules")) ? "node_modules is not what package-lock.json says" : "node_modules is missing";
    console.log(`Installing the locked packages with \`npm ci --ignore-scripts\`, because ${reason} ...`);
    const began = performance.now();
    await npm(["ci", "--ignore-scripts", "--include=dev", "--include=optional"], { cwd: root, what: "install the packages of this checkout" });
    writeFileSync(stampFile, stamp());
    console.log(`Installed in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  }, (owner) => console.log(`Waiting for process ${owner}, which is installing the packages ...`));
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return;
  throw new Failure(`This is Node ${process.versions.node}; Wirelight is built with Node ${OLDEST.major}.${OLDEST.minor} or later. Install a newer Node.js and run the command again.`);
}

function isInstalled() {
  if (!existsSync(hiddenLock)) return false;
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp()) return true;
  if (!isInstalledByHand()) return false;
  writeFileSync(stampFile, stamp());
  return true;
}

/** The platform counts too: a copied node_modules holds the binaries of the machine it came from. */
function stamp() {
  const hash = createHash("sha256").update(readFileSync(lockFile)).digest("hex");
  return `${hash} ${process.platform}-${process.arch}\n`;
}

/** Whether the record that npm keeps of node_modules agrees with the lock, as after a plain `npm install`. */
function isInstalledByHand() {
  const locked = JSON.parse(readFileSync(lockFile, "utf8")).packages;
  const present = JSON.parse(readFileSync(hiddenLock, "utf8")).packages;
  return Object.entries(locked).every(([name, entry]) => {
    if (name === "" || fitsElsewhere(entry)) return true;
    return present[name]?.version === entry.version && existsSync(inRoot(name));
  });
}

/** @param {{ optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} entry an optional package for other machines */
function fitsElsewhere({ optional, os, cpu, libc }) {
  return optional === true && ((os !== undefined && !os.includes(process.platform)) || (cpu !== undefined && !cpu.includes(process.arch)) || libc !== undefined);
}
