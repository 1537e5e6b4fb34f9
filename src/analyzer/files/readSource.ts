import { closeSync, fstatSync, lstatSync, openSync, readSync } from "node:fs";

/** Larger files are generated far more often than written. */
export const maxFileBytes = 1024 * 1024;

const binaryProbe = 8192;
const minifiedFrom = 4096;
const minifiedLine = 400;

export type SourceText = { readonly status: "read"; readonly text: string } | { readonly status: "skipped"; readonly reason: string };

export interface ReadOptions {
  /** The file was named by the user: a link is followed and minified code accepted. */
  readonly named: boolean;
}

/** Reads a source file, or says in words why it is left out. Reading is synchronous because that is several times faster in a worker. */
export function readSource(path: string, options: ReadOptions): SourceText {
  try {
    if (!options.named && lstatSync(path).isSymbolicLink()) {
      return skipped("symbolic link, not followed");
    }
    const bytes = readBytes(path);
    return typeof bytes === "string" ? skipped(bytes) : decode(bytes, path, options);
  } catch (error) {
    return skipped(reasonOf(error));
  }
}

/** Applies the same limits to text that is not on disk; strips a byte order mark. */
export function checkText(text: string): SourceText {
  if (Buffer.byteLength(text) > maxFileBytes) {
    return skipped(tooLarge(Buffer.byteLength(text)));
  }
  return { status: "read", text: text.startsWith("\uFEFF") ? text.slice(1) : text };
}

function readBytes(path: string): Buffer | string {
  const descriptor = openSync(path, "r");
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) {
      return "not a regular file";
    }
    if (stat.size > maxFileBytes) {
      return tooLarge(stat.size);
    }
    const bytes = Buffer.allocUnsafe(stat.size);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(descriptor, bytes, length, bytes.length - length, null);
      if (count === 0) {
        break;
      }
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function decode(bytes: Buffer, path: string, options: ReadOptions): SourceText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { status: "read", text: bytes.toString("utf16le", 2) };
  }
  if (bytes.subarray(0, binaryProbe).includes(0)) {
    return skipped("binary file");
  }
  if (!options.named && isMinified(bytes, path)) {
    return skipped("minified");
  }
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return { status: "read", text: bytes.toString("utf8", start) };
}

function isMinified(bytes: Buffer, path: string): boolean {
  if (/[.-]min\.[cm]?[jt]sx?$/iu.test(path)) {
    return true;
  }
  if (bytes.length < minifiedFrom) {
    return false;
  }
  let lines = 1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    lines += 1;
  }
  return bytes.length / lines > minifiedLine;
}

function tooLarge(bytes: number): string {
  return `larger than 1 MB (${(bytes / maxFileBytes).toFixed(1)} MB)`;
}

function skipped(reason: string): SourceText {
  return { status: "skipped", reason };
}

const reasons = new Map([
  ["ENOENT", "does not exist (deleted, but still known to git)"],
  ["EACCES", "no permission to read it"],
  ["EPERM", "no permission to read it"],
]);

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return reasons.get(code) ?? `cannot be read: ${error.message}`;
}
