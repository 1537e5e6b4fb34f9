import { assertNever } from "../base/assertNever";
import { type Lifecycle, RESTART_LIMIT, type Stage } from "./lifecycle";
import type { ServerState } from "./state";

/** What people see of a lifecycle. */
export function serverState(lifecycle: Lifecycle): ServerState {
  const { stage } = lifecycle;
  switch (stage.name) {
    case "idle":
      return stage.rest.name === "stopped" && lifecycle.problem !== undefined ? { name: "misconfigured", message: lifecycle.problem } : stage.rest;
    case "preparing":
    case "opening":
    case "initializing":
    case "listing":
      return { name: "starting", phase: stage.name, since: stage.since };
    case "running":
      return { name: "running", since: stage.since, revision: stage.revision };
    case "waiting": {
      const { delay, left, message, closed } = stage;
      return { name: "restarting", delay, left, attempt: lifecycle.restarts, limit: RESTART_LIMIT, message, closed };
    }
    case "closing":
      return closingState(stage);
    default:
      return assertNever(stage);
  }
}

function closingState({ since, next }: Stage & { name: "closing" }): ServerState {
  switch (next.then) {
    case "stop":
      return { name: "stopping", since, restart: false };
    case "start":
      return { name: "stopping", since, restart: true };
    case "fail":
      // The failure is the news; that the process is still on its way out is not.
      return { name: "failed", kind: next.kind, message: next.message, closed: undefined, at: next.at };
    default:
      return assertNever(next);
  }
}
