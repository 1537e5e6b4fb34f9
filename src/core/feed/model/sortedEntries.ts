import { BLOCK_MASK, BLOCK_ROWS, BLOCK_SHIFT, BLOCK_WORDS, eachBit, hasBit, setBit } from "./rowBlock";
import { SortKeys } from "./sortKeys";
import type { Store } from "./store";
import type { SortColumn } from "./trafficModel";

/** With more changes than this share of the lines it is quicker to sort them all. */
const FEW = 8;

/** The entries with a line of their own, in an order other than that of time. What has changed is taken out and put back where it belongs. */
export class SortedEntries {
  length = 0;
  private places = new Uint32Array(0);
  /** What the entries were sorted by, so that finding a line does not have to work it out. */
  private keyed = new Uint32Array(0);
  private readonly keys: SortKeys;
  private moved: number[] = [];
  private isNew = true;

  constructor(
    private readonly store: Store,
    column: Exclude<SortColumn, "time">,
  ) {
    this.keys = new SortKeys(store, column);
  }

  at(line: number): number {
    return line < this.length ? (this.places[line] ?? -1) : -1;
  }

  /** -1 when the entry has no line. */
  lineOf(place: number): number {
    const block = this.store.rows.block(place);
    if (!block || !hasBit(block.top, place & BLOCK_MASK)) return -1;
    const line = this.find(place, this.keys.key(place), this.length);
    if (this.places[line] === place && line < this.length) return line;
    // Something has been taken that did not find its new line yet.
    return this.places.subarray(0, this.length).indexOf(place);
  }

  /** An entry whose line is new, gone or perhaps elsewhere. */
  move(place: number): void {
    if (this.isNew) return;
    this.moved.push(place);
    if (this.moved.length > this.length / FEW + BLOCK_ROWS) this.reset();
  }

  reset(): void {
    this.isNew = true;
    this.moved = [];
  }

  /** @param lines how many entries have one */
  update(lines: number): void {
    const isOther = this.keys.refresh();
    if (this.isNew || isOther) this.sortAll(lines);
    else if (this.moved.length > 0) this.sortMoved();
    this.isNew = false;
    this.moved = [];
  }

  private sortAll(lines: number): void {
    const places = new Uint32Array(lines);
    const keys = new Uint32Array(lines);
    let at = 0;
    this.store.rows.blocks.forEach((block, number) => {
      if (!block) return;
      const start = number * BLOCK_ROWS;
      eachBit(block.top, (index) => {
        places[at] = start + index;
        keys[at] = this.keys.key(start + index);
        at++;
      });
    });
    this.keys.sort(places, keys);
    this.places = places;
    this.keyed = keys;
    this.length = lines;
  }

  private sortMoved(): void {
    const added = Uint32Array.from(this.takeOut()).sort();
    const keys = added.map((place) => this.keys.key(place));
    this.keys.sort(added, keys);
    let kept = this.length;
    this.length += added.length;
    this.grow();
    // From the last to the first, so that nothing is moved twice.
    for (let index = added.length - 1; index >= 0; index--) {
      const place = added[index] ?? 0;
      const key = keys[index] ?? 0;
      const line = this.find(place, key, kept);
      this.places.copyWithin(line + index + 1, line, kept);
      this.keyed.copyWithin(line + index + 1, line, kept);
      this.places[line + index] = place;
      this.keyed[line + index] = key;
      kept = line;
    }
  }

  private grow(): void {
    if (this.length <= this.places.length) return;
    const room = this.length + (this.length >>> 3);
    const { places, keyed } = this;
    this.places = new Uint32Array(room);
    this.keyed = new Uint32Array(room);
    this.places.set(places);
    this.keyed.set(keyed);
  }

  /** Drops from the order everything that has moved; gives what is to be put back. */
  private takeOut(): number[] {
    const { blocks } = this.store.rows;
    const moved = blocks.map((): Uint32Array | undefined => undefined);
    const back: number[] = [];
    for (const place of this.moved) {
      const words = (moved[place >>> BLOCK_SHIFT] ??= new Uint32Array(BLOCK_WORDS));
      if (hasBit(words, place & BLOCK_MASK)) continue;
      setBit(words, place & BLOCK_MASK);
      const block = blocks[place >>> BLOCK_SHIFT];
      if (block && hasBit(block.top, place & BLOCK_MASK)) back.push(place);
    }
    const { places, keyed } = this;
    let to = 0;
    for (let from = 0; from < this.length; from++) {
      const place = places[from] ?? 0;
      const words = moved[place >>> BLOCK_SHIFT];
      if (words !== undefined && hasBit(words, place & BLOCK_MASK)) continue;
      places[to] = place;
      keyed[to++] = keyed[from] ?? 0;
    }
    this.length = to;
    return back;
  }

  /** The first of so many lines that is not before an entry with this key. */
  private find(place: number, key: number, lines: number): number {
    let low = 0;
    let high = lines;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = (this.keyed[middle] ?? 0) - key || this.keys.compareAlike(key, this.places[middle] ?? 0, place);
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
