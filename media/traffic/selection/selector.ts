import { MOST_SELECTED, type Selection, allSelected } from "./selection";

/** The lines of the table, as a selection sees them. */
export interface SelectableLines {
  readonly lines: number;
  /** The entry of a line; `undefined` for a line that is none, which the cursor can be at but nobody can select. */
  seqAt(line: number): number | undefined;
  /** `undefined` when the table does not show what has this number. */
  lineOf(seq: number): number | undefined;
}

/** What comes of a choice: another selection, or more entries than can be selected. */
export type Selected = ({ readonly type: "selected" } & Selection) | { readonly type: "tooMany"; readonly count: number };

/**
 * How a selection changes. It remembers where a range begins, for as long as the cursor is where it was left; what is selected
 * is kept by the page. What the table does not show stays selected until something else is chosen instead of it.
 */
export class Selector {
  private anchor: { readonly seq: number; readonly cursor: number | undefined } | undefined;

  constructor(
    private readonly lines: SelectableLines,
    private readonly current: () => Selection,
  ) {}

  /** One entry and no other. */
  only(seq: number): Selected {
    return this.begin(seq, seq, []);
  }

  /** An entry more, or one less; the cursor never stays at one that is not selected any more. */
  toggle(seq: number): Selected {
    const all = this.entries;
    const others = all.filter((each) => each !== seq);
    if (others.length === all.length) return all.length < MOST_SELECTED ? this.begin(seq, seq, others) : { type: "tooMany", count: all.length + 1 };
    const { selected } = this.current();
    const cursor = selected === seq ? this.nearest(others, seq) : selected;
    return this.begin(seq, cursor, others.filter((each) => each !== cursor));
  }

  /**
   * From where the range began up to an entry, instead of what was selected.
   * @param more besides what was selected
   */
  extend(seq: number, more = false): Selected {
    const { lines } = this;
    const to = lines.lineOf(seq);
    const anchor = this.anchorSeq ?? seq;
    const from = lines.lineOf(anchor);
    if (to === undefined || from === undefined) return this.only(seq);
    const kept = more ? this.entries : [];
    if (Math.abs(to - from) >= 2 * MOST_SELECTED) return { type: "tooMany", count: Math.abs(to - from) + 1 };
    const range = this.between(Math.min(from, to), Math.max(from, to));
    // Where it reaches to a line that is no entry, the cursor stays at the entry before it.
    const cursor = lines.seqAt(to) ?? (to > from ? range.at(-1) : range[0]);
    return cursor === undefined ? this.only(seq) : this.take(anchor, cursor, new Set([...kept, ...range]));
  }

  /** All that the table shows. */
  all(): Selected {
    const { lines } = this;
    // Among twice as many lines there may be some without an entry.
    if (lines.lines > 2 * MOST_SELECTED) return { type: "tooMany", count: lines.lines };
    const all = this.between(0, lines.lines - 1);
    const { selected } = this.current();
    const cursor = all.find((seq) => seq === selected) ?? all[0];
    return this.take(this.anchorSeq ?? cursor, cursor, new Set(all));
  }

  /** Only what the cursor is at. */
  narrow(): Selected {
    const { selected } = this.current();
    return this.begin(selected, selected, []);
  }

  /** The entries that are selected. */
  private get entries(): readonly number[] {
    const { current, lines } = this;
    const { selected, alsoSelected } = current();
    const line = selected === undefined ? undefined : lines.lineOf(selected);
    return line !== undefined && lines.seqAt(line) === undefined ? alsoSelected : allSelected(current());
  }

  /** Where a range begins: where it began before, unless the cursor has gone elsewhere since, or the table does not show it any more. */
  private get anchorSeq(): number | undefined {
    const { selected } = this.current();
    const { anchor, lines } = this;
    const isShown = (seq: number | undefined): seq is number => seq !== undefined && lines.lineOf(seq) !== undefined;
    if (anchor && anchor.cursor === selected && isShown(anchor.seq)) return anchor.seq;
    return isShown(selected) ? selected : undefined;
  }

  private between(from: number, to: number): readonly number[] {
    const seqs: number[] = [];
    for (let line = from; line <= to; line++) {
      const seq = this.lines.seqAt(line);
      if (seq !== undefined) seqs.push(seq);
    }
    return seqs;
  }

  private take(anchor: number | undefined, cursor: number | undefined, all: Set<number>): Selected {
    if (all.size > MOST_SELECTED) return { type: "tooMany", count: all.size };
    if (cursor !== undefined) all.delete(cursor);
    return this.begin(anchor, cursor, [...all]);
  }

  private begin(anchor: number | undefined, selected: number | undefined, alsoSelected: readonly number[]): Selected {
    this.anchor = anchor === undefined ? undefined : { seq: anchor, cursor: selected };
    return { type: "selected", selected, alsoSelected };
  }

  /** Of some entries, the one whose line is nearest to that of another; any of them when the table shows none. */
  private nearest(seqs: readonly number[], to: number): number | undefined {
    const line = this.lines.lineOf(to);
    let nearest = seqs[0];
    let least = Infinity;
    for (const seq of seqs) {
      const distance = Math.abs((this.lines.lineOf(seq) ?? Infinity) - (line ?? 0));
      if (distance >= least) continue;
      least = distance;
      nearest = seq;
    }
    return nearest;
  }
}
