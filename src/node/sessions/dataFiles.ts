import { closeSync, openSync, readSync } from "node:fs";
import path from "node:path";

const NAME = /^(\d{16})\.data$/;
/** Files open at once; of a session that has more, others are closed and opened again when needed. */
const OPEN_AT_ONCE = 16;

/** A file that begins at this offset; the name sorts by it. */
export function dataFileName(offset: number): string {
  return `${String(offset).padStart(16, "0")}.data`;
}

/** The offset that a file begins at; `undefined` when it is no data file. */
export function offsetOf(name: string): number | undefined {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

interface DataFile {
  readonly start: number;
  size: number;
  fd: number | undefined;
}

/** The files of one session as one run of bytes, addressed by offset. */
export class DataFiles {
  private readonly files: DataFile[] = [];
  /** Those that are open, the one used longest ago first. */
  private readonly open = new Set<DataFile>();

  constructor(
    private readonly folder: string,
    /** Where the next file begins while there is none. */
    private base: number,
  ) {}

  /** Bytes `[first, next)` are there. */
  get first(): number {
    return this.files[0]?.start ?? this.base;
  }

  get next(): number {
    const last = this.files.at(-1);
    return last ? last.start + last.size : this.base;
  }

  /** Puts a file at the end. */
  add(size: number): void {
    this.files.push({ start: this.next, size, fd: undefined });
  }

  /** The last file has become longer. */
  grow(bytes: number): void {
    const last = this.files.at(-1);
    if (!last) throw new Error("There is no file to grow.");
    last.size += bytes;
  }

  /** Forgets the files that end at `offset` or before, and returns their paths. */
  removeBefore(offset: number): string[] {
    const removed: string[] = [];
    for (let file = this.files[0]; file && file.start + file.size <= offset; file = this.files[0]) {
      this.base = file.start + file.size;
      this.close(file);
      this.files.shift();
      removed.push(path.join(this.folder, dataFileName(file.start)));
    }
    return removed;
  }

  /** Exactly these bytes; throws a RangeError or what the system says when they cannot be read. */
  read(offset: number, length: number): Uint8Array {
    if (offset < this.first || offset + length > this.next) throw new RangeError(`Bytes ${offset} to ${offset + length} of ${this.folder} are not there; it has ${this.first} to ${this.next}.`);
    const bytes = new Uint8Array(length);
    let done = 0;
    for (let index = this.indexOf(offset); done < length; index++) {
      const file = this.files[index];
      if (!file) throw new RangeError(`A file of ${this.folder} is missing.`);
      const from = offset + done - file.start;
      done += this.readFrom(file, from, bytes.subarray(done, done + Math.min(length - done, file.size - from)));
    }
    return bytes;
  }

  /** Opens the files, as many as are kept open: what another window removes can then still be read. */
  openAll(): void {
    for (const file of this.files.slice(-OPEN_AT_ONCE)) this.opened(file);
  }

  /** Closes what is open; a later read opens it again. */
  closeAll(): void {
    for (const file of this.open) this.close(file);
  }

  /** The last file that begins at the offset or before. */
  private indexOf(offset: number): number {
    let low = 0;
    let high = this.files.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.files[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private readFrom(file: DataFile, position: number, target: Uint8Array): number {
    const fd = this.opened(file);
    for (let done = 0; done < target.length; ) {
      const read = readSync(fd, target, done, target.length - done, position + done);
      if (read === 0) throw new RangeError(`${dataFileName(file.start)} in ${this.folder} is shorter than it was.`);
      done += read;
    }
    return target.length;
  }

  private opened(file: DataFile): number {
    file.fd ??= openSync(path.join(this.folder, dataFileName(file.start)), "r");
    this.open.delete(file);
    this.open.add(file);
    const [oldest] = this.open;
    if (oldest && this.open.size > OPEN_AT_ONCE) this.close(oldest);
    return file.fd;
  }

  private close(file: DataFile): void {
    this.open.delete(file);
    if (file.fd === undefined) return;
    const { fd } = file;
    file.fd = undefined;
    closeSync(fd);
  }
}
