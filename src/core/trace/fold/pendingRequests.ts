import type { JsonRpcId } from "../../wire/message";

/** So many that have left may stay in the map before it is worth looking for them. */
const STALE = 64;

/** The requests of one side of a link that wait for an answer, by their typed id; nearly always one under each. */
export class PendingRequests {
  // A Map tells "1" from 1, as JSON-RPC does.
  private readonly byId = new Map<JsonRpcId, number | number[]>();
  private stale = 0;

  /** Ids that are known, and the requests under those that came more than once; the tests of its memory read it. */
  get size(): number {
    let size = this.byId.size;
    for (const known of this.byId.values()) if (typeof known === "object") size += known.length;
    return size;
  }

  add(id: JsonRpcId, number: number): void {
    const known = this.byId.get(id);
    if (known === undefined) this.byId.set(id, number);
    else if (typeof known === "number") this.byId.set(id, [known, number]);
    else known.push(number);
  }

  /** The oldest one under an id that has not left. @param first the first number that has not */
  oldest(id: JsonRpcId, first: number): number | undefined {
    const known = this.byId.get(id);
    if (known === undefined) return undefined;
    return typeof known === "number" ? held(known, first) : known.find((number) => number >= first);
  }

  /** Takes out one that was answered: the oldest that has not left. */
  remove(id: JsonRpcId, number: number): void {
    const known = this.byId.get(id);
    if (typeof known !== "object") {
      this.byId.delete(id);
      return;
    }
    known.splice(0, known.indexOf(number) + 1);
    if (known.length === 0) this.byId.delete(id);
  }

  /** One has left without an answer, and its id is not known any more. @param first the first number that has not */
  left(first: number): void {
    if (++this.stale < Math.max(STALE, this.byId.size / 2)) return;
    this.stale = 0;
    for (const [id, known] of this.byId) {
      const numbers = (typeof known === "number" ? [known] : known).filter((number) => number >= first);
      if (numbers.length === 0) this.byId.delete(id);
      else this.byId.set(id, numbers);
    }
  }

  clear(): void {
    this.byId.clear();
    this.stale = 0;
  }
}

function held(number: number, first: number): number | undefined {
  return number >= first ? number : undefined;
}
