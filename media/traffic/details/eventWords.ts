import { assertNever } from "../../../src/core/base/assertNever";
import type { Closed } from "../../../src/core/wire/closed";
import type { HostEvent } from "../../../src/core/wire/frame";
import { t } from "../l10n";

/** An event of the host in words: what happened, and its facts. */
export interface EventWords {
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export function eventWords(event: HostEvent): EventWords {
  switch (event.type) {
    case "spawned":
      return {
        title: t("The server's process was started."),
        facts: [[t("Process"), String(event.pid)], [t("Command"), event.command], ...event.args.map((argument, at) => [t("Argument {0}", at + 1), argument] as const), [t("Folder"), event.cwd]],
      };
    case "note":
      return { title: event.message, facts: [] };
    case "stdin-closed":
      return { title: t("The server's standard input was closed, which asks it to end."), facts: [] };
    case "signal":
      return { title: t("{0} was sent to the server and the processes it started.", event.signal), facts: [] };
    case "survivors":
      return {
        title: event.ended ? t("Processes that outlived the server were ended.") : t("Processes that outlived the server have left its group and cannot be ended from here."),
        facts: [[t("Processes"), event.pids.join(", ")]],
      };
    case "send-failed":
      return { title: t("A line could not be written to the server."), facts: [[t("Reason"), event.message]] };
    case "closed":
      return closedWords(event.closed);
    default:
      return assertNever(event);
  }
}

function closedWords(closed: Closed): EventWords {
  switch (closed.how) {
    case "exited": {
      const facts: [string, string][] = [];
      if (closed.code !== null) facts.push([t("Exit code"), String(closed.code)]);
      if (closed.signal !== null) facts.push([t("Signal"), closed.signal]);
      return { title: closed.asked ? t("The server ended, as it was asked to.") : t("The server ended by itself."), facts };
    }
    case "spawn-failed":
      return { title: t("The server could not be started."), facts: [[t("Reason"), closed.message], [t("Error"), closed.code]] };
    case "failed":
      return { title: t("The connection ended."), facts: [[t("Reason"), closed.message]] };
    default:
      return assertNever(closed);
  }
}
