// A byte that crosses to the page costs more than to work it out on both sides, so columns travel in the shortest of some exact
// forms. Which one is plain data beside the buffer that holds them.

/** How a column of whole numbers below 2^32 lies in a buffer. */
export type Packing =
  /** It takes no bytes: each number is so much more than the one before, modulo 2^32. Equal ones are steps of 0. */
  | { readonly form: "steps"; readonly from: number; readonly step: number }
  /** Several such runs: their first numbers, then their steps, then the places where they end; u32 all. */
  | { readonly form: "runs"; readonly runs: number }
  /** A byte each, or two: 0 is 0, and any other is so much more than `above`. What belongs to nothing has 0, far from the others. */
  | { readonly form: "near"; readonly width: 1 | 2; readonly above: number }
  /** A byte each: the place in `values`. */
  | { readonly form: "listed"; readonly values: readonly number[] }
  /** As they are, u32. */
  | { readonly form: "whole" };

/** How a column of times lies in a buffer. */
export type TimePacking =
  /** Each is `from` and so many times `tick`, a power of two; the ticks are packed as whole numbers. */
  | { readonly form: "ticks"; readonly from: number; readonly tick: number; readonly ticks: Packing }
  /** As they are, f64. */
  | { readonly form: "whole" };

/** The most different values that a byte can tell apart. */
export const MOST_LISTED = 256;
/** Bytes of a run: its first number, its step and its end. */
export const RUN_BYTES = 12;
