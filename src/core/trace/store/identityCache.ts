/** Each part is looked over by itself, so that nobody waits for all of them. */
const PARTS = 64;
const LEAST = 16;

/** Objects made on demand that are one and the same as long as somebody holds them; nobody has to tell when that ends. */
export class IdentityCache<T extends object> {
  private readonly parts = Array.from({ length: PARTS }, () => new Part<T>());

  private count = 0;

  /** How many there may be that somebody holds. */
  get size(): number {
    return this.count;
  }

  get(key: number, make: () => T): T {
    const part = this.part(key);
    const before = part.made.size;
    const found = part.get(key, make);
    this.count += part.made.size - before;
    return found;
  }

  /** The object of a key if somebody may hold it. */
  peek(key: number): T | undefined {
    return this.part(key).made.get(key)?.deref();
  }

  clear(): void {
    for (const { made } of this.parts) made.clear();
    this.count = 0;
  }

  private part(key: number): Part<T> {
    const part = this.parts[key % PARTS];
    if (!part) throw new Error(`${key} is no key: keys are whole numbers from 0 on`);
    return part;
  }
}

class Part<T extends object> {
  readonly made = new Map<number, WeakRef<T>>();
  private sweepAt = LEAST;

  get(key: number, make: () => T): T {
    const known = this.made.get(key)?.deref();
    if (known) return known;
    if (this.made.size >= this.sweepAt) this.sweep();
    const fresh = make();
    this.made.set(key, new WeakRef(fresh));
    return fresh;
  }

  /** Looking at all of them is worth it when there are twice as many as the last time. */
  private sweep(): void {
    for (const [key, reference] of this.made) if (!reference.deref()) this.made.delete(key);
    this.sweepAt = Math.max(LEAST, this.made.size * 2);
  }
}
