import type { FileHandle } from "node:fs/promises";

/** Writes parts one after the other at a position; settles when all of them are in the file. */
export type WriteParts = (file: FileHandle, parts: readonly Uint8Array[], position: number) => Promise<void>;

/** The system may take less than it was given, most often because the disk is full, and says why only when it is asked again. */
export const writeParts: WriteParts = async (file, parts, position) => {
  let rest = parts.filter((part) => part.length > 0);
  for (let at = position; rest.length > 0; ) {
    const { bytesWritten } = await file.writev(rest, at);
    if (bytesWritten === 0) throw new Error("The disk took nothing of what was to be written.");
    at += bytesWritten;
    rest = without(rest, bytesWritten);
  }
};

/** The parts that are left when the first `bytes` are taken away. */
function without(parts: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let taken = 0;
  return parts.flatMap((part) => {
    const cut = Math.min(part.length, bytes - taken);
    taken += cut;
    return cut === part.length ? [] : [part.subarray(cut)];
  });
}
