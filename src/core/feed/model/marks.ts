import type { FeedMessage } from "../protocol";

type Marked = Extract<FeedMessage, { readonly type: "marks" }>["marks"];

/** The rows that people have marked, by sequence, with their comments. */
export class Marks {
  private comments: ReadonlyMap<number, string> = new Map();

  /** Takes over all marks; gives the sequences of those that are new or gone. */
  take(marks: Marked): readonly number[] {
    const before = this.comments;
    this.comments = new Map(marks.map(({ seq, comment }) => [seq, comment]));
    return [...this.comments.keys()].filter((seq) => !before.has(seq)).concat([...before.keys()].filter((seq) => !this.comments.has(seq)));
  }

  get isEmpty(): boolean {
    return this.comments.size === 0;
  }

  has(seq: number): boolean {
    return this.comments.has(seq);
  }

  comment(seq: number): string | undefined {
    return this.comments.get(seq);
  }
}
