/** Bytes of a piece that is fetched. */
const PIECE = 2 ** 20;
/** Pieces that are kept: what is in sight, and what is around it. */
const KEPT = 6;

/** A line of any length: its beginning is at hand, the rest is fetched in pieces, of which only the last ones are kept. */
export class LineBytes {
  private readonly pieces = new Map<number, Uint8Array>();
  private readonly fetching = new Map<number, Promise<Uint8Array>>();

  /**
   * @param size bytes of the whole line
   * @param fetch gives bytes from a place on, fewer where the line ends or is not held; rejects with words for people
   */
  constructor(
    readonly head: Uint8Array,
    readonly size: number,
    private readonly fetch: (from: number, limit: number) => Promise<Uint8Array>,
  ) {}

  /** The bytes `[from, to)` as far as the line goes; `undefined` when some of them have to be fetched. */
  at(from: number, to: number): Uint8Array | undefined {
    const end = Math.min(to, this.size);
    if (end <= this.head.length) return this.head.subarray(from, Math.max(from, end));
    const parts: Uint8Array[] = [];
    for (let number = Math.floor(from / PIECE); number * PIECE < end; number++) {
      const piece = this.pieces.get(number);
      if (!piece) return undefined;
      // Used last, so let go last.
      this.pieces.delete(number);
      this.pieces.set(number, piece);
      parts.push(piece.subarray(Math.max(0, from - number * PIECE), end - number * PIECE));
    }
    const [only] = parts;
    return parts.length === 1 ? only : joined(parts);
  }

  /** The same, fetched where need be. */
  async read(from: number, to: number): Promise<Uint8Array> {
    const known = this.at(from, to);
    if (known) return known;
    const end = Math.min(to, this.size);
    const parts: Uint8Array[] = [];
    for (let number = Math.floor(from / PIECE); number * PIECE < end; number++) {
      const piece = await this.piece(number);
      parts.push(piece.subarray(Math.max(0, from - number * PIECE), end - number * PIECE));
    }
    return joined(parts);
  }

  private async piece(number: number): Promise<Uint8Array> {
    const known = this.pieces.get(number);
    if (known) return known;
    const fetching = this.fetching.get(number) ?? this.fetch(number * PIECE, PIECE).finally(() => this.fetching.delete(number));
    this.fetching.set(number, fetching);
    const piece = await fetching;
    this.pieces.set(number, piece);
    for (const oldest of this.pieces.keys()) {
      if (this.pieces.size <= KEPT) break;
      this.pieces.delete(oldest);
    }
    return piece;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
