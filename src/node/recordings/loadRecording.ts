import { type FileHandle, open } from "node:fs/promises";
import type { CancelSignal } from "../../core/base/cancel";
import { Failure, messageOf } from "../../core/base/failure";
import type { RecordingReader } from "../../core/trace/recording/recordingReader";
import { Pause } from "./pause";

const CHUNK = 256 * 1024;
/** Longest line of a recording, bytes; writers cut far below. */
const LONGEST_LINE = 256 * 1024 * 1024;
const LF = 0x0a;

export interface LoadOptions {
  readonly cancel: CancelSignal;
  /** Hears now and then how much of the file has been read, from 0 to 1. */
  readonly onProgress?: (part: number) => void;
}

/**
 * Reads a recording from a file, with breaks for everything else that the process has to do. Settles also when it was
 * cancelled, with what has been read so far; rejects with a Failure when the file cannot be read.
 */
export async function loadRecording(file: string, reader: RecordingReader, options: LoadOptions): Promise<void> {
  try {
    const handle = await open(file, "r");
    try {
      const { size } = await handle.stat();
      await readChunks(chunksOf(handle), size, reader, options);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new Failure("config", `${file} could not be read: ${messageOf(error)}. Check that the file is there and may be read.`);
  }
}

/** The same for chunks from anywhere. @param size of all of them, bytes */
export async function readChunks(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, size: number, reader: RecordingReader, { cancel, onProgress }: LoadOptions): Promise<void> {
  const lines = new Lines(reader);
  const pause = new Pause();
  let done = 0;
  for await (const chunk of chunks) {
    const taken = lines.split(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    while (!taken.next().done) {
      if (cancel.cancelled || reader.isRefused) return;
      if (pause.isDue) await pause.take();
    }
    done += chunk.length;
    onProgress?.(Math.min(1, done / Math.max(1, size)));
    await reader.congestion;
  }
  reader.end(lines.rest);
}

/** The pieces of a file; each is written over by the next one. */
async function* chunksOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  const chunk = new Uint8Array(CHUNK);
  for (;;) {
    const { bytesRead } = await handle.read(chunk, 0, CHUNK);
    if (bytesRead === 0) return;
    yield chunk.subarray(0, bytesRead);
  }
}

/** Cuts chunks into lines; the pieces of one that goes over several are joined once. */
class Lines {
  private pieces: Buffer[] = [];
  private length = 0;

  constructor(private readonly reader: RecordingReader) {}

  /** What stands after the last line feed. */
  get rest(): string {
    return Buffer.concat(this.pieces).toString();
  }

  /** Hands the lines that a chunk completes to the reader, and yields after each. */
  *split(chunk: Buffer): Generator<void> {
    let start = 0;
    for (let lf = chunk.indexOf(LF); lf !== -1; lf = chunk.indexOf(LF, start)) {
      this.line(chunk.subarray(start, lf));
      start = lf + 1;
      yield;
    }
    // The chunk is written over by the next one.
    this.keep(Buffer.from(chunk.subarray(start)));
  }

  private line(last: Buffer): void {
    const length = this.length + last.length;
    if (length > LONGEST_LINE) this.reader.skip(length);
    else this.reader.add(this.pieces.length === 0 ? last.toString() : Buffer.concat([...this.pieces, last]).toString());
    this.pieces = [];
    this.length = 0;
  }

  private keep(piece: Buffer): void {
    this.length += piece.length;
    if (this.length > LONGEST_LINE) this.pieces = [];
    else if (piece.length > 0) this.pieces.push(piece);
  }
}
