import { performance } from "node:perf_hooks";

/** Prints milliseconds since this process began, so that loading the client counts, and how many tools were listed. */
export function reportListed(tools: number): void {
  process.stdout.write(`${JSON.stringify({ ms: performance.now(), tools })}\n`);
}
