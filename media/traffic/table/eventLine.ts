import { assertNever } from "../../../src/core/base/assertNever";
import type { Closed } from "../../../src/core/wire/closed";
import type { HostEvent } from "../../../src/core/wire/frame";
import { t } from "../l10n";

/** What the host saw or did, on one line. */
export function eventLine(event: HostEvent): string {
  switch (event.type) {
    case "spawned":
      return t("Started process {0}: {1}", event.pid, [event.command, ...event.args].join(" "));
    case "note":
      return event.message;
    case "stdin-closed":
      return t("Closed the server's input");
    case "signal":
      return t("Sent {0}", event.signal);
    case "survivors":
      return event.ended ? t("Ended what the server left running: {0}", event.pids.join(", ")) : t("Could not end what the server left running: {0}", event.pids.join(", "));
    case "send-failed":
      return t("Could not write to the server: {0}", event.message);
    case "closed":
      return closedWords(event.closed);
    default:
      return assertNever(event);
  }
}

function closedWords(closed: Closed): string {
  switch (closed.how) {
    case "exited": {
      const by = closed.signal === null ? t("exit code {0}", closed.code ?? t("unknown")) : closed.signal;
      return closed.asked ? t("Ended as asked ({0})", by) : t("Ended by itself ({0})", by);
    }
    case "spawn-failed":
      return t("Could not be started: {0}", closed.message || closed.code);
    case "failed":
      return t("Disconnected: {0}", closed.message);
    default:
      return assertNever(closed);
  }
}
