import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { CancelSignal } from "../../core/base/cancel";
import { Failure, messageOf } from "../../core/base/failure";
import { Pause } from "./pause";

/** Characters that are handed to the system in one piece. */
const BATCH = 512 * 1024;

/**
 * Writes a file from pieces of text that are made as they are written, with breaks for everything else that the process
 * has to do. Under its name it is there as a whole or as it was before. Rejects with a Failure that says what stands in
 * the way, or of kind `cancelled`.
 */
export async function writeTextFile(file: string, pieces: Iterable<string>, cancel: CancelSignal): Promise<void> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString("hex")}`);
  try {
    const handle = await open(draft, "wx", 0o600);
    try {
      await writePieces(handle, pieces, cancel);
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    if (error instanceof Failure) throw error;
    throw new Failure("config", `${file} could not be written: ${messageOf(error)}. Choose another place, or make this one writable.`);
  }
}

async function writePieces(handle: FileHandle, pieces: Iterable<string>, cancel: CancelSignal): Promise<void> {
  const pause = new Pause();
  let batch: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    await handle.writeFile(batch.join(""));
    batch = [];
    length = 0;
  };
  for (const piece of pieces) {
    if (cancel.cancelled) throw new Failure("cancelled", "Saving was cancelled; nothing was written.");
    if (piece !== "") batch.push(piece);
    length += piece.length;
    if (length >= BATCH) await flush();
    if (pause.isDue) await pause.take();
  }
  await flush();
}
