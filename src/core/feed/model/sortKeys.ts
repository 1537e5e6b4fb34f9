import type { JsonRpcId } from "../../wire/message";
import { radixSort } from "./radixSort";
import { BLOCK_MASK } from "./rowBlock";
import type { Store } from "./store";
import type { SortColumn } from "./trafficModel";

/** The highest key: of what is still on its way, and of ids that are texts. */
const LAST = 0xffffffff;
/** The key of ids that are numbers, but neither whole nor small. */
const ODD_NUMBER = LAST - 1;

/**
 * What entries are sorted by, as whole numbers below 2^32, so that a million of them are sorted without comparing. Entries with
 * the same key are in order of time, but for ids of which the key says too little.
 */
export class SortKeys {
  private ranks = new Uint32Array(0);
  private ranked = -1;

  constructor(
    private readonly store: Store,
    private readonly column: Exclude<SortColumn, "time">,
  ) {}

  /** To be called before keys are asked for, whenever there may be new words. True when all keys are others now. */
  refresh(): boolean {
    const words = this.words();
    if (words.length === this.ranked) return false;
    this.ranked = words.length;
    const folded = words.map((word) => (word ?? "").toLowerCase());
    const order = folded.map((_, index) => index).sort((a, b) => compare(folded[a] ?? "", folded[b] ?? ""));
    this.ranks = new Uint32Array(words.length);
    let rank = 0;
    order.forEach((code, at) => {
      if (at > 0 && folded[code] !== folded[order[at - 1] ?? 0]) rank++;
      this.ranks[code] = rank;
    });
    return true;
  }

  key(place: number): number {
    const { store } = this;
    switch (this.column) {
      case "server":
        return this.ranks[store.classes.links[store.rows.classAt(place)] ?? 0] ?? 0;
      case "method":
        return this.ranks[store.classes.methods[store.rows.classAt(place)] ?? 0] ?? 0;
      case "subject":
        return this.ranks[store.classes.subjects[store.rows.classAt(place)] ?? 0] ?? 0;
      case "status": {
        const block = store.rows.block(place);
        return block ? store.status(block, place & BLOCK_MASK, place) : 0;
      }
      case "duration":
        return durationKey(store.duration(place));
      case "size":
        return Math.min(store.bytes(place), LAST);
      case "id":
        return idKey(store.rows.id(place));
    }
  }

  /** Sorts entries. @param places in order of time; sorted in place, and the keys with them */
  sort(places: Uint32Array, keys: Uint32Array): void {
    radixSort(places, keys);
    for (let from = 0; from < places.length; ) {
      const key = keys[from] ?? 0;
      let to = from + 1;
      if (this.isVague(key)) {
        while (to < places.length && keys[to] === key) to++;
        this.sortVague(places.subarray(from, to));
      }
      from = to;
    }
  }

  /** The order of two entries with the same key. */
  compareAlike(key: number, a: number, b: number): number {
    return (this.isVague(key) ? compareIds(this.store.rows.id(a), this.store.rows.id(b)) : 0) || a - b;
  }

  /** Whether entries with this key still have to be compared. */
  private isVague(key: number): boolean {
    return this.column === "id" && key >= ODD_NUMBER;
  }

  private sortVague(places: Uint32Array): void {
    const ids = Array.from(places, (place) => ({ place, id: this.store.rows.id(place) }));
    ids.sort((a, b) => compareIds(a.id, b.id) || a.place - b.place);
    ids.forEach(({ place }, index) => {
      places[index] = place;
    });
  }

  private words(): readonly (string | undefined)[] {
    switch (this.column) {
      case "server":
        return this.store.words.links.map((link) => link?.name);
      case "method":
        return this.store.words.methods;
      case "subject":
        return this.store.words.subjects;
      default:
        return [];
    }
  }
}

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Floats above zero are in the order of their bits. What is still on its way is last. */
function durationKey(duration: number | undefined): number {
  if (duration === undefined) return 0;
  if (duration < 0) return LAST;
  float[0] = duration;
  return (bits[0] ?? 0) + 1;
}

function idKey(id: JsonRpcId | undefined): number {
  if (typeof id === "string") return LAST;
  if (typeof id !== "number") return 0;
  return Number.isInteger(id) && id >= 0 && id < ODD_NUMBER - 1 ? id + 1 : ODD_NUMBER;
}

function compareIds(a: JsonRpcId | undefined, b: JsonRpcId | undefined): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return compare(String(a), String(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
