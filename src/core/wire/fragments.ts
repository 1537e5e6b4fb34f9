/** A run of this many fragments is joined into one when it is small, so that a line sent byte by byte costs bytes, not objects. */
const RUN = 1024;
const SMALL_RUN_BYTES = RUN * 4096;

/** Pieces of one line, kept as they came and joined once: no byte is copied more than twice, however many pieces there are. */
export class Fragments {
  private parts: Uint8Array[] = [];
  private runStart = 0;
  private runBytes = 0;
  private total = 0;

  /** Bytes held. */
  get size(): number {
    return this.total;
  }

  /** Pieces held now. */
  get pieces(): number {
    return this.parts.length;
  }

  add(part: Uint8Array): void {
    if (part.length === 0) return;
    this.parts.push(part);
    this.total += part.length;
    this.runBytes += part.length;
    if (this.parts.length - this.runStart >= RUN) this.closeRun();
  }

  /** Everything as one piece, leaving nothing behind; not copied when there was but one. */
  take(): Uint8Array {
    const [only] = this.parts;
    const whole = only && this.parts.length === 1 ? only : join(this.parts, this.total);
    this.reset();
    return whole;
  }

  /** Copies everything to its place, leaving nothing behind; gives the position after it. */
  moveTo(target: Uint8Array, at: number): number {
    const end = copy(this.parts, target, at);
    this.reset();
    return end;
  }

  private reset(): void {
    this.parts = [];
    this.runStart = 0;
    this.runBytes = 0;
    this.total = 0;
  }

  private closeRun(): void {
    if (this.runBytes < SMALL_RUN_BYTES) {
      const run = this.parts.splice(this.runStart);
      this.parts.push(join(run, this.runBytes));
    }
    this.runStart = this.parts.length;
    this.runBytes = 0;
  }
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  copy(parts, whole, 0);
  return whole;
}

function copy(parts: readonly Uint8Array[], target: Uint8Array, start: number): number {
  let at = start;
  for (const part of parts) {
    target.set(part, at);
    at += part.length;
  }
  return at;
}
