import assert from "node:assert/strict";
import { initialLifecycle, type LifecycleEvent, step } from "../../../src/core/server/lifecycle";
import { EVENTS, EXITED, NOW, RUN, STAGES, sample, show } from "./lifecycleSamples";

type Table = { readonly [stage: string]: { readonly [event: string]: string } };

/** Stage, event, and what comes of it; what is not in the table does nothing at all. */
const LAUNCHABLE: Table = {
  stopped: {
    start: "permission #4 50 | ask #4",
    "start asked": "permission #4 50 asked question | ask #4 asked",
    restart: "permission #4 50 asked question | ask #4 asked",
    stop: "same | fulfilStop",
    "other launch": "stopped",
    "bad configuration": "stopped | problem Bad.",
  },
  blocked: {
    start: "permission #4 50 | ask #4",
    "start asked": "permission #4 50 asked question | ask #4 asked",
    restart: "permission #4 50 asked question | ask #4 asked",
    stop: "same | fulfilStop",
    "other launch": "stopped",
    "bad configuration": "stopped | problem Bad.",
  },
  failed: {
    start: "permission #4 50 | ask #4",
    "start asked": "permission #4 50 asked question | ask #4 asked",
    restart: "permission #4 50 asked question | ask #4 asked",
    stop: "same | fulfilStop",
    "other launch": "failed 5 timeout, exited: Too late.",
    "bad configuration": "stopped | problem Bad.",
  },
  "permission, automatic": {
    "start asked": "permission #3 10 asked",
    restart: "permission #3 10 asked",
    stop: "stopped | reject cancelled | fulfilStop",
    "other launch": "permission #4 50 | ask #4",
    "bad configuration": "stopped | problem Bad. | reject config: Bad.",
    allowed: "opening 10 | openLink #3",
    denied: "blocked untrusted: Not trusted. | reject blocked: Not trusted.",
    failed: "failed 50 protocol, no link: Refused. | reject protocol: Refused.",
  },
  "permission, joined": {
    stop: "stopped | reject cancelled | fulfilStop",
    "other launch": "permission #4 50 asked question | ask #4 asked",
    "bad configuration": "stopped | problem Bad. | reject config: Bad.",
    allowed: "opening 10 | openLink #3",
    denied: "permission #3 10 asked question | ask #3 asked",
    failed: "failed 50 protocol, no link: Refused. | reject protocol: Refused.",
  },
  "permission, asked": {
    stop: "stopped | reject cancelled | fulfilStop",
    "other launch": "permission #4 50 asked question | ask #4 asked",
    "bad configuration": "stopped | problem Bad. | reject config: Bad.",
    allowed: "opening 10 | openLink #3",
    denied: "blocked untrusted: Not trusted. | reject blocked: Not trusted.",
    failed: "failed 50 protocol, no link: Refused. | reject protocol: Refused.",
  },
  opening: {
    restart: "closing 50 then start asked | closeLink #3",
    stop: "closing 50 then stop | reject cancelled | closeLink #3",
    "other launch": "opening 10",
    "bad configuration": "opening 10 | problem Bad.",
    opened: "initializing 10 | initialize #3",
    failed: "closing 50 then fail 50 protocol: Refused. | reject protocol: Refused. | closeLink #3",
    exited: "failed 50 closed, exited: It exited. | reject closed: It exited.",
    "not found": "failed 50 launch, spawn-failed: It was not found. | reject launch: It was not found.",
  },
  initializing: {
    restart: "closing 50 then start asked | closeLink #3",
    stop: "closing 50 then stop | reject cancelled | closeLink #3",
    "other launch": "initializing 10",
    "bad configuration": "initializing 10 | problem Bad.",
    initialized: "listing 10 2024-11-05 | list #3",
    failed: "closing 50 then fail 50 protocol: Refused. | reject protocol: Refused. | closeLink #3",
    exited: "failed 50 closed, exited: It exited. | reject closed: It exited.",
    "not found": "failed 50 launch, spawn-failed: It was not found. | reject launch: It was not found.",
  },
  listing: {
    restart: "closing 50 then start asked | closeLink #3",
    stop: "closing 50 then stop | reject cancelled | closeLink #3",
    "other launch": "listing 10 2025-11-25",
    "bad configuration": "listing 10 2025-11-25 | problem Bad.",
    listed: "running 50 2025-11-25 | fulfilStart",
    failed: "closing 50 then fail 50 protocol: Refused. | reject protocol: Refused. | closeLink #3",
    exited: "failed 50 closed, exited: It exited. | reject closed: It exited.",
    "not found": "failed 50 launch, spawn-failed: It was not found. | reject launch: It was not found.",
  },
  running: {
    start: "same | fulfilStart",
    "start asked": "same | fulfilStart",
    restart: "closing 50 then start asked | closeLink #3",
    stop: "closing 50 then stop | closeLink #3",
    "other launch": "running 10 2025-11-25",
    "bad configuration": "running 10 2025-11-25 | problem Bad.",
    exited: "failed 50 closed, exited: It exited.",
    "not found": "failed 50 launch, spawn-failed: It was not found.",
  },
  "closing, stop": {
    start: "closing 10 then start",
    "start asked": "closing 10 then start asked",
    restart: "closing 10 then start asked",
    "other launch": "closing 10 then stop",
    "bad configuration": "closing 10 then stop | problem Bad.",
    exited: "stopped | fulfilStop",
    "not found": "stopped | fulfilStop",
  },
  "closing, start": {
    "start asked": "closing 10 then start asked",
    restart: "closing 10 then start asked",
    stop: "closing 10 then stop | reject cancelled",
    "other launch": "closing 10 then start",
    "bad configuration": "closing 10 then start | problem Bad.",
    exited: "permission #4 50 | fulfilStop | ask #4",
    "not found": "permission #4 50 | fulfilStop | ask #4",
  },
  "closing, start asked": {
    stop: "closing 10 then stop | reject cancelled",
    "other launch": "closing 10 then start asked",
    "bad configuration": "closing 10 then start asked | problem Bad.",
    exited: "permission #4 50 asked question | fulfilStop | ask #4 asked",
    "not found": "permission #4 50 asked question | fulfilStop | ask #4 asked",
  },
  "closing, fail": {
    start: "closing 10 then start",
    "start asked": "closing 10 then start asked",
    restart: "closing 10 then start asked",
    "other launch": "closing 10 then fail 5 timeout: Too late.",
    "bad configuration": "closing 10 then fail 5 timeout: Too late. | problem Bad.",
    exited: "failed 5 timeout, exited: Too late. | fulfilStop",
    "not found": "failed 5 timeout, spawn-failed: Too late. | fulfilStop",
  },
};

