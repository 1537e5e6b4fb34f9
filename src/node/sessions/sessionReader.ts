import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Disposable } from "../../core/base/disposable";
import type { SpillReader } from "../../core/trace/spill";
import { DataFiles, offsetOf } from "./dataFiles";

/** A session of the past, for reading only. */
export class SessionReader implements SpillReader, Disposable {
  private constructor(private readonly files: DataFiles) {}

  /** Opens the files of a session, so that it can be read on even when another window removes it; rejects with what the system says. */
  static async open(folder: string): Promise<SessionReader> {
    const found = await dataFilesIn(folder);
    const run = lastRun(found);
    const files = new DataFiles(folder, run[0]?.offset ?? 0);
    for (const { size } of run) files.add(size);
    try {
      files.openAll();
    } catch (error) {
      files.closeAll();
      throw error;
    }
    return new SessionReader(files);
  }

  get first(): number {
    return this.files.first;
  }

  get next(): number {
    return this.files.next;
  }

  read(offset: number, length: number): Uint8Array {
    return this.files.read(offset, length);
  }

  dispose(): void {
    this.files.closeAll();
  }
}

interface Found {
  readonly offset: number;
  readonly size: number;
}

async function dataFilesIn(folder: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const offset = offsetOf(name);
    if (offset !== undefined) found.push({ offset, size: (await stat(path.join(folder, name))).size });
  }
  return found;
}

/** The newest files without a hole between them; before a hole, bytes could not be addressed. */
function lastRun(files: readonly Found[]): readonly Found[] {
  let begin = files.length - 1;
  for (; begin > 0; begin--) {
    const [before, file] = [files[begin - 1], files[begin]];
    if (before && file && before.offset + before.size !== file.offset) break;
  }
  return files.slice(Math.max(0, begin));
}
