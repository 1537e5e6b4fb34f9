/** Removed places are given back once they are this many and half of the whole, so removing costs constant time on average. */
const COMPACT_FROM = 1024;

/** A list that grows at its end and shrinks at its start; an index is never used for a second item. */
export class Sequence<T> {
  private items: (T | undefined)[] = [];
  /** Index of `items[0]`. */
  private base = 0;
  /** Places at the start of `items` that were removed already. */
  private head = 0;

  /** Items `[first, next)` are held. */
  get first(): number {
    return this.base + this.head;
  }

  get next(): number {
    return this.base + this.items.length;
  }

  get length(): number {
    return this.items.length - this.head;
  }

  /** Returns the index of the new item. */
  push(item: T): number {
    return this.base + this.items.push(item) - 1;
  }

  /** `undefined` when removed or not there yet. */
  at(index: number): T | undefined {
    return this.items[index - this.base];
  }

  /** Removes and returns the oldest item. */
  shift(): T | undefined {
    if (this.head === this.items.length) return undefined;
    const item = this.items[this.head];
    this.items[this.head] = undefined;
    this.head++;
    if (this.head >= COMPACT_FROM && this.head * 2 >= this.items.length) this.compact();
    return item;
  }

  /** Removes everything; indexes go on. */
  clear(): void {
    this.base = this.next;
    this.head = 0;
    this.items = [];
  }

  private compact(): void {
    this.items = this.items.slice(this.head);
    this.base += this.head;
    this.head = 0;
  }
}
