import { assertNever } from "../base/assertNever";
import type { FailureKind } from "../base/failure";
import type { Closed } from "../wire/closed";
import type { Launch } from "./launch";
import type { Prepared } from "./server";

/** What a server shows when nothing runs. */
export type Rest =
  | { readonly name: "stopped" }
  | { readonly name: "blocked"; readonly reason: "untrusted" | "unapproved" | "input"; readonly message: string }
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
  /** `asked`: a person wants this start; `question`: the launch is being prepared in the name of a person, who may be asked. */
  | { readonly name: "preparing"; readonly since: number; readonly asked: boolean; readonly question: boolean }
  | { readonly name: "opening"; readonly since: number }
  | { readonly name: "initializing"; readonly since: number }
  | { readonly name: "listing"; readonly since: number; readonly revision: string }
  | { readonly name: "running"; readonly since: number; readonly revision: string }
  /** It ended by itself and is started again after `delay` seconds, of which `left` are left. */
  | { readonly name: "waiting"; readonly since: number; readonly delay: number; readonly left: number; readonly message: string; readonly closed: Closed }
  | { readonly name: "closing"; readonly since: number; readonly next: Next };

export interface Lifecycle {
  /** Number of the latest start, from 1; what comes from an older one is stale. */
  readonly run: number;
  /** Why the configuration cannot be launched. */
  readonly problem: string | undefined;
  /** Automatic restarts in a row: since a person or the configuration had it started, or since it last ran long enough. */
  readonly restarts: number;
  readonly stage: Stage;
}

export type LifecycleEvent =
  /** `asked`: by a person, who may therefore be asked something. */
  | { readonly type: "start"; readonly asked: boolean }
  | { readonly type: "restart" }
  | { readonly type: "stop" }
  /** The configuration was read again; `relaunch`: it now launches something else. */
  | { readonly type: "configured"; readonly problem: string | undefined; readonly relaunch: boolean }
  | { readonly type: "prepared"; readonly run: number; readonly prepared: Prepared }
  | { readonly type: "opened"; readonly run: number }
  | { readonly type: "initialized"; readonly run: number; readonly revision: string }
  | { readonly type: "listed"; readonly run: number }
  /** A step of the start did not work, though the link may still be there. */
  | { readonly type: "failed"; readonly run: number; readonly kind: FailureKind; readonly message: string }
  /**
   * The link of the run has ended, or never came to be; `message` is for the case that nobody asked for it, and `revive`
   * tells whether the server may then be started again by itself.
   */
  | { readonly type: "closed"; readonly run: number; readonly closed: Closed; readonly message: string; readonly revive: boolean }
  /** What `wait` asked for is over. */
  | { readonly type: "waited"; readonly run: number; readonly revive: boolean };

export type Effect =
  | { readonly type: "prepare"; readonly run: number; readonly asked: boolean }
  | { readonly type: "openLink"; readonly run: number; readonly launch: Launch }
  | { readonly type: "initialize"; readonly run: number }
  | { readonly type: "list"; readonly run: number }
  | { readonly type: "closeLink"; readonly run: number }
  | { readonly type: "wait"; readonly run: number; readonly ms: number }
  | { readonly type: "endWait" }
  /** Everybody who waits for the start has what they wait for, or learns why not. */
  | { readonly type: "fulfilStart" }
  | { readonly type: "rejectStart"; readonly kind: FailureKind; readonly message: string }
  | { readonly type: "fulfilStop" };

export interface Step {
  readonly state: Lifecycle;
  readonly effects: readonly Effect[];
}

/** Seconds before each automatic restart in a row; after the last one the server is left alone. */
const DELAYS: readonly number[] = [1, 2, 4, 8, 16];
export const RESTART_LIMIT = DELAYS.length;
/** A server that ran this long has come up for good: what ended it has nothing to do with its earlier ends. Milliseconds. */
const STEADY = 60_000;
/** Waiting goes by the second, so that everybody can see how much is left. Milliseconds. */
const TICK = 1000;

