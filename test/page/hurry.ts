/** How many times faster timers run. */
const FASTER = 20;

/** Draws as soon as there is something to draw, and has pauses pass quickly: for who looks at thousands of things in a row. */
export function hurry(): void {
  const setTimer = window.setTimeout.bind(window);
  const waiting = new Map<number, FrameRequestCallback>();
  const channel = new MessageChannel();
  let last = 0;
  channel.port1.onmessage = ({ data }: MessageEvent<number>) => {
    const work = waiting.get(data);
    waiting.delete(data);
    work?.(performance.now());
  };
  window.requestAnimationFrame = (work) => {
    waiting.set(++last, work);
    channel.port2.postMessage(last);
    return last;
  };
  window.cancelAnimationFrame = (handle) => void waiting.delete(handle);
  Object.defineProperty(window, "setTimeout", { value: (work: () => void, ms = 0) => setTimer(work, ms / FASTER) });
}

/** What was to be drawn has been drawn; in the same queue, since two of them have no order. */
export function turn(): Promise<void> {
  return new Promise((resolve) => void window.requestAnimationFrame(() => resolve()));
}

/** The same for what is done only while there is nothing else to do. */
export function rest(): Promise<void> {
  return new Promise((resolve) => void window.requestIdleCallback(() => resolve()));
}
