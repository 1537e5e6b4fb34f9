import type { Span } from "./span";

export interface LinkSpan {
  readonly link: number;
  readonly span: Span;
}

/** Spans that something may still be added to, by the number of their exchange and by the row that ends them. */
export class OpenSpans {
  private readonly byNumber = new Map<number, LinkSpan>();
  private readonly byEnder = new Map<number, number[]>();
  private looked = 0;

  /** @param ender -1 when nothing has ended it */
  add(number: number, ender: number, span: LinkSpan): void {
    this.byNumber.set(number, span);
    const numbers = this.byEnder.get(ender);
    if (numbers) numbers.push(number);
    else this.byEnder.set(ender, [number]);
  }

  get(number: number): Span | undefined {
    return this.byNumber.get(number)?.span;
  }

  /** Hands over those that a row before `seq` has ended. */
  *endBefore(seq: number): Generator<LinkSpan> {
    if (this.byEnder.size > 0) for (let ender = this.looked; ender < seq; ender++) yield* this.end(ender);
    this.looked = seq;
  }

  /** Hands over all others. */
  *rest(): Generator<LinkSpan> {
    yield* this.byNumber.values();
  }

  private *end(ender: number): Generator<LinkSpan> {
    for (const number of this.byEnder.get(ender) ?? []) {
      const span = this.byNumber.get(number);
      this.byNumber.delete(number);
      if (span) yield span;
    }
    this.byEnder.delete(ender);
  }
}
