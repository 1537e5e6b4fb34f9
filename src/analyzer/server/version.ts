import { log } from "./log";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version in the package.json of the extension, which lies above the folder of the bundle. */
export function readVersion(bundleFolder: string): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(bundleFolder, "..", "package.json"), "utf8"));
    const version = typeof manifest === "object" && manifest !== null && "version" in manifest ? manifest.version : undefined;
    return typeof version === "string" ? version : "unknown";
  } catch (error) {
    log(`The version could not be read: ${error instanceof Error ? error.message : String(error)}`);
    return "unknown";
  }
}
