// Where things are. Everything else asks here, so that a moved folder is one edit.
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The git-ignored cache of the real VS Code, the browser and other large tools; may be shared between checkouts. */
export const hostDir = path.resolve(process.env["WIRELIGHT_HOST_DIR"] || path.join(root, ".vscode-test"));

/** @param {string[]} parts */
export const inRoot = (...parts) => path.join(root, ...parts);
