import { alignedPlace, packedSize, type PackedSize } from "./packedSize";
import { MOST_LISTED, type Packing, type TimePacking } from "./packing";

/** A column where it lies, for `unpackColumn`. */
export type PackedColumn =
  | { readonly form: "steps"; readonly from: number; readonly step: number }
  | { readonly form: "runs"; readonly firsts: Uint32Array; readonly steps: Uint32Array; readonly ends: Uint32Array }
  | { readonly form: "bytes"; readonly codes: Uint8Array; readonly above: number }
  | { readonly form: "pairs"; readonly codes: Uint16Array; readonly above: number }
  | { readonly form: "listed"; readonly codes: Uint8Array; readonly values: Uint32Array }
  | { readonly form: "whole"; readonly values: Uint32Array };

/** A column of times where it lies, for `unpackTimes`. */
export type PackedTimes =
  | { readonly form: "ticks"; readonly from: number; readonly tick: number; readonly ticks: PackedColumn }
  | { readonly form: "whole"; readonly values: Float64Array };

/** Finds the columns that a `ColumnPacker` has packed, asked for in the same order. What does not fit together is a bug and throws. */
export class ColumnReader {
  private next = 0;

  /** @param count numbers of each column */
  constructor(
    private readonly buffer: ArrayBuffer,
    private readonly count: number,
  ) {}

  column(packing: Packing | undefined): PackedColumn {
    const size = packedSize(packing, this.count);
    if (!packing || !size || !isSound(packing)) return this.fail(packing);
    const at = this.place(size);
    switch (packing.form) {
      case "steps":
        return packing;
      case "runs":
        return this.runs(packing, at);
      case "near":
        if (packing.width === 1) return { form: "bytes", above: packing.above, codes: new Uint8Array(this.buffer, at, this.count) };
        return { form: "pairs", above: packing.above, codes: new Uint16Array(this.buffer, at, this.count) };
      case "listed": {
        const values = new Uint32Array(MOST_LISTED);
        values.set(packing.values);
        return { form: "listed", values, codes: new Uint8Array(this.buffer, at, this.count) };
      }
      case "whole":
        return { form: "whole", values: new Uint32Array(this.buffer, at, this.count) };
      default:
        return this.fail(packing);
    }
  }

  times(packing: TimePacking | undefined): PackedTimes {
    switch (packing?.form) {
      case "ticks":
        if (!Number.isFinite(packing.from) || !Number.isFinite(packing.tick)) return this.fail(packing);
        return { form: "ticks", from: packing.from, tick: packing.tick, ticks: this.column(packing.ticks) };
      case "whole":
        return { form: "whole", values: new Float64Array(this.buffer, this.place({ bytes: 8 * this.count, width: 8 }), this.count) };
      case undefined:
      default:
        return this.fail(packing);
    }
  }

  /** There are no more columns. */
  end(): void {
    if (this.next !== this.buffer.byteLength) throw this.misfit();
  }

  private runs(packing: Packing & { readonly form: "runs" }, at: number): PackedColumn {
    const { runs } = packing;
    const [firsts, steps, ends] = [0, 1, 2].map((part) => new Uint32Array(this.buffer, at + 4 * runs * part, runs));
    if (!firsts || !steps || !ends || ends.at(-1) !== this.count || ends.some((end, run) => end <= (ends[run - 1] ?? 0))) return this.fail(packing);
    return { form: "runs", firsts, steps, ends };
  }

  private place({ bytes, width }: PackedSize): number {
    const at = bytes === 0 ? this.next : alignedPlace(this.next, width);
    if (at + bytes > this.buffer.byteLength) throw this.misfit();
    this.next = at + bytes;
    return at;
  }

  private misfit(): Error {
    return new Error(`The columns of ${this.count} rows came in ${this.buffer.byteLength} bytes; host and page must be of the same build.`);
  }

  private fail(packing: unknown): never {
    throw new Error(`A column of ${this.count} rows came as ${JSON.stringify(packing)}; host and page must be of the same build.`);
  }
}

/** The numbers beside the buffer are such as the host sends. */
function isSound(packing: Packing): boolean {
  switch (packing.form) {
    case "steps":
      return Number.isInteger(packing.from) && Number.isInteger(packing.step);
    case "runs":
      return Number.isInteger(packing.runs) && packing.runs > 0;
    case "near":
      return [1, 2].includes(packing.width) && Number.isInteger(packing.above);
    case "listed":
      return Array.isArray(packing.values) && packing.values.length <= MOST_LISTED && packing.values.every(Number.isInteger);
    case "whole":
      return true;
    default:
      return false;
  }
}
