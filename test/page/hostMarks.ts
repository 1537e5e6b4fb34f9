import { Emitter } from "../../src/core/base/event";
import type { Mark, Marks } from "../../src/core/feed/marks";

/** Marks that are kept nowhere else. */
export class HostMarks implements Marks {
  private readonly comments = new Map<string, Map<number, string>>();
  private readonly changes = new Emitter<string>();
  readonly onChange = this.changes.event;

  of(session: string): readonly Mark[] {
    return [...(this.comments.get(session) ?? [])].map(([seq, comment]) => ({ seq, comment }));
  }

  set(session: string, seqs: readonly number[], comment: string | undefined): void {
    const marks = this.comments.get(session) ?? new Map<number, string>();
    this.comments.set(session, marks);
    for (const seq of seqs) {
      if (comment === undefined) marks.delete(seq);
      else marks.set(seq, comment);
    }
    this.changes.fire(session);
  }
}
