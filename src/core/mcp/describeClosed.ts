import { assertNever } from "../base/assertNever";
import type { Closed } from "../wire/closed";

/** How a connection ended, as the second half of a sentence about the server: `exited with code 1`. */
export function describeClosed(closed: Closed): string {
  switch (closed.how) {
    case "exited":
      return describeExit(closed.code, closed.signal, closed.asked);
    case "spawn-failed":
      return `could not be started: ${closed.message || closed.code}`;
    case "failed":
      return `was disconnected: ${closed.message}`;
    default:
      return assertNever(closed);
  }
}

function describeExit(code: number | null, signal: string | null, asked: boolean): string {
  if (signal !== null) return asked ? `was stopped by ${signal}` : `was killed by ${signal}`;
  if (code === null) return "ended without an exit code";
  if (asked && code === 0) return "was stopped";
  return asked ? `was stopped and exited with code ${code}` : `exited with code ${code}`;
}
