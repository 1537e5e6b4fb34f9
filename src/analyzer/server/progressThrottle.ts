const intervalMs = 250;

/** Lets through at most four reports a second, and always the last one. */
export function throttleProgress(
  send: (done: number, total: number) => void,
  now: () => number = () => performance.now(),
): (done: number, total: number) => void {
  let last = now();
  return (done, total) => {
    const time = now();
    if (time - last >= intervalMs || done === total) {
      last = time;
      send(done, total);
    }
  };
}