/** The same while the configuration has the problem "Old."; only the events for which it matters. */
const UNLAUNCHABLE: Table = {
  stopped: {
    start: "stopped | reject config: Old.",
    restart: "stopped | reject config: Old.",
    stop: "same | fulfilStop",
    "same configuration": "stopped | problem none",
    "other launch": "stopped | problem none",
    "bad configuration": "stopped | problem Bad.",
  },
  blocked: {
    start: "stopped | reject config: Old.",
    restart: "stopped | reject config: Old.",
    stop: "same | fulfilStop",
    "same configuration": "blocked unapproved: Not approved. | problem none",
    "other launch": "stopped | problem none",
    "bad configuration": "stopped | problem Bad.",
  },
  failed: {
    start: "stopped | reject config: Old.",
    restart: "stopped | reject config: Old.",
    stop: "same | fulfilStop",
    "same configuration": "failed 5 timeout, exited: Too late. | problem none",
    "other launch": "failed 5 timeout, exited: Too late. | problem none",
    "bad configuration": "stopped | problem Bad.",
  },
  "permission, automatic": {
    restart: "permission #3 10 asked",
    stop: "stopped | reject cancelled | fulfilStop",
    "same configuration": "permission #3 10 | problem none",
    "other launch": "permission #4 50 | problem none | ask #4",
    "bad configuration": "stopped | problem Bad. | reject config: Bad.",
  },
  "permission, asked": {
    stop: "stopped | reject cancelled | fulfilStop",
    "same configuration": "permission #3 10 asked question | problem none",
    "other launch": "permission #4 50 asked question | problem none | ask #4 asked",
    "bad configuration": "stopped | problem Bad. | reject config: Bad.",
  },
  listing: {
    restart: "closing 50 then start asked | closeLink #3",
    stop: "closing 50 then stop | reject cancelled | closeLink #3",
    "same configuration": "listing 10 2025-11-25 | problem none",
    "other launch": "listing 10 2025-11-25 | problem none",
    "bad configuration": "listing 10 2025-11-25 | problem Bad.",
    exited: "failed 50 closed, exited: It exited. | reject closed: It exited.",
  },
  running: {
    start: "same | fulfilStart",
    restart: "closing 50 then start asked | closeLink #3",
    stop: "closing 50 then stop | closeLink #3",
    "same configuration": "running 10 2025-11-25 | problem none",
    "other launch": "running 10 2025-11-25 | problem none",
    "bad configuration": "running 10 2025-11-25 | problem Bad.",
    exited: "failed 50 closed, exited: It exited.",
  },
  "closing, stop": {
    start: "closing 10 then start",
    restart: "closing 10 then start asked",
    "same configuration": "closing 10 then stop | problem none",
    "other launch": "closing 10 then stop | problem none",
    "bad configuration": "closing 10 then stop | problem Bad.",
    exited: "stopped | fulfilStop",
  },
  "closing, start asked": {
    stop: "closing 10 then stop | reject cancelled",
    "same configuration": "closing 10 then start asked | problem none",
    "other launch": "closing 10 then start asked | problem none",
    "bad configuration": "closing 10 then start asked | problem Bad.",
    exited: "stopped | fulfilStop | reject config: Old.",
  },
  "closing, fail": {
    start: "closing 10 then start",
    restart: "closing 10 then start asked",
    "same configuration": "closing 10 then fail 5 timeout: Too late. | problem none",
    "other launch": "closing 10 then fail 5 timeout: Too late. | problem none",
    "bad configuration": "closing 10 then fail 5 timeout: Too late. | problem Bad.",
    exited: "failed 5 timeout, exited: Too late. | fulfilStop",
  },
};

