import { assertNever } from "../base/assertNever";
import type { ServerState } from "./state";

/** A state in one or two words, for trees and the status bar. */
export function stateLabel(state: ServerState): string {
  switch (state.name) {
    case "stopped":
      return "Stopped";
    case "misconfigured":
      return "Configuration error";
    case "blocked":
      return state.reason === "untrusted" ? "Workspace not trusted" : "Not approved";
    case "starting":
      return state.phase === "permission" ? "Waiting for approval" : "Starting";
    case "running":
      return "Running";
    case "stopping":
      return state.restart ? "Restarting" : "Stopping";
    case "failed":
      return state.kind === "timeout" ? "Timed out" : "Failed";
    default:
      return assertNever(state);
  }
}

/** A state in a sentence, for tooltips: what is going on, and what to do where something is to be done. */
export function stateDetail(state: ServerState): string {
  switch (state.name) {
    case "stopped":
      return "The server is stopped.";
    case "misconfigured":
    case "blocked":
    case "failed":
      return state.message;
    case "starting":
      return PHASES[state.phase];
    case "running":
      return `The server is running and speaks protocol revision ${state.revision}.`;
    case "stopping":
      return state.restart ? "The server is stopping and will be started again." : "The server is stopping; its process has not ended yet.";
    default:
      return assertNever(state);
  }
}

const PHASES: { readonly [phase in (ServerState & { name: "starting" })["phase"]]: string } = {
  permission: "The server waits for the approval of its launch.",
  opening: "The server's process is being started.",
  initializing: "The server's process is there; its answer to initialize is awaited.",
  listing: "The server has introduced itself; its tools, resources and prompts are being listed.",
};
