import { assertNever } from "../base/assertNever";
import type { FailureKind } from "../base/failure";
import type { Closed } from "../wire/closed";
import type { Permission } from "./server";

/** What a server shows when nothing runs. */
export type Rest =
  | { readonly name: "stopped" }
  | { readonly name: "blocked"; readonly reason: "untrusted" | "unapproved"; readonly message: string }
  | { readonly name: "failed"; readonly kind: FailureKind; readonly message: string; readonly closed: Closed | undefined; readonly at: number };

/** What follows once a closing link is closed. */
export type Next =
  | { readonly then: "stop" }
  | { readonly then: "start"; readonly asked: boolean }
  /** The start has failed already, and only the process is still to go. */
  | { readonly then: "fail"; readonly kind: FailureKind; readonly message: string; readonly at: number };

/** Where a server is; from `opening` to `closing` there is one link, else none. */
export type Stage =
  | { readonly name: "idle"; readonly rest: Rest }
  /** `asked`: a person wants this start; `question`: the permission was asked for in the name of a person. */
  | { readonly name: "permission"; readonly since: number; readonly asked: boolean; readonly question: boolean }
  | { readonly name: "opening"; readonly since: number }
  | { readonly name: "initializing"; readonly since: number }
  | { readonly name: "listing"; readonly since: number; readonly revision: string }
  | { readonly name: "running"; readonly since: number; readonly revision: string }
  | { readonly name: "closing"; readonly since: number; readonly next: Next };

export interface Lifecycle {
  /** Number of the latest start, from 1; what comes from an older one is stale. */
  readonly run: number;
  /** Why the configuration cannot be launched. */
  readonly problem: string | undefined;
  readonly stage: Stage;
}

export type LifecycleEvent =
  /** `asked`: by a person, who may therefore be asked something. */
  | { readonly type: "start"; readonly asked: boolean }
  | { readonly type: "restart" }
  | { readonly type: "stop" }
  /** The configuration was read again; `relaunch`: it now launches something else. */
  | { readonly type: "configured"; readonly problem: string | undefined; readonly relaunch: boolean }
  | { readonly type: "permitted"; readonly run: number; readonly permission: Permission }
  | { readonly type: "opened"; readonly run: number }
  | { readonly type: "initialized"; readonly run: number; readonly revision: string }
  | { readonly type: "listed"; readonly run: number }
  /** A step of the start did not work, though the link may still be there. */
  | { readonly type: "failed"; readonly run: number; readonly kind: FailureKind; readonly message: string }
  /** The link of the run has ended, or never came to be; `message` is for the case that nobody asked for it. */
  | { readonly type: "closed"; readonly run: number; readonly closed: Closed; readonly message: string };

export type Effect =
  | { readonly type: "askPermission"; readonly run: number; readonly asked: boolean }
  | { readonly type: "openLink"; readonly run: number }
  | { readonly type: "initialize"; readonly run: number }
  | { readonly type: "list"; readonly run: number }
  | { readonly type: "closeLink"; readonly run: number }
  /** Everybody who waits for the start has what they wait for, or learns why not. */
  | { readonly type: "fulfilStart" }
  | { readonly type: "rejectStart"; readonly kind: FailureKind; readonly message: string }
  | { readonly type: "fulfilStop" };

export interface Step {
  readonly state: Lifecycle;
  readonly effects: readonly Effect[];
}

const STOPPED: Rest = { name: "stopped" };
const CANCELLED: Effect = { type: "rejectStart", kind: "cancelled", message: "The server was stopped before it was ready. Start it again when it is needed." };

export function initialLifecycle(problem: string | undefined): Lifecycle {
  return { run: 0, problem, stage: { name: "idle", rest: STOPPED } };
}

/**
 * The whole life of a server. Pure: `now` is the time of the event in milliseconds since the epoch. An event that does
 * not fit gives back the same state and no effects, so the same news twice does nothing twice.
 */
export function step(state: Lifecycle, event: LifecycleEvent, now: number): Step {
  switch (event.type) {
    case "start":
      return start(state, event.asked, now);
    case "restart":
      return restart(state, now);
    case "stop":
      return stop(state, now);
    case "configured":
      return configured(state, event.problem, event.relaunch, now);
    default:
      return event.run === state.run ? progressed(state, event, now) : ignored(state);
  }
}

function ignored(state: Lifecycle): Step {
  return { state, effects: [] };
}

function to(state: Lifecycle, stage: Stage, ...effects: Effect[]): Step {
  return { state: { ...state, stage }, effects };
}

/** A new run from rest. The configuration is looked at here, since it may have changed while an older run ended. */
function begin(state: Lifecycle, asked: boolean, now: number): Step {
  if (state.problem !== undefined) return to(state, { name: "idle", rest: STOPPED }, { type: "rejectStart", kind: "config", message: state.problem });
  const run = state.run + 1;
  return to({ ...state, run }, { name: "permission", since: now, asked, question: asked }, { type: "askPermission", run, asked });
}

function start(state: Lifecycle, asked: boolean, now: number): Step {
  const { stage } = state;
  switch (stage.name) {
    case "idle":
      return begin(state, asked, now);
    case "permission":
      return asked && !stage.asked ? to(state, { ...stage, asked }) : ignored(state);
    case "opening":
    case "initializing":
    case "listing":
      return ignored(state);
    case "running":
      return { state, effects: [{ type: "fulfilStart" }] };
    case "closing":
      return startAfterwards(state, stage, asked);
    default:
      return assertNever(stage);
  }
}

function startAfterwards(state: Lifecycle, stage: Stage & { name: "closing" }, asked: boolean): Step {
  const { next } = stage;
  if (next.then === "start" && (next.asked || !asked)) return ignored(state);
  return to(state, { ...stage, next: { then: "start", asked } });
}

