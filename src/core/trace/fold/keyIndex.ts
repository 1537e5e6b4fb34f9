type Key = string | number;

/** Places of a new generation. */
const SMALLEST = 128;
/** Keys of one generation: growing it to this size takes well under a millisecond. */
const LARGEST = 16 * 1024;

/** A table of hashes over numbers whose keys are kept elsewhere; it never holds more than half of what it has room for. */
interface Generation {
  slots: Uint32Array;
  count: number;
  /** The highest number in it. */
  last: number;
}

/**
 * Finds the latest of the numbers that have a key, in eight bytes a number, or up to sixteen while they are few, and
 * without an object for any. Numbers are added in ascending order and leave in the same; keys keep their type, as ids of
 * JSON-RPC do.
 */
export class KeyIndex {
  /** The latest first. */
  private readonly generations: Generation[] = [];

  /** @param keyOf the key of a number, or `undefined` once it has left */
  constructor(private readonly keyOf: (number: number) => Key | undefined) {}

  /** Bytes that it takes; the tests of its memory read it. */
  get bytes(): number {
    return this.generations.reduce((bytes, { slots }) => bytes + slots.byteLength, 0);
  }

  add(number: number, key: Key): void {
    let [generation] = this.generations;
    if (!generation || generation.count >= LARGEST) this.generations.unshift((generation = { slots: new Uint32Array(SMALLEST), count: 0, last: number }));
    if (generation.count * 2 >= generation.slots.length) this.grow(generation);
    this.put(generation, number, key);
    generation.last = number;
  }

  /** The latest number with this key that has not left. */
  latest(key: Key): number | undefined {
    for (const { slots } of this.generations) {
      const found = slots[this.slotOf(slots, key)] ?? 0;
      if (found !== 0) return found - 1;
    }
    return undefined;
  }

  /** Forgets what has left: numbers before this one. */
  dropBefore(number: number): void {
    while ((this.generations.at(-1)?.last ?? number) < number) this.generations.pop();
  }

  private grow(generation: Generation): void {
    const { slots } = generation;
    generation.slots = new Uint32Array(slots.length * 2);
    generation.count = 0;
    for (const slot of slots) {
      const key = slot === 0 ? undefined : this.keyOf(slot - 1);
      if (key !== undefined) this.put(generation, slot - 1, key);
    }
  }

  private put(generation: Generation, number: number, key: Key): void {
    const slot = this.slotOf(generation.slots, key);
    if (generation.slots[slot] === 0) generation.count++;
    generation.slots[slot] = number + 1;
  }

  /** The place of a key: where its number is, or the free one where it would go. */
  private slotOf(slots: Uint32Array, key: Key): number {
    const mask = slots.length - 1;
    for (let slot = hash(key) & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot] ?? 0;
      if (found === 0 || this.keyOf(found - 1) === key) return slot;
    }
  }
}

function hash(key: Key): number {
  let mixed = 0x811c9dc5;
  if (typeof key === "number") {
    mixed = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 2 ** 32) | 0, 0x85ebca6b);
  } else {
    for (let at = 0; at < key.length; at++) mixed = Math.imul(mixed ^ key.charCodeAt(at), 0x01000193);
  }
  return mixed ^ (mixed >>> 15);
}
