const LEAST = 256;

/** Objects made on demand that are one and the same as long as somebody holds them; nobody has to tell when that ends. */
export class IdentityCache<T extends object> {
  private readonly made = new Map<number, WeakRef<T>>();
  private sweepAt = LEAST;

  /** How many there may be that somebody holds. */
  get size(): number {
    return this.made.size;
  }

  get(key: number, make: () => T): T {
    const known = this.made.get(key)?.deref();
    if (known) return known;
    if (this.made.size >= this.sweepAt) this.sweep();
    const fresh = make();
    this.made.set(key, new WeakRef(fresh));
    return fresh;
  }

  /** The object of a key if somebody may hold it. */
  peek(key: number): T | undefined {
    return this.made.get(key)?.deref();
  }

  clear(): void {
    this.made.clear();
  }

  /** Looking at all of them is worth it when there are twice as many as the last time. */
  private sweep(): void {
    for (const [key, reference] of this.made) if (!reference.deref()) this.made.delete(key);
    this.sweepAt = Math.max(LEAST, this.made.size * 2);
  }
}
