/** Milliseconds: those of a clock that knows no less, and the distance between two doubles in the years from 2004 to 2039. */
const TICKS = [1, 2 ** -12];

export interface Ticks {
  readonly from: number;
  readonly tick: number;
  readonly ticks: Uint32Array;
}

/** Times as whole numbers of ticks after the earliest of them; `undefined` when they cannot all be had back exactly. @param room for them */
export function inTicks(times: Float64Array, room: Uint32Array): Ticks | undefined {
  let from = times[0] ?? 0;
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? 0;
    if (time < from) from = time;
  }
  const ticks = room.subarray(0, times.length);
  const tick = TICKS.find((each) => write(times, from, each, ticks));
  return tick === undefined ? undefined : { from, tick, ticks };
}

/** Says whether the times are such ticks. */
function write(times: Float64Array, from: number, tick: number, to: Uint32Array): boolean {
  // A tick is a power of two, so to multiply by this is to divide by it.
  const perMs = 1 / tick;
  let last = Number.NaN;
  let code = 0;
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? 0;
    if (time !== last) {
      code = ((time - from) * perMs) >>> 0;
      if (from + code * tick !== time) return false;
      last = time;
    }
    to[index] = code;
  }
  return true;
}
