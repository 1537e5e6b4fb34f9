import { assertNever } from "../../../src/core/base/assertNever";
import type { Closed } from "../../../src/core/wire/closed";
import type { HostEvent } from "../../../src/core/wire/frame";

/** What the host saw or did, on one line. */
export function eventLine(event: HostEvent): string {
  switch (event.type) {
    case "spawned":
      return `Started process ${event.pid}: ${[event.command, ...event.args].join(" ")}`;
    case "note":
      return event.message;
    case "stdin-closed":
      return "Closed the server's input";
    case "signal":
      return `Sent ${event.signal}`;
    case "survivors":
      return `${event.ended ? "Ended" : "Could not end"} what the server left running: ${event.pids.join(", ")}`;
    case "send-failed":
      return `Could not write to the server: ${event.message}`;
    case "closed":
      return closedWords(event.closed);
    default:
      return assertNever(event);
  }
}

function closedWords(closed: Closed): string {
  switch (closed.how) {
    case "exited": {
      const by = closed.signal === null ? `exit code ${closed.code ?? "unknown"}` : closed.signal;
      return closed.asked ? `Ended as asked (${by})` : `Ended by itself (${by})`;
    }
    case "spawn-failed":
      return `Could not be started: ${closed.message || closed.code}`;
    case "failed":
      return `Disconnected: ${closed.message}`;
    default:
      return assertNever(closed);
  }
}