const MATTERS = ["start", "restart", "stop", "same configuration", "other launch", "bad configuration", "exited"];

describe("the lifecycle of a server", () => {
  describe("with a configuration that can be launched", () => {
    for (const stage of Object.keys(STAGES)) {
      it(`goes on from: ${stage}`, () => check(LAUNCHABLE, stage, Object.keys(EVENTS), undefined));
    }
  });

  describe("with a configuration that cannot be launched", () => {
    for (const stage of Object.keys(UNLAUNCHABLE)) {
      it(`goes on from: ${stage}`, () => check(UNLAUNCHABLE, stage, MATTERS, "Old."));
    }
  });

  it("begins stopped, with what is wrong with the configuration", () => {
    assert.deepEqual(initialLifecycle("Bad."), { run: 0, problem: "Bad.", stage: { name: "idle", rest: { name: "stopped" } } });
  });

  it("ignores whatever an earlier run has to tell, in every stage", () => {
    for (const stage of Object.keys(STAGES)) {
      for (const event of Object.values(EVENTS)) {
        if (!("run" in event)) continue;
        const before = sample(stage);
        assert.equal(show(before, step(before, { ...event, run: RUN - 1 }, NOW)), "-", `${stage}: ${event.type}`);
      }
    }
  });

  it("takes the same problem again for no news, unless the launch has changed", () => {
    const before = sample("failed", "Old.");
    assert.equal(show(before, step(before, { type: "configured", problem: "Old.", relaunch: false }, NOW)), "-");
    assert.equal(show(before, step(before, { type: "configured", problem: "Old.", relaunch: true }, NOW)), "stopped");
  });

  it("keeps everybody waiting through a restart during the start, and serves them all at the end", () => {
    const effects = play(["start asked", "allowed", "opened", "restart", "exited", "allowed", "opened", "initialized", "listed"]);
    assert.deepEqual(effects, ["askPermission", "openLink", "initialize", "closeLink", "fulfilStop", "askPermission", "openLink", "initialize", "list", "fulfilStart"]);
  });

  it("tells people who stop a start what to do", () => {
    const { effects } = step(sample("initializing"), { type: "stop" }, NOW);
    const [first] = effects;
    assert.ok(first?.type === "rejectStart");
    assert.match(first.message, /stopped before it was ready.*Start it again/);
  });

  it("keeps how a connection ended that had to be closed after a failed start", () => {
    const failed = step(sample("initializing"), { type: "failed", run: RUN, kind: "timeout", message: "No answer." }, NOW).state;
    const { state } = step(failed, { type: "closed", run: RUN, closed: { ...EXITED, asked: true }, message: "Not this one." }, NOW + 1);
    assert.deepEqual(state.stage, { name: "idle", rest: { name: "failed", kind: "timeout", message: "No answer.", closed: { ...EXITED, asked: true }, at: NOW } });
  });
});

function check(table: Table, stage: string, events: readonly string[], problem: string | undefined): void {
  const actual: { [event: string]: string } = {};
  for (const name of events) {
    const event = EVENTS[name];
    assert.ok(event, name);
    const before = sample(stage, problem);
    const shown = show(before, step(before, event, NOW));
    if (shown !== "-") actual[name] = shown;
  }
  assert.deepEqual(actual, table[stage]);
}

/** The effects of events in a row, each told as news of the run it then is. */
function play(names: readonly string[]): readonly string[] {
  let state = initialLifecycle(undefined);
  return names.flatMap((name) => {
    const event = EVENTS[name];
    assert.ok(event, name);
    const current: LifecycleEvent = "run" in event ? { ...event, run: state.run } : event;
    const next = step(state, current, NOW);
    state = next.state;
    return next.effects.map((effect) => effect.type);
  });
}
