import type { Frame, FrameKind, Rows } from "../../wire/frame";
import type { JsonRpcId } from "../../wire/message";
import type { RowStore } from "./rowStore";

/** Consecutive rows of a store. One that has left since is shown as junk, so that nobody acts on it; a frame of it is refused. */
export class StoredRows implements Rows {
  /** The rows that are to be announced after these; a list of its own would cost as much as announcing them. */
  after: StoredRows | undefined = undefined;

  constructor(
    private readonly store: RowStore,
    readonly link: number,
    readonly source: Rows["source"],
    readonly first: number,
    readonly next: number,
    readonly time: number,
    readonly suspects: number,
  ) {}

  kind(seq: number): FrameKind {
    return this.store.holds(seq) ? this.store.kind(seq) : "junk";
  }

  method(seq: number): string | undefined {
    return this.store.holds(seq) ? this.store.method(seq) : undefined;
  }

  from(seq: number): Frame["from"] {
    return this.store.holds(seq) ? this.store.from(seq) : "host";
  }

  alike(seq: number): number {
    return this.store.holds(seq) ? this.store.alike(seq, this.next) : seq + 1;
  }

  suspect(seq: number): boolean {
    return this.store.holds(seq) && this.store.suspect(seq);
  }

  isUtf8(from = this.first, to = this.next): boolean {
    return from === to || !this.store.holds(from) || this.store.isUtf8(from, to);
  }

  id(seq: number): JsonRpcId | undefined {
    return this.store.holds(seq) ? this.store.id(seq) : undefined;
  }

  message(seq: number): unknown {
    return this.store.holds(seq) ? this.store.message(seq) : undefined;
  }

  at(seq: number): Frame {
    return this.store.frame(seq);
  }

  *[Symbol.iterator](): Generator<Frame> {
    for (let seq = this.first; seq < this.next; seq++) yield this.at(seq);
  }
}
