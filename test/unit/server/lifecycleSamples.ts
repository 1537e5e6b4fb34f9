import type { Effect, Lifecycle, LifecycleEvent, Stage, Step } from "../../../src/core/server/lifecycle";
import type { Launch } from "../../../src/core/server/launch";
import type { Closed } from "../../../src/core/wire/closed";

/** The samples are in this run since 10, and every event comes at 50. */
export const RUN = 3;
export const SINCE = 10;
export const NOW = 50;
/** All of them are in their second automatic restart, or behind it. */
export const RESTARTS = 2;

export const EXITED = { how: "exited", code: 1, signal: null, asked: false } as const satisfies Closed;
const LAUNCH: Launch = { type: "stdio", command: "node", args: [], cwd: undefined, env: {}, envFile: undefined };
const NOT_FOUND: Closed = { how: "spawn-failed", code: "ENOENT", message: "spawn nothing ENOENT" };

/** Every stage with everything that makes a difference within it. */
export const STAGES: { readonly [name: string]: Stage } = {
  stopped: { name: "idle", rest: { name: "stopped" } },
  blocked: { name: "idle", rest: { name: "blocked", reason: "unapproved", message: "Not approved." } },
  failed: { name: "idle", rest: { name: "failed", kind: "timeout", message: "Too late.", closed: EXITED, at: 5 } },
  "preparing, automatic": { name: "preparing", since: SINCE, asked: false, question: false },
  "preparing, joined": { name: "preparing", since: SINCE, asked: true, question: false },
  "preparing, asked": { name: "preparing", since: SINCE, asked: true, question: true },
  opening: { name: "opening", since: SINCE },
  initializing: { name: "initializing", since: SINCE },
  listing: { name: "listing", since: SINCE, revision: "2025-11-25" },
  running: { name: "running", since: SINCE, revision: "2025-11-25" },
  waiting: { name: "waiting", since: SINCE, delay: 4, left: 3, message: "It exited.", closed: EXITED },
  "waiting, last second": { name: "waiting", since: SINCE, delay: 4, left: 1, message: "It exited.", closed: EXITED },
  "closing, stop": { name: "closing", since: SINCE, next: { then: "stop" } },
  "closing, start": { name: "closing", since: SINCE, next: { then: "start", asked: false } },
  "closing, start asked": { name: "closing", since: SINCE, next: { then: "start", asked: true } },
  "closing, fail": { name: "closing", since: SINCE, next: { then: "fail", kind: "timeout", message: "Too late.", at: 5 } },
};

/** Every event with everything that makes a difference within it. */
export const EVENTS: { readonly [name: string]: LifecycleEvent } = {
  start: { type: "start", asked: false },
  "start asked": { type: "start", asked: true },
  restart: { type: "restart" },
  stop: { type: "stop" },
  "same configuration": { type: "configured", problem: undefined, relaunch: false },
  "other launch": { type: "configured", problem: undefined, relaunch: true },
  "bad configuration": { type: "configured", problem: "Bad.", relaunch: true },
  ready: { type: "prepared", run: RUN, prepared: { ok: true, launch: LAUNCH } },
  denied: { type: "prepared", run: RUN, prepared: { ok: false, reason: "untrusted", message: "Not trusted." } },
  "no input": { type: "prepared", run: RUN, prepared: { ok: false, reason: "input", message: "Dismissed." } },
  unprepared: { type: "prepared", run: RUN, prepared: { ok: false, reason: "failed", message: "No such file." } },
  opened: { type: "opened", run: RUN },
  initialized: { type: "initialized", run: RUN, revision: "2024-11-05" },
  listed: { type: "listed", run: RUN },
  failed: { type: "failed", run: RUN, kind: "protocol", message: "Refused." },
  exited: { type: "closed", run: RUN, closed: EXITED, message: "It exited.", revive: false },
  "exited, revivable": { type: "closed", run: RUN, closed: EXITED, message: "It exited.", revive: true },
  "not found": { type: "closed", run: RUN, closed: NOT_FOUND, message: "It was not found.", revive: true },
  waited: { type: "waited", run: RUN, revive: true },
  "waited in vain": { type: "waited", run: RUN, revive: false },
};

export function sample(stage: string, problem?: string): Lifecycle {
  const found = STAGES[stage];
  if (!found) throw new Error(`No such stage: ${stage}`);
  return { run: RUN, problem, restarts: RESTARTS, stage: found };
}

/** A step in one line: `-` when nothing at all happens, else the new stage and the effects. */
export function show(before: Lifecycle, { state, effects }: Step): string {
  if (state === before && effects.length === 0) return "-";
  const parts = [state === before ? "same" : showStage(state)];
  if (state.problem !== before.problem) parts.push(`problem ${state.problem ?? "none"}`);
  if (state.restarts !== before.restarts) parts.push(`restarts ${state.restarts}`);
  return [...parts, ...effects.map(showEffect)].join(" | ");
}

function showStage({ run, stage }: Lifecycle): string {
  switch (stage.name) {
    case "idle":
      return showRest(stage.rest);
    case "preparing":
      return `preparing #${run} ${stage.since}${stage.asked ? " asked" : ""}${stage.question ? " question" : ""}`;
    case "closing":
      return `closing ${stage.since} then ${showNext(stage.next)}`;
    case "waiting":
      return `waiting ${stage.since} ${stage.left} of ${stage.delay}, ${stage.closed.how}: ${stage.message}`;
    case "listing":
    case "running":
      return `${stage.name} ${stage.since} ${stage.revision}`;
    default:
      return `${stage.name} ${stage.since}`;
  }
}

function showRest(rest: (Stage & { name: "idle" })["rest"]): string {
  switch (rest.name) {
    case "stopped":
      return "stopped";
    case "blocked":
      return `blocked ${rest.reason}: ${rest.message}`;
    case "failed":
      return `failed ${rest.at} ${rest.kind}, ${rest.closed?.how ?? "no link"}: ${rest.message}`;
  }
}

function showNext(next: (Stage & { name: "closing" })["next"]): string {
  switch (next.then) {
    case "stop":
      return "stop";
    case "start":
      return next.asked ? "start asked" : "start";
    case "fail":
      return `fail ${next.at} ${next.kind}: ${next.message}`;
  }
}

function showEffect(effect: Effect): string {
  switch (effect.type) {
    case "prepare":
      return `prepare #${effect.run}${effect.asked ? " asked" : ""}`;
    case "openLink":
      return `openLink #${effect.run} ${effect.launch.command}`;
    case "rejectStart":
      return effect.kind === "cancelled" ? "reject cancelled" : `reject ${effect.kind}: ${effect.message}`;
    case "wait":
      return `wait #${effect.run} ${effect.ms}`;
    case "endWait":
    case "fulfilStart":
    case "fulfilStop":
      return effect.type;
    default:
      return `${effect.type} #${effect.run}`;
  }
}
