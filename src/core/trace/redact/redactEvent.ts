import { assertNever } from "../../base/assertNever";
import type { Closed } from "../../wire/closed";
import type { HostEvent } from "../../wire/frame";
import type { Redactor } from "./redactor";

/** An event of the host without its secrets. */
export function redactEvent(event: HostEvent, redactor: Redactor): HostEvent {
  switch (event.type) {
    case "spawned":
      return {
        ...event,
        command: redactor.text(event.command),
        args: event.args.map((argument, index) => redactor.argument(event.args[index - 1], argument)),
        cwd: redactor.text(event.cwd),
      };
    case "note":
    case "send-failed":
      return { ...event, message: redactor.text(event.message) };
    case "closed":
      return { ...event, closed: redactClosed(event.closed, redactor) };
    case "stdin-closed":
    case "signal":
    case "survivors":
      return event;
    default:
      return assertNever(event);
  }
}

function redactClosed(closed: Closed, redactor: Redactor): Closed {
  return closed.how === "exited" ? closed : { ...closed, message: redactor.text(closed.message) };
}
