import { assertNever } from "../core/base/assertNever";

/** All in milliseconds. */
export interface LadderTimes {
  /** From the closing of stdin to SIGTERM. */
  readonly stdin: number;
  /** From SIGTERM to SIGKILL. */
  readonly term: number;
  /** From SIGKILL to giving up: the system itself holds the process. */
  readonly kill: number;
  /** How long, after the server itself ended, its children may end by themselves and silent streams are waited for. */
  readonly drain: number;
  /** The longest that streams are read on when something out of reach keeps writing to them. */
  readonly drainLimit: number;
  /** How often the group is looked at, after the server itself ended. */
  readonly poll: number;
}

/** Where the end of a process stands. The leader is the process that was spawned; the group is it and its children. */
export type LadderState =
  | { readonly name: "running" }
  /** Somebody asked for the end and the leader still runs; `step` is what was done last. */
  | { readonly name: "closing"; readonly step: "stdin" | "term" | "kill" }
  /** The leader is gone; its children and streams may come to an end by themselves. */
  | { readonly name: "draining"; readonly waited: number }
  /** Children outlived the leader and are being ended. */
  | { readonly name: "clearing"; readonly step: "term" | "kill"; readonly waited: number }
  /** Processes that left the group are looked for. */
  | { readonly name: "searching" }
  | { readonly name: "ended" };

export type LadderEvent = "close" | "timer" | "exited" | "streams-ended" | "searched";

/** What is to be seen at the moment of an event. */
export interface LadderSight {
  /** The group has live processes. */
  readonly group: boolean;
  /** stdout or stderr has not ended. */
  readonly streams: boolean;
  /** Bytes came since the last timer. */
  readonly fresh: boolean;
}

export type LadderAction =
  | { readonly do: "close-stdin" }
  /** To the whole group. */
  | { readonly do: "signal"; readonly signal: "SIGTERM" | "SIGKILL" }
  /** Replaces the timer that may be running. */
  | { readonly do: "wait"; readonly ms: number }
  /** Remembers who is in the group now. */
  | { readonly do: "note-survivors" }
  | { readonly do: "report-survivors"; readonly ended: boolean }
  /** Looks for processes that left the group, reports them, then sends `searched`. */
  | { readonly do: "search" }
  /** Ends the streams, if they are open, and settles; `stuck`: the leader never ended. */
  | { readonly do: "settle"; readonly stuck: boolean };

export interface LadderStep {
  readonly state: LadderState;
  readonly actions: readonly LadderAction[];
}

/**
 * One step of the way down: close stdin, wait, SIGTERM, wait, SIGKILL, each to the whole group; then the same for what
 * outlived the leader. Pure; `gentle` is false where there is no signal milder than the last (Windows).
 */
export function stepLadder(state: LadderState, event: LadderEvent, sight: LadderSight, times: LadderTimes, gentle: boolean): LadderStep {
  switch (state.name) {
    case "running":
      if (event === "close") return { state: { name: "closing", step: "stdin" }, actions: [{ do: "close-stdin" }, { do: "wait", ms: times.stdin }] };
      return event === "exited" ? drain(0, sight, times, gentle) : stay(state);
    case "closing":
      if (event === "exited") return drain(0, sight, times, gentle);
      return event === "timer" ? press(state.step, times, gentle) : stay(state);
    case "draining":
      return drain(state.waited + (event === "timer" ? times.poll : 0), sight, times, gentle);
    case "clearing":
      return clear(state.step, state.waited + (event === "timer" ? times.poll : 0), sight, times, gentle);
    case "searching":
      return event === "searched" ? { state: { name: "ended" }, actions: [{ do: "settle", stuck: false }] } : stay(state);
    case "ended":
      return stay(state);
    default:
      return assertNever(state);
  }
}

function stay(state: LadderState): LadderStep {
  return { state, actions: [] };
}

/** The leader did not react to `step` in time. */
function press(step: "stdin" | "term" | "kill", times: LadderTimes, gentle: boolean): LadderStep {
  if (step === "kill") return { state: { name: "ended" }, actions: [{ do: "settle", stuck: true }] };
  const next = step === "stdin" && gentle ? "term" : "kill";
  return { state: { name: "closing", step: next }, actions: [signal(next), { do: "wait", ms: times[next] }] };
}

function drain(waited: number, sight: LadderSight, times: LadderTimes, gentle: boolean): LadderStep {
  if (!sight.group && !sight.streams) return search;
  const goOn: LadderStep = { state: { name: "draining", waited }, actions: [{ do: "wait", ms: times.poll }] };
  if (waited < times.drain) return goOn;
  if (sight.group) {
    const step = gentle ? "term" : "kill";
    return { state: { name: "clearing", step, waited: 0 }, actions: [{ do: "note-survivors" }, signal(step), { do: "wait", ms: times.poll }] };
  }
  // Nobody in reach holds the streams, but what is in the pipes must not be cut off because this process is busy.
  return sight.fresh && waited < times.drainLimit ? goOn : search;
}

function clear(step: "term" | "kill", waited: number, sight: LadderSight, times: LadderTimes, gentle: boolean): LadderStep {
  if (!sight.group) {
    const next = drain(0, sight, times, gentle);
    return { state: next.state, actions: [{ do: "report-survivors", ended: true }, ...next.actions] };
  }
  if (waited < times[step]) return { state: { name: "clearing", step, waited }, actions: [{ do: "wait", ms: times.poll }] };
  if (step === "term") return { state: { name: "clearing", step: "kill", waited: 0 }, actions: [signal("kill"), { do: "wait", ms: times.poll }] };
  return { state: search.state, actions: [{ do: "note-survivors" }, { do: "report-survivors", ended: false }, ...search.actions] };
}

const search: LadderStep = { state: { name: "searching" }, actions: [{ do: "search" }] };

function signal(step: "term" | "kill"): LadderAction {
  return { do: "signal", signal: step === "term" ? "SIGTERM" : "SIGKILL" };
}
