import type { JsonIndex } from "./jsonIndex";

/** A line of the tree: a value, or a piece of the many children of one. */
export interface TreeLine {
  readonly node: number;
  /** From 0. */
  readonly depth: number;
  /** Children `[from, to)` of the node by their places; `undefined` for the node itself. */
  readonly range: { readonly from: number; readonly to: number } | undefined;
  /** Which of its siblings it is, from 0, and how many there are. */
  readonly place: number;
  readonly siblings: number;
  /** `undefined` when there is nothing to open. */
  readonly open: boolean | undefined;
}

/** More children than this are shown in pieces, and pieces in pieces. */
const PIECE = 100;

/** The lines of a JSON text as a person has opened them; made as far as they are opened. */
export class JsonTree {
  private readonly opened = new Set<string>();
  private readonly childLists = new Map<number, Int32Array>();
  private shown: readonly TreeLine[];
  /** Index of the line that keys and commands are about. */
  selected = 0;

  constructor(readonly index: JsonIndex) {
    this.shown = this.rebuild();
  }

  get lines(): readonly TreeLine[] {
    return this.shown;
  }

  /** Opens or closes a line; does nothing for one that cannot be opened. */
  setOpen(at: number, open: boolean): void {
    const line = this.shown[at];
    if (line === undefined || line.open === undefined || line.open === open) return;
    if (open) this.opened.add(keyOf(line));
    else this.opened.delete(keyOf(line));
    const after = this.after(at);
    this.shown = this.shown.slice(0, at).concat(this.expand([{ ...line, open }]), this.shown.slice(after));
    if (this.selected > at) this.selected = this.selected < after ? at : this.selected + this.after(at) - after;
  }

  /** Opens what is nearest to a line first, until so many lines are added; false when there is more to open. */
  openBelow(at: number, budget: number, pieces = true): boolean {
    const top = this.shown[at];
    if (top === undefined) return true;
    let left = budget;
    const queue: TreeLine[] = [top];
    for (let next = 0; next < queue.length; next++) {
      const line = queue[next];
      if (line === undefined || line.open === undefined || (line.range && !pieces)) continue;
      const children = this.childLines(line);
      if (children.length > left && line !== top) return this.refresh(at, false);
      left -= children.length;
      this.opened.add(keyOf(line));
      for (const child of children) queue.push(child);
    }
    return this.refresh(at, true);
  }

  closeAll(): void {
    this.opened.clear();
    this.selected = 0;
    this.shown = this.rebuild();
    this.setOpen(0, true);
  }

  /** Opens all that a node is in, and gives its line. */
  reveal(node: number): number {
    const { index } = this;
    for (let child = node, parent = index.parent(node); parent >= 0; child = parent, parent = index.parent(parent)) {
      this.opened.add(String(parent));
      const place = index.place(child);
      for (let from = 0, to = index.children(parent); to - from > PIECE; ) {
        const step = stepOf(to - from);
        from += Math.floor((place - from) / step) * step;
        to = Math.min(to, from + step);
        this.opened.add(pieceKey(parent, from, to));
      }
    }
    this.shown = this.rebuild();
    return this.shown.findIndex((line) => line.node === node && line.range === undefined);
  }

  /** The line that a line is in; -1 for the first. */
  parentLine(at: number): number {
    const depth = this.shown[at]?.depth ?? 0;
    let parent = at - 1;
    while (parent >= 0 && (this.shown[parent]?.depth ?? 0) >= depth) parent--;
    return parent;
  }

  /** The first line behind all that are in this one. */
  private after(at: number): number {
    const depth = this.shown[at]?.depth ?? 0;
    let after = at + 1;
    while (after < this.shown.length && (this.shown[after]?.depth ?? 0) > depth) after++;
    return after;
  }

  private refresh(at: number, complete: boolean): boolean {
    const top = this.shown[at];
    if (top) this.shown = this.shown.slice(0, at).concat(this.expand([{ ...top, ...this.openState(top) }]), this.shown.slice(this.after(at)));
    this.selected = at;
    return complete;
  }

  private rebuild(): readonly TreeLine[] {
    return this.index.count === 0 ? [] : this.expand([this.lineOf(0, 0, 0, 1)]);
  }

  /** The lines with all that is opened in them, without recursion: JSON may be nested ten thousand deep. */
  private expand(tops: readonly TreeLine[]): TreeLine[] {
    const lines: TreeLine[] = [];
    const left = [...tops];
    for (let line = left.pop(); line; line = left.pop()) {
      lines.push(line);
      if (line.open !== true) continue;
      const children = this.childLines(line);
      for (let child = children.length - 1; child >= 0; child--) {
        const next = children[child];
        if (next) left.push(next);
      }
    }
    return lines;
  }

  private childLines(line: TreeLine): TreeLine[] {
    const { node } = line;
    const { from, to } = line.range ?? { from: 0, to: this.index.children(node) };
    const depth = line.depth + 1;
    if (to - from <= PIECE) {
      const children = this.childrenOf(node).subarray(from, to);
      return Array.from(children, (child, place) => this.lineOf(child, depth, place, children.length));
    }
    const step = stepOf(to - from);
    const siblings = Math.ceil((to - from) / step);
    return Array.from({ length: siblings }, (_, place) => {
      const range = { from: from + place * step, to: Math.min(to, from + (place + 1) * step) };
      return { node, depth, range, place, siblings, open: this.opened.has(pieceKey(node, range.from, range.to)) };
    });
  }

  private lineOf(node: number, depth: number, place: number, siblings: number): TreeLine {
    const open = this.index.children(node) === 0 ? undefined : this.opened.has(String(node));
    return { node, depth, range: undefined, place, siblings, open };
  }

  private openState(line: TreeLine): { readonly open: boolean | undefined } {
    return { open: line.open === undefined ? undefined : this.opened.has(keyOf(line)) };
  }

  private childrenOf(node: number): Int32Array {
    const known = this.childLists.get(node);
    if (known) return known;
    const children = this.index.childrenOf(node);
    // Long lists are asked for again and again, piece by piece; short ones are found as fast as they are looked up.
    if (children.length > PIECE) this.childLists.set(node, children);
    return children;
  }
}

/** Pieces are hundreds, or hundreds of hundreds where those were too many. */
function stepOf(children: number): number {
  let step = PIECE;
  while (children > step * PIECE) step *= PIECE;
  return step;
}

function keyOf(line: TreeLine): string {
  return line.range ? pieceKey(line.node, line.range.from, line.range.to) : String(line.node);
}

function pieceKey(node: number, from: number, to: number): string {
  return `${node}:${from}-${to}`;
}
