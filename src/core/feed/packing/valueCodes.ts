import { MOST_LISTED } from "./packing";

const SHIFT = 23;
const SLOTS = 1 << (32 - SHIFT);

/** Numbers a few values in the order in which they come first. */
export class ValueCodes {
  private readonly known = new Uint32Array(MOST_LISTED);
  /** One more than a code, by hash; 0 is free, and never less than half are. */
  private readonly slots = new Uint16Array(SLOTS);
  private count = 0;

  /** The values by their codes. */
  get values(): readonly number[] {
    return [...this.known.subarray(0, this.count)];
  }

  /** The code of a value, a new one where it needs one; `MOST_LISTED` when all of them are taken. */
  code(value: number): number {
    for (let slot = Math.imul(value, 0x9e3779b1) >>> SHIFT; ; slot = (slot + 1) & (SLOTS - 1)) {
      const code = (this.slots[slot] ?? 0) - 1;
      if (code < 0) return this.add(slot, value);
      if (this.known[code] === value) return code;
    }
  }

  private add(slot: number, value: number): number {
    if (this.count === MOST_LISTED) return MOST_LISTED;
    this.known[this.count] = value;
    this.slots[slot] = ++this.count;
    return this.count - 1;
  }
}