function restart(state: Lifecycle, now: number): Step {
  const { stage } = state;
  switch (stage.name) {
    case "idle":
    case "permission":
    case "closing":
      return start(state, true, now);
    case "opening":
    case "initializing":
    case "listing":
    case "running":
      return close(state, { then: "start", asked: true }, now);
    default:
      return assertNever(stage);
  }
}

function stop(state: Lifecycle, now: number): Step {
  const { stage } = state;
  switch (stage.name) {
    case "idle":
      return { state, effects: [{ type: "fulfilStop" }] };
    case "permission":
      return to(state, { name: "idle", rest: STOPPED }, CANCELLED, { type: "fulfilStop" });
    case "opening":
    case "initializing":
    case "listing":
      return close(state, { then: "stop" }, now, CANCELLED);
    case "running":
      return close(state, { then: "stop" }, now);
    case "closing":
      return stage.next.then === "start" ? to(state, { ...stage, next: { then: "stop" } }, CANCELLED) : ignored(state);
    default:
      return assertNever(stage);
  }
}

function close(state: Lifecycle, next: Next, now: number, ...effects: Effect[]): Step {
  return to(state, { name: "closing", since: now, next }, ...effects, { type: "closeLink", run: state.run });
}

function configured(state: Lifecycle, problem: string | undefined, relaunch: boolean, now: number): Step {
  const { stage } = state;
  if (problem === state.problem && !relaunch) return ignored(state);
  const next = { ...state, problem };
  switch (stage.name) {
    case "idle":
      // A refusal was about the old launch, and an old failure must not hide that the configuration is wrong.
      return problem !== undefined || (relaunch && stage.rest.name === "blocked") ? to(next, { name: "idle", rest: STOPPED }) : { state: next, effects: [] };
    case "permission":
      // The answer that is still to come would be about another launch: its run is made stale. What was worth asking
      // about had a launch, so a problem that leaves none is a relaunch too.
      return relaunch ? begin(next, stage.asked, now) : { state: next, effects: [] };
    case "opening":
    case "initializing":
    case "listing":
    case "running":
    case "closing":
      return { state: next, effects: [] };
    default:
      return assertNever(stage);
  }
}

/** What the current run has to tell. */
type Progress = Extract<LifecycleEvent, { readonly run: number }>;

function progressed(state: Lifecycle, event: Progress, now: number): Step {
  const { run, stage } = state;
  switch (event.type) {
    case "permitted":
      return stage.name === "permission" ? permitted(state, stage, event.permission) : ignored(state);
    case "opened":
      return stage.name === "opening" ? to(state, { name: "initializing", since: stage.since }, { type: "initialize", run }) : ignored(state);
    case "initialized":
      return stage.name === "initializing" ? to(state, { name: "listing", since: stage.since, revision: event.revision }, { type: "list", run }) : ignored(state);
    case "listed":
      return stage.name === "listing" ? to(state, { name: "running", since: now, revision: stage.revision }, { type: "fulfilStart" }) : ignored(state);
    case "failed":
      return failed(state, event.kind, event.message, now);
    case "closed":
      return closed(state, event.closed, event.message, now);
    default:
      return assertNever(event);
  }
}

function permitted(state: Lifecycle, stage: Stage & { name: "permission" }, permission: Permission): Step {
  if (permission.allowed) return to(state, { name: "opening", since: stage.since }, { type: "openLink", run: state.run });
  // Nobody was there to be asked, but meanwhile a person has joined the start.
  if (stage.asked && !stage.question) return to(state, { ...stage, question: true }, { type: "askPermission", run: state.run, asked: true });
  const { reason, message } = permission;
  return to(state, { name: "idle", rest: { name: "blocked", reason, message } }, { type: "rejectStart", kind: "blocked", message });
}

function failed(state: Lifecycle, kind: FailureKind, message: string, now: number): Step {
  const { stage } = state;
  const tell: Effect = { type: "rejectStart", kind, message };
  switch (stage.name) {
    case "permission":
      return to(state, { name: "idle", rest: { name: "failed", kind, message, closed: undefined, at: now } }, tell);
    case "opening":
    case "initializing":
    case "listing":
      return close(state, { then: "fail", kind, message, at: now }, now, tell);
    case "idle":
    case "running":
    case "closing":
      return ignored(state);
    default:
      return assertNever(stage);
  }
}

function closed(state: Lifecycle, how: Closed, message: string, now: number): Step {
  const { stage } = state;
  const kind: FailureKind = how.how === "spawn-failed" ? "launch" : "closed";
  const rest: Rest = { name: "failed", kind, message, closed: how, at: now };
  switch (stage.name) {
    case "idle":
    case "permission":
      return ignored(state);
    case "opening":
    case "initializing":
    case "listing":
      return to(state, { name: "idle", rest }, { type: "rejectStart", kind, message });
    case "running":
      return to(state, { name: "idle", rest });
    case "closing":
      return afterClosing(state, stage.next, how, now);
    default:
      return assertNever(stage);
  }
}

function afterClosing(state: Lifecycle, next: Next, how: Closed, now: number): Step {
  const gone: Effect = { type: "fulfilStop" };
  switch (next.then) {
    case "stop":
      return to(state, { name: "idle", rest: STOPPED }, gone);
    case "fail":
      return to(state, { name: "idle", rest: { name: "failed", kind: next.kind, message: next.message, closed: how, at: next.at } }, gone);
    case "start": {
      const begun = begin(state, next.asked, now);
      return { state: begun.state, effects: [gone, ...begun.effects] };
    }
    default:
      return assertNever(next);
  }
}
