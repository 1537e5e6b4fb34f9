import type { Disposable } from "./disposable";

interface Entry<T> {
  readonly opened: Promise<T>;
  /** It is open, not about to be. */
  isOpen: boolean;
  pinned: boolean;
}

/**
 * Things that are expensive to open, by key: what is pinned stays open, and so do the few that were used last, so that
 * going to and fro costs nothing. What is closed while it opens is released once it is open, after those who waited.
 */
export class KeptOpen<T extends Disposable> implements Disposable {
  /** The one used longest ago first. */
  private readonly entries = new Map<string, Entry<T>>();
  private disposed = false;

  /** @param spare how many stay open although nobody has pinned them */
  constructor(private readonly spare: number) {}

  /**
   * What is open under this key, or about to be; else it is opened. Rejects as `open` does, after which the next who
   * asks tries again. Without a pin it is to be used at once, not kept.
   */
  get(key: string, open: () => Promise<T>, pin = false): Promise<T> {
    const entry = this.entries.get(key) ?? this.begin(key, open);
    entry.pinned ||= pin;
    this.use(key, entry);
    // Whoever asks so late must have begun to wait for it before it goes.
    if (this.disposed) void Promise.resolve().then(() => this.close(key));
    return entry.opened;
  }

  unpin(key: string): void {
    const entry = this.entries.get(key);
    if (entry) entry.pinned = false;
    this.closeSpare();
  }

  unpinAll(): void {
    for (const entry of this.entries.values()) entry.pinned = false;
    this.closeSpare();
  }

  /** Closes it, pinned or not; does nothing when there is none. */
  close(key: string): void {
    const entry = this.entries.get(key);
    this.entries.delete(key);
    // Why it cannot be opened is told to those who asked for it.
    entry?.opened.then((each) => each.dispose(), () => undefined);
  }

  dispose(): void {
    this.disposed = true;
    for (const key of this.entries.keys()) this.close(key);
  }

  private begin(key: string, open: () => Promise<T>): Entry<T> {
    const entry = { opened: open(), isOpen: false, pinned: false };
    // The key may have been closed, and opened anew, in the meantime.
    const isCurrent = (): boolean => this.entries.get(key) === entry;
    entry.opened.then(() => {
      entry.isOpen = true;
      // Those who waited for it use it only now.
      if (isCurrent()) this.use(key, entry);
    }, () => {
      if (isCurrent()) this.entries.delete(key);
    });
    return entry;
  }

  private use(key: string, entry: Entry<T>): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
    this.closeSpare();
  }

  private closeSpare(): void {
    const spare = [...this.entries].filter(([, { isOpen, pinned }]) => isOpen && !pinned);
    for (const [key] of spare.slice(0, Math.max(0, spare.length - this.spare))) this.close(key);
  }
}
