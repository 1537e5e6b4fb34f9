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
    this.parts = [];
    this.runStart = 0;
    this.runBytes = 0;
    this.total = 0;
    return whole;
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
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
