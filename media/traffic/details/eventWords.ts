import { assertNever } from "../../../src/core/base/assertNever";
import type { Closed } from "../../../src/core/wire/closed";
import type { HostEvent } from "../../../src/core/wire/frame";

/** An event of the host in words: what happened, and its facts. */
export interface EventWords {
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export function eventWords(event: HostEvent): EventWords {
  switch (event.type) {
    case "spawned":
      return {
        title: "The server's process was started.",
        facts: [["Process", String(event.pid)], ["Command", event.command], ...event.args.map((argument, at) => [`Argument ${at + 1}`, argument] as const), ["Folder", event.cwd]],
      };
    case "note":
      return { title: event.message, facts: [] };
    case "stdin-closed":
      return { title: "The server's standard input was closed, which asks it to end.", facts: [] };
    case "signal":
      return { title: `${event.signal} was sent to the server and the processes it started.`, facts: [] };
    case "survivors":
      return {
        title: event.ended ? "Processes that outlived the server were ended." : "Processes that outlived the server have left its group and cannot be ended from here.",
        facts: [["Processes", event.pids.join(", ")]],
      };
    case "send-failed":
      return { title: "A line could not be written to the server.", facts: [["Reason", event.message]] };
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
      if (closed.code !== null) facts.push(["Exit code", String(closed.code)]);
      if (closed.signal !== null) facts.push(["Signal", closed.signal]);
      return { title: closed.asked ? "The server ended, as it was asked to." : "The server ended by itself.", facts };
    }
    case "spawn-failed":
      return { title: "The server could not be started.", facts: [["Reason", closed.message], ["Error", closed.code]] };
    case "failed":
      return { title: "The connection ended.", facts: [["Reason", closed.message]] };
    default:
      return assertNever(closed);
  }
}
