import { isSubjectOf } from "../../trace/filter/subjectField";
import { entryKind } from "./entryKind";
import { STATUS_BITS, statusWord } from "./statusCode";
import type { Store } from "./store";
import type { TrafficModel } from "./trafficModel";

type Field = Parameters<TrafficModel["values"]>[0];

const STATUSES = 1 << STATUS_BITS;

/** How many entries there are of each class and status. */
export class Tally {
  total = 0;
  private counts = new Uint32Array(64 << STATUS_BITS);

  constructor(private readonly store: Store) {}

  /** @param count as many entries to add, or -1 to remove one */
  count(code: number, status: number, count: number): void {
    const key = (code << STATUS_BITS) | status;
    if (key >= this.counts.length) {
      const counts = new Uint32Array(Math.max(this.counts.length * 2, key + 1));
      counts.set(this.counts);
      this.counts = counts;
    }
    this.counts[key] = (this.counts[key] ?? 0) + count;
    this.total += count;
  }

  values(field: Field): readonly { readonly value: string; readonly count: number }[] {
    const sums = new Map<string, number>();
    for (let code = 1; code < this.store.classes.count; code++) {
      if (field === "status") this.addStatuses(code, sums);
      else add(sums, this.word(field, code), this.inClass(code));
    }
    return [...sums].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  private addStatuses(code: number, sums: Map<string, number>): void {
    for (let status = 0; status < STATUSES; status++) add(sums, statusWord(status), this.counts[(code << STATUS_BITS) | status] ?? 0);
  }

  private inClass(code: number): number {
    let sum = 0;
    for (let status = 0; status < STATUSES; status++) sum += this.counts[(code << STATUS_BITS) | status] ?? 0;
    return sum;
  }

  private word(field: Exclude<Field, "status">, code: number): string | undefined {
    const { classes, words } = this.store;
    switch (field) {
      case "kind":
        return entryKind(classes.flags[code] ?? 0);
      case "server":
        return words.links[classes.links[code] ?? 0]?.name;
      case "method":
        return words.methods[classes.methods[code] ?? 0];
      case "tool":
      case "prompt":
      case "resource": {
        const method = words.methods[classes.methods[code] ?? 0];
        return method !== undefined && isSubjectOf(field, method) ? words.subjects[classes.subjects[code] ?? 0] : undefined;
      }
    }
  }
}

function add(sums: Map<string, number>, value: string | undefined, count: number): void {
  if (value !== undefined && count > 0) sums.set(value, (sums.get(value) ?? 0) + count);
}
