import { fromOf, kindOf } from "../../trace/store/rowFlags";
import { entryKind } from "./entryKind";
import type { Marks } from "./marks";
import { BLOCK_MASK, CAUSED, hasBit, type RowBlock } from "./rowBlock";
import type { Store } from "./store";
import { statusWord } from "./statusCode";
import type { Entry, RowFacts } from "./trafficModel";

/** Makes the few entries that somebody looks at, and tells which rows and entries belong to one. Everything is by place. */
export class PageEntries {
  constructor(
    private readonly store: Store,
    private readonly marks: Marks,
  ) {}

  /** @param depth by default as the view shows it */
  entry(place: number, depth?: 0 | 1): Entry | undefined {
    const block = this.store.rows.block(place);
    const index = place & BLOCK_MASK;
    const code = block?.classes[index] ?? 0;
    if (!block || code === 0) return undefined;
    const { base, classes, words, rows } = this.store;
    const flags = classes.flags[code] ?? 0;
    const number = this.store.exchangeIn(block, index, place);
    const answer = number < 0 ? -1 : this.store.answer(number);
    const ender = number < 0 ? -1 : this.store.ender(number, place);
    const parent = this.parent(block, index);
    const seq = place + base;
    const marked = this.marked(place);
    return {
      seq,
      kind: entryKind(flags),
      link: words.links[classes.links[code] ?? 0],
      from: fromOf(flags),
      method: words.methods[classes.methods[code] ?? 0],
      subject: words.subjects[classes.subjects[code] ?? 0],
      id: rows.id(place),
      status: statusWord(this.store.status(block, index, place)),
      time: block.times[index] ?? 0,
      ended: rows.classAt(ender) === 0 ? undefined : rows.time(ender),
      requestSize: block.sizes[index] ?? 0,
      answerSize: rows.classAt(answer) === 0 ? undefined : rows.size(answer),
      answer: answer < 0 ? undefined : answer + base,
      suspect: this.store.isSuspect(code),
      marked: marked !== undefined,
      comment: marked === undefined ? undefined : this.marks.comment(marked),
      children: number < 0 ? 0 : this.childCount(number, place),
      depth: depth ?? (parent >= 0 && !hasBit(block.top, index) ? 1 : 0),
      parent: parent < 0 ? undefined : parent + base,
    };
  }

  row(place: number): RowFacts | undefined {
    const { base, classes, words, rows } = this.store;
    const code = rows.classAt(place);
    if (code === 0) return undefined;
    const flags = classes.flags[code] ?? 0;
    return {
      seq: place + base,
      kind: kindOf(flags),
      from: fromOf(flags),
      link: words.links[classes.links[code] ?? 0],
      method: words.methods[classes.methods[code] ?? 0],
      time: rows.time(place),
      size: rows.size(place),
    };
  }

  /** The entry that a row belongs to; -1 when it is not there. */
  placeOf(place: number): number {
    const block = this.store.rows.block(place);
    const index = place & BLOCK_MASK;
    if (!block || block.classes[index] === 0) return -1;
    if (this.store.isEntry(block, index)) return place;
    const request = this.store.exchanges.request((block.owners[index] ?? 0) - 1);
    return this.store.rows.classAt(request) === 0 ? -1 : request;
  }

  /** The rows of an entry, in order. */
  rowsOf(place: number): readonly number[] {
    const first = this.store.exchangeAt(place);
    if (first < 0) return [place];
    const { exchanges } = this.store;
    const end = this.store.exchangesEnd(first, place);
    const found = [place];
    let last = place;
    for (let number = first; number < end; number++) last = Math.max(last, exchanges.last(number));
    this.store.eachIn(place + 1, last + 1, (block, start, low, high) => {
      const { owners } = block;
      for (let index = low; index < high; index++) {
        const owner = owners[index] ?? 0;
        if (owner > first && owner <= end && owner < CAUSED) found.push(start + index);
      }
    });
    const others = this.otherEnders(first, end).filter((ender) => !found.includes(ender));
    return others.length === 0 ? found : [...found, ...others].sort((a, b) => a - b);
  }

  /** Batches that hold answers to these exchanges and belong to others. */
  private otherEnders(first: number, end: number): readonly number[] {
    const { exchanges, rows, classes } = this.store;
    const enders = new Set<number>();
    for (let number = first; number < end; number++) {
      const ender = exchanges.ender(number);
      const code = rows.classAt(ender);
      if (code !== 0 && rows.owner(ender) !== number + 1 && fromOf(classes.flags[code] ?? 0) !== "host") enders.add(ender);
    }
    return [...enders];
  }

  /** At most `limit` entries that an entry caused, in order of time. */
  childrenOf(place: number, limit: number): readonly number[] {
    const first = this.store.exchangeAt(place);
    const children: number[] = [];
    if (first < 0 || limit < 1) return children;
    const { exchanges } = this.store;
    for (let number = first, end = this.store.exchangesEnd(first, place); number < end; number++) {
      if (exchanges.children(number) === 0) continue;
      const found: number[] = [];
      this.store.eachChild(number, place, exchanges.last(number), (_block, _index, child) => {
        found.push(child);
        return found.length < limit;
      });
      for (const child of found) children.push(child);
    }
    return children.sort((a, b) => a - b).slice(0, limit);
  }

  /** The row of an entry that is marked: its first or its answer, unless that is a batch and so an entry itself. */
  marked(place: number): number | undefined {
    if (this.marks.isEmpty) return undefined;
    const { base } = this.store;
    if (this.marks.has(place + base)) return place + base;
    const number = this.store.exchangeAt(place);
    const answer = number < 0 ? -1 : this.store.answer(number);
    return answer >= 0 && this.marks.has(answer + base) && this.placeOf(answer) !== answer ? answer + base : undefined;
  }

  private childCount(first: number, place: number): number {
    const { exchanges } = this.store;
    let count = 0;
    for (let number = first, end = this.store.exchangesEnd(first, place); number < end; number++) count += exchanges.children(number);
    return count;
  }

  /** The request that caused an entry, where it is still there. */
  private parent(block: RowBlock, index: number): number {
    const parent = this.store.parent(block, index);
    const request = parent < 0 ? -1 : this.store.exchanges.request(parent);
    return this.store.rows.classAt(request) === 0 ? -1 : request;
  }
}
