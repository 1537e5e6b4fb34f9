const PRIME = 0x01000193;

/**
 * Tells a block that was written from one that was torn: FNV-1a over numbers instead of bytes, in turns on two lanes, so
 * that it costs little more than looking at them. The same numbers in other portions give the same sum. It is no
 * protection against malice.
 */
export class Checksum {
  private one = 0x811c9dc5 | 0;
  private two = 0x9747b28c | 0;
  private count = 0;

  add(numbers: Uint32Array | Uint16Array): void {
    const { length } = numbers;
    let { one, two } = this;
    let index = 0;
    if ((this.count & 1) === 1 && length > 0) two = Math.imul(two ^ (numbers[index++] ?? 0), PRIME);
    for (; index + 1 < length; index += 2) {
      one = Math.imul(one ^ (numbers[index] ?? 0), PRIME);
      two = Math.imul(two ^ (numbers[index + 1] ?? 0), PRIME);
    }
    if (index < length) one = Math.imul(one ^ (numbers[index] ?? 0), PRIME);
    this.one = one;
    this.two = two;
    this.count += length;
  }

  get value(): number {
    return (this.one ^ Math.imul(this.two, PRIME) ^ this.count) >>> 0;
  }
}
