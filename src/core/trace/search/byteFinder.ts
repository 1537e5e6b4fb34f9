const LETTER_A = 0x41;
const LETTER_Z = 0x5a;
const TO_LOWER = 0x20;

/**
 * Finds an ASCII text in bytes, upper and lower case being the same (Horspool's algorithm: most bytes are never looked at).
 */
export class ByteFinder {
  readonly length: number;
  private readonly needle: Uint8Array;
  /** By byte, how far the end of the text may be moved on when this byte stands there; 0 for its last one. */
  private readonly shifts: Int32Array;
  /** How far after the last byte was right and another one was not. */
  private readonly again: number;

  /** @param text at least one character, all of them ASCII */
  constructor(text: string) {
    this.needle = Uint8Array.from(text, (letter) => lower(letter.charCodeAt(0)));
    const { length } = this.needle;
    this.length = length;
    this.shifts = new Int32Array(256).fill(length);
    let again = length;
    const last = this.needle[length - 1] ?? 0;
    this.needle.forEach((byte, index) => {
      const shift = length - 1 - index;
      if (shift > 0 && byte === last) again = shift;
      this.shifts[byte] = shift;
      if (byte >= LETTER_A + TO_LOWER && byte <= LETTER_Z + TO_LOWER) this.shifts[byte - TO_LOWER] = shift;
    });
    this.again = again;
  }

  /** Where it begins first at or after `from` and ends at or before `to`; -1 when it is not there. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const { needle, shifts, again } = this;
    const last = needle.length - 1;
    for (let end = from + last; end < to; ) {
      const shift = shifts[bytes[end] ?? 0] ?? 1;
      if (shift > 0) {
        end += shift;
        continue;
      }
      let index = last - 1;
      while (index >= 0 && lower(bytes[end - last + index] ?? 0) === needle[index]) index--;
      if (index < 0) return end - last;
      end += again;
    }
    return -1;
  }
}

function lower(byte: number): number {
  return byte >= LETTER_A && byte <= LETTER_Z ? byte + TO_LOWER : byte;
}
