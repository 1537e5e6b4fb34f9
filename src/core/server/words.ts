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
      return BLOCKED[state.reason];
    case "starting":
      return state.phase === "preparing" ? "Preparing" : "Starting";
    case "running":
      return "Running";
    case "restarting":
      return `Restarting in ${state.left} s (attempt ${state.attempt} of ${state.limit})`;
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
    case "restarting":
      return `${state.message} It is started again by itself in ${state.left} s (attempt ${state.attempt} of ${state.limit}).`;
    case "stopping":
      return state.restart ? "The server is stopping and will be started again." : "The server is stopping; its process has not ended yet.";
    default:
      return assertNever(state);
  }
}

const BLOCKED: { readonly [reason in (ServerState & { name: "blocked" })["reason"]]: string } = {
  untrusted: "Workspace not trusted",
  unapproved: "Not approved",
  input: "Needs input",
};

const PHASES: { readonly [phase in (ServerState & { name: "starting" })["phase"]]: string } = {
  preparing: "The launch of the server is being prepared; it may wait for your approval or for a value that only you can give.",
  opening: "The server's process is being started.",
  initializing: "The server's process is there; its answer to initialize is awaited.",
  listing: "The server has introduced itself; its tools are being listed.",
};