const GIVEN_UP = `It has been restarted automatically ${RESTART_LIMIT} times in a row and has ended every time, so it is left as it is now. Start it by hand when the cause is mended.`;
const START_AGAIN = "Start it again when the cause is mended.";
const STOPPED: Rest = { name: "stopped" };
const CANCELLED: Effect = { type: "rejectStart", kind: "cancelled", message: "The server was stopped before it was ready. Start it again when it is needed." };

export function initialLifecycle(problem: string | undefined): Lifecycle {
  return { run: 0, problem, restarts: 0, stage: { name: "idle", rest: STOPPED } };
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

function first(effect: Effect, { state, effects }: Step): Step {
  return { state, effects: [effect, ...effects] };
}

/** A new run from rest. The configuration is looked at here, since it may have changed while an older run ended. */
function begin(state: Lifecycle, asked: boolean, now: number, restarts = 0): Step {
  if (state.problem !== undefined) return to(state, { name: "idle", rest: STOPPED }, { type: "rejectStart", kind: "config", message: state.problem });
  const run = state.run + 1;
  return to({ ...state, run, restarts }, { name: "preparing", since: now, asked, question: asked }, { type: "prepare", run, asked });
}

function start(state: Lifecycle, asked: boolean, now: number): Step {
  const { stage } = state;
  switch (stage.name) {
    case "idle":
      return begin(state, asked, now);
    case "preparing":
      return asked && !stage.asked ? to(state, { ...stage, asked }) : ignored(state);
    case "opening":
    case "initializing":
    case "listing":
      return ignored(state);
    case "running":
      return { state, effects: [{ type: "fulfilStart" }] };
    case "waiting":
      return first({ type: "endWait" }, begin(state, asked, now));
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
    case "preparing":
    case "waiting":
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
    case "preparing":
      return to(state, { name: "idle", rest: STOPPED }, CANCELLED, { type: "fulfilStop" });
    case "opening":
    case "initializing":
    case "listing":
      return close(state, { then: "stop" }, now, CANCELLED);
    case "running":
      return close(state, { then: "stop" }, now);
    case "waiting":
      return to(state, { name: "idle", rest: STOPPED }, { type: "endWait" }, { type: "fulfilStop" });
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
    case "preparing":
      // The answer that is still to come would be about another launch: its run is made stale. What was worth asking
      // about had a launch, so a problem that leaves none is a relaunch too.
      return relaunch ? begin(next, stage.asked, now) : { state: next, effects: [] };
    case "waiting":
      // What is launched now is not what ended, so whoever starts new launches decides about it.
      return to(next, { name: "idle", rest: problem === undefined ? ended(stage) : STOPPED }, { type: "endWait" });
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
    case "prepared":
      return stage.name === "preparing" ? prepared(state, stage, event.prepared, now) : ignored(state);
    case "opened":
      return stage.name === "opening" ? to(state, { name: "initializing", since: stage.since }, { type: "initialize", run }) : ignored(state);
    case "initialized":
      return stage.name === "initializing" ? to(state, { name: "listing", since: stage.since, revision: event.revision }, { type: "list", run }) : ignored(state);
    case "listed":
      return stage.name === "listing" ? to(state, { name: "running", since: now, revision: stage.revision }, { type: "fulfilStart" }) : ignored(state);
    case "failed":
      return failed(state, event.kind, event.message, now);
    case "closed":
      return closed(state, event, now);
    case "waited":
      return stage.name === "waiting" ? waited(state, stage, event.revive, now) : ignored(state);
    default:
      return assertNever(event);
  }
}

function prepared(state: Lifecycle, stage: Stage & { name: "preparing" }, answer: Prepared, now: number): Step {
  if (answer.ok) return to(state, { name: "opening", since: stage.since }, { type: "openLink", run: state.run, launch: answer.launch });
  if (answer.reason === "failed") return failed(state, "launch", answer.message, now);
  // Nobody was there to be asked, but meanwhile a person has joined the start.
  if (stage.asked && !stage.question) return to(state, { ...stage, question: true }, { type: "prepare", run: state.run, asked: true });
  const { reason, message } = answer;
  return to(state, { name: "idle", rest: { name: "blocked", reason, message } }, { type: "rejectStart", kind: "blocked", message });
}

function failed(state: Lifecycle, kind: FailureKind, message: string, now: number): Step {
  const { stage } = state;
  const tell: Effect = { type: "rejectStart", kind, message };
  switch (stage.name) {
    case "preparing":
      return to(state, { name: "idle", rest: { name: "failed", kind, message, closed: undefined, at: now } }, tell);
    case "opening":
    case "initializing":
    case "listing":
      return close(state, { then: "fail", kind, message, at: now }, now, tell);
    case "idle":
    case "running":
    case "waiting":
    case "closing":
      return ignored(state);
    default:
      return assertNever(stage);
  }
}

function closed(state: Lifecycle, event: Progress & { type: "closed" }, now: number): Step {
  const { stage } = state;
  const { closed: how, message } = event;
  const kind: FailureKind = how.how === "spawn-failed" ? "launch" : "closed";
  const rest = { name: "failed", kind, message, closed: how, at: now } as const;
  switch (stage.name) {
    case "idle":
    case "preparing":
    case "waiting":
      return ignored(state);
    case "opening":
    case "initializing":
    case "listing":
      return to(state, { name: "idle", rest }, { type: "rejectStart", kind, message });
    case "running":
      return endedByItself(state, stage.since, event, rest);
    case "closing":
      return afterClosing(state, stage.next, how, now);
    default:
      return assertNever(stage);
  }
}

/** Only what had been running is started again by itself: a start that failed once will mostly fail again. */
function endedByItself(state: Lifecycle, since: number, event: Progress & { type: "closed" }, rest: Rest & { name: "failed" }): Step {
  const { closed: how, message, run } = event;
  const failedFor = (advice: string): Step => to(state, { name: "idle", rest: { ...rest, message: `${message} ${advice}` } });
  if (!event.revive || how.how !== "exited" || state.problem !== undefined) return failedFor(START_AGAIN);
  const restarts = rest.at - since < STEADY ? state.restarts : 0;
  const delay = DELAYS[restarts];
  if (delay === undefined) return failedFor(GIVEN_UP);
  return to({ ...state, restarts: restarts + 1 }, { name: "waiting", since: rest.at, delay, left: delay, message, closed: how }, { type: "wait", run, ms: TICK });
}

function waited(state: Lifecycle, stage: Stage & { name: "waiting" }, allowed: boolean, now: number): Step {
  if (!allowed) return to(state, { name: "idle", rest: ended(stage) });
  const left = stage.left - 1;
  return left > 0 ? to(state, { ...stage, left }, { type: "wait", run: state.run, ms: TICK }) : begin(state, false, now, state.restarts);
}

/** What a server that is not started again shows of its end. */
function ended({ message, closed: how, since }: Stage & { name: "waiting" }): Rest {
  return { name: "failed", kind: "closed", message: `${message} ${START_AGAIN}`, closed: how, at: since };
}

function afterClosing(state: Lifecycle, next: Next, how: Closed, now: number): Step {
  const gone: Effect = { type: "fulfilStop" };
  switch (next.then) {
    case "stop":
      return to(state, { name: "idle", rest: STOPPED }, gone);
    case "fail":
      return to(state, { name: "idle", rest: { name: "failed", kind: next.kind, message: next.message, closed: how, at: next.at } }, gone);
    case "start":
      return first(gone, begin(state, next.asked, now));
    default:
      return assertNever(next);
  }
}
