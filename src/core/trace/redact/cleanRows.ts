import { decodeUtf8 } from "../../base/text";
import type { Trace } from "../trace";
import type { Redactor } from "./redactor";

/** Bytes of neighbouring rows that are looked at together. */
const CHUNK = 16 * 1024;

/** Tells which rows certainly hold nothing to hide. Most do, and to look at many together costs a fraction of looking at each. */
export class CleanRows {
  private first = 0;
  private next = 0;
  private readonly suspects = new Set<number>();

  constructor(
    private readonly trace: Trace,
    private readonly redactor: Redactor,
  ) {}

  has(seq: number): boolean {
    if (seq < this.first || seq >= this.next) this.look(seq);
    return seq >= this.first && seq < this.next && !this.suspects.has(seq);
  }

  private look(seq: number): void {
    const { trace, redactor, suspects } = this;
    [this.first, this.next] = [0, 0];
    suspects.clear();
    // A person's pattern may ask for the beginning or the end of a line, which a row in the middle does not show.
    const lines = redactor.hasPatterns || seq < trace.first ? undefined : trace.columns.lines(seq, trace.next, CHUNK);
    if (!lines || lines.next - lines.first < 2) return;
    const text = decodeUtf8(lines.bytes);
    // Otherwise a place in the text would not be the same place in the bytes.
    if (text.length !== lines.bytes.length) return;
    let row = lines.first;
    for (const { start, end } of redactor.found(text)) {
      while (lines.end(row) < start && row < lines.next - 1) row++;
      for (let hit = row; hit < lines.next && lines.start(hit) < end; hit++) suspects.add(hit);
    }
    [this.first, this.next] = [lines.first, lines.next];
  }
}
