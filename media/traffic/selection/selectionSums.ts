import type { TrafficModel } from "../../../src/core/feed/model/trafficModel";

/** What there is to say about several entries at a glance; they are added one by one, so that many can be in slices. */
export class SelectionSums {
  /** Those that the table shows. */
  shown = 0;
  /** Their messages, questions and answers. */
  bytes = 0;
  /** Those that will not be here any more. */
  readonly left = new Set<number>();
  private from = Infinity;
  private to = -Infinity;

  constructor(private readonly model: Pick<TrafficModel, "entryOf" | "lineOf" | "extentOf">) {}

  /** Milliseconds from the first of those shown began until the last of them ended, as far as they have. */
  get span(): number {
    return Math.max(this.to - this.from, 0);
  }

  add(seq: number): void {
    const entry = this.model.entryOf(seq);
    if (!entry && seq < (this.model.extentOf(seq)?.first ?? 0)) this.left.add(seq);
    if (!entry || this.model.lineOf(seq) === undefined) return;
    this.shown++;
    this.from = Math.min(this.from, entry.time);
    this.to = Math.max(this.to, entry.ended ?? entry.time);
    this.bytes += entry.requestSize + (entry.answerSize ?? 0);
  }
}
