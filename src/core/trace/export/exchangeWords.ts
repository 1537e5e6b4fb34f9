import { formatDuration } from "../../base/quantity";
import type { Exchange } from "../exchange";

type Told = Pick<Exchange, "status" | "started" | "ended" | "reason">;

/** How an exchange went, in words that follow its name: `answered after 12.3 ms`. */
export function outcomeWords({ status, started, ended, reason }: Told, now: number): string {
  const after = formatDuration((ended ?? now) - started);
  const why = reason === undefined ? "" : `: ${reason}`;
  switch (status) {
    case "ok":
      return `answered after ${after}`;
    case "tool-error":
      return `the tool failed after ${after}${why}`;
    case "error":
      return `error after ${after}${why}`;
    case "malformed":
      return `answered after ${after}, but the answer is not valid${why}`;
    case "pending":
      return `no answer after ${after}`;
    case "cancelled":
      return `cancelled after ${after}${why}`;
    case "closed":
      return `the connection ended after ${after}, before an answer`;
  }
}

/** The method and what it is about. */
export function exchangeName({ method, subject }: Pick<Exchange, "method" | "subject">): string {
  return subject === undefined ? method : `${method} ${subject}`;
}
