import { type Packing, RUN_BYTES } from "./packing";

/** Bytes of a column, and the width that its place in the buffer has to be a multiple of. */
export interface PackedSize {
  readonly bytes: number;
  readonly width: number;
}

/** What a column of so many numbers takes in this form; `undefined` for what is no such form. */
export function packedSize(packing: Packing | undefined, count: number): PackedSize | undefined {
  switch (packing?.form) {
    case "steps":
      return { bytes: 0, width: 1 };
    case "runs":
      return { bytes: RUN_BYTES * packing.runs, width: 4 };
    case "near":
      return { bytes: packing.width * count, width: packing.width };
    case "listed":
      return { bytes: count, width: 1 };
    case "whole":
      return { bytes: 4 * count, width: 4 };
    case undefined:
    default:
      return undefined;
  }
}

/** The first place from this one on that is a multiple of a width. */
export function alignedPlace(place: number, width: number): number {
  return Math.ceil(place / width) * width;
}
