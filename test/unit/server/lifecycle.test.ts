import assert from "node:assert/strict";
import { initialLifecycle, type LifecycleEvent, step } from "../../../src/core/server/lifecycle";
import { EVENTS, EXITED, NOW, RUN, SINCE, STAGES, sample, show } from "./lifecycleSamples";

type Table = { readonly [stage: string]: { readonly [event: string]: string } };

/** Stage, event, and what comes of it; what is not in the table does nothing at all. */
const LAUNCHABLE: Table = {
  stopped: {
    start: "preparing #4 50 | restarts 0 | prepare #4",
    "start asked": "preparing #4 50 asked question | restarts 0 | prepare #4 asked",
    restart: "preparing #4 50 asked question | restarts 0 | prepare #4 asked",
    stop: "same | fulfilStop",
    "other launch": "stopped",
    "bad configuration": "stopped | problem Bad.",
  },
  blocked: {
    start: "preparing #4 50 | restarts 0 | prepare #4",
    "start asked": "preparing #4 50 asked question | restarts 0 | prepare #4 asked",
    restart: "preparing #4 50 asked question | restarts 0 | prepare #4 asked",
    stop: "same | fulfilStop",
    "other launch": "stopped",
    "bad configuration": "stopped | problem Bad.",
  },
  failed: {
    start: "preparing #4 50 | restarts 0 | prepare #4",
    "start asked": "preparing #4 50 asked question | restarts 0 | prepare #4 asked",
    restart: "preparing #4 50 asked question | restarts 0 | prepare #4 asked",
    stop: "same | fulfilStop",
    "other launch": "failed 5 timeout, exited: Too late.",
    "bad configuration": "stopped | problem Bad.",
  },
  "preparing, automatic": {
    "start asked": "preparing #3 10 asked",
    restart: "preparing #3 10 asked",
    stop: "stopped | reject cancelled | fulfilStop",
    "other launch": "preparing #4 50 | restarts 0 | prepare #4",
    "bad configuration": "stopped | problem Bad. | reject config: Bad.",
    ready: "opening 10 | openLink #3 node",
    denied: "blocked untrusted: Not trusted. | reject blocked: Not trusted.",
    "no input": "blocked input: Dismissed. | reject blocked: Dismissed.",
    unprepared: "failed 50 launch, no link: No such file. | reject launch: No such file.",
    failed: "failed 50 protocol, no link: Refused. | reject protocol: Refused.",
  },
  "preparing, joined": {
    stop: "stopped | reject cancelled | fulfilStop",
    "other launch": "preparing #4 50 asked question | restarts 0 | prepare #4 asked",
    "bad configuration": "stopped | problem Bad. | reject config: Bad.",
    ready: "opening 10 | openLink #3 node",
    denied: "preparing #3 10 asked question | prepare #3 asked",
    "no input": "preparing #3 10 asked question | prepare #3 asked",
    unprepared: "failed 50 launch, no link: No such file. | reject launch: No such file.",
    failed: "failed 50 protocol, no link: Refused. | reject protocol: Refused.",
  },
  "preparing, asked": {
    stop: "stopped | reject cancelled | fulfilStop",
    "other launch": "preparing #4 50 asked question | restarts 0 | prepare #4 asked",
    "bad configuration": "stopped | problem Bad. | reject config: Bad.",
    ready: "opening 10 | openLink #3 node",
    denied: "blocked untrusted: Not trusted. | reject blocked: Not trusted.",
    "no input": "blocked input: Dismissed. | reject blocked: Dismissed.",
    unprepared: "failed 50 launch, no link: No such file. | reject launch: No such file.",
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
    "exited, revivable": "failed 50 closed, exited: It exited. | reject closed: It exited.",
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
    "exited, revivable": "failed 50 closed, exited: It exited. | reject closed: It exited.",
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
    "exited, revivable": "failed 50 closed, exited: It exited. | reject closed: It exited.",
    "not found": "failed 50 launch, spawn-failed: It was not found. | reject launch: It was not found.",
  },
  running: {
    start: "same | fulfilStart",
    "start asked": "same | fulfilStart",
    restart: "closing 50 then start asked | closeLink #3",
    stop: "closing 50 then stop | closeLink #3",
    "other launch": "running 10 2025-11-25",
    "bad configuration": "running 10 2025-11-25 | problem Bad.",
    exited: "failed 50 closed, exited: It exited. Start it again when the cause is mended.",
    "exited, revivable": "waiting 50 4 of 4, exited: It exited. | restarts 3 | wait #3 1000",
    "not found": "failed 50 launch, spawn-failed: It was not found. Start it again when the cause is mended.",
  },
  waiting: {
    start: "preparing #4 50 | restarts 0 | endWait | prepare #4",
    "start asked": "preparing #4 50 asked question | restarts 0 | endWait | prepare #4 asked",
    restart: "preparing #4 50 asked question | restarts 0 | endWait | prepare #4 asked",
    stop: "stopped | endWait | fulfilStop",
    "other launch": "failed 10 closed, exited: It exited. Start it again when the cause is mended. | endWait",
    "bad configuration": "stopped | problem Bad. | endWait",
    waited: "waiting 10 2 of 4, exited: It exited. | wait #3 1000",
    "waited in vain": "failed 10 closed, exited: It exited. Start it again when the cause is mended.",
  },
  "waiting, last second": {
    start: "preparing #4 50 | restarts 0 | endWait | prepare #4",
    "start asked": "preparing #4 50 asked question | restarts 0 | endWait | prepare #4 asked",
    restart: "preparing #4 50 asked question | restarts 0 | endWait | prepare #4 asked",
    stop: "stopped | endWait | fulfilStop",
    "other launch": "failed 10 closed, exited: It exited. Start it again when the cause is mended. | endWait",
    "bad configuration": "stopped | problem Bad. | endWait",
    waited: "preparing #4 50 | prepare #4",
    "waited in vain": "failed 10 closed, exited: It exited. Start it again when the cause is mended.",
  },
  "closing, stop": {
    start: "closing 10 then start",
    "start asked": "closing 10 then start asked",
    restart: "closing 10 then start asked",
    "other launch": "closing 10 then stop",
    "bad configuration": "closing 10 then stop | problem Bad.",
    exited: "stopped | fulfilStop",
    "exited, revivable": "stopped | fulfilStop",
    "not found": "stopped | fulfilStop",
  },
  "closing, start": {
    "start asked": "closing 10 then start asked",
    restart: "closing 10 then start asked",
    stop: "closing 10 then stop | reject cancelled",
    "other launch": "closing 10 then start",
    "bad configuration": "closing 10 then start | problem Bad.",
    exited: "preparing #4 50 | restarts 0 | fulfilStop | prepare #4",
    "exited, revivable": "preparing #4 50 | restarts 0 | fulfilStop | prepare #4",
    "not found": "preparing #4 50 | restarts 0 | fulfilStop | prepare #4",
  },
  "closing, start asked": {
    stop: "closing 10 then stop | reject cancelled",
    "other launch": "closing 10 then start asked",
    "bad configuration": "closing 10 then start asked | problem Bad.",
    exited: "preparing #4 50 asked question | restarts 0 | fulfilStop | prepare #4 asked",
    "exited, revivable": "preparing #4 50 asked question | restarts 0 | fulfilStop | prepare #4 asked",
    "not found": "preparing #4 50 asked question | restarts 0 | fulfilStop | prepare #4 asked",
  },
  "closing, fail": {
    start: "closing 10 then start",
    "start asked": "closing 10 then start asked",
    restart: "closing 10 then start asked",
    "other launch": "closing 10 then fail 5 timeout: Too late.",
    "bad configuration": "closing 10 then fail 5 timeout: Too late. | problem Bad.",
    exited: "failed 5 timeout, exited: Too late. | fulfilStop",
    "exited, revivable": "failed 5 timeout, exited: Too late. | fulfilStop",
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
  "preparing, automatic": {
    restart: "preparing #3 10 asked",
    stop: "stopped | reject cancelled | fulfilStop",
    "same configuration": "preparing #3 10 | problem none",
    "other launch": "preparing #4 50 | problem none | restarts 0 | prepare #4",
    "bad configuration": "stopped | problem Bad. | reject config: Bad.",
  },
  "preparing, asked": {
    stop: "stopped | reject cancelled | fulfilStop",
    "same configuration": "preparing #3 10 asked question | problem none",
    "other launch": "preparing #4 50 asked question | problem none | restarts 0 | prepare #4 asked",
    "bad configuration": "stopped | problem Bad. | reject config: Bad.",
  },
  listing: {
    restart: "closing 50 then start asked | closeLink #3",
    stop: "closing 50 then stop | reject cancelled | closeLink #3",
    "same configuration": "listing 10 2025-11-25 | problem none",
    "other launch": "listing 10 2025-11-25 | problem none",
    "bad configuration": "listing 10 2025-11-25 | problem Bad.",
    exited: "failed 50 closed, exited: It exited. | reject closed: It exited.",
    "exited, revivable": "failed 50 closed, exited: It exited. | reject closed: It exited.",
  },
  running: {
    start: "same | fulfilStart",
    restart: "closing 50 then start asked | closeLink #3",
    stop: "closing 50 then stop | closeLink #3",
    "same configuration": "running 10 2025-11-25 | problem none",
    "other launch": "running 10 2025-11-25 | problem none",
    "bad configuration": "running 10 2025-11-25 | problem Bad.",
    exited: "failed 50 closed, exited: It exited. Start it again when the cause is mended.",
    "exited, revivable": "failed 50 closed, exited: It exited. Start it again when the cause is mended.",
  },
  "closing, stop": {
    start: "closing 10 then start",
    restart: "closing 10 then start asked",
    "same configuration": "closing 10 then stop | problem none",
    "other launch": "closing 10 then stop | problem none",
    "bad configuration": "closing 10 then stop | problem Bad.",
    exited: "stopped | fulfilStop",
    "exited, revivable": "stopped | fulfilStop",
  },
  "closing, start asked": {
    stop: "closing 10 then stop | reject cancelled",
    "same configuration": "closing 10 then start asked | problem none",
    "other launch": "closing 10 then start asked | problem none",
    "bad configuration": "closing 10 then start asked | problem Bad.",
    exited: "stopped | fulfilStop | reject config: Old.",
    "exited, revivable": "stopped | fulfilStop | reject config: Old.",
  },
  "closing, fail": {
    start: "closing 10 then start",
    restart: "closing 10 then start asked",
    "same configuration": "closing 10 then fail 5 timeout: Too late. | problem none",
    "other launch": "closing 10 then fail 5 timeout: Too late. | problem none",
    "bad configuration": "closing 10 then fail 5 timeout: Too late. | problem Bad.",
    exited: "failed 5 timeout, exited: Too late. | fulfilStop",
    "exited, revivable": "failed 5 timeout, exited: Too late. | fulfilStop",
  },
};

const MATTERS = ["start", "restart", "stop", "same configuration", "other launch", "bad configuration", "exited", "exited, revivable"];

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
    assert.deepEqual(initialLifecycle("Bad."), { run: 0, problem: "Bad.", restarts: 0, stage: { name: "idle", rest: { name: "stopped" } } });
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
    const effects = play(["start asked", "ready", "opened", "restart", "exited", "ready", "opened", "initialized", "listed"]);
    assert.deepEqual(effects, ["prepare", "openLink", "initialize", "closeLink", "fulfilStop", "prepare", "openLink", "initialize", "list", "fulfilStart"]);
  });

  it("starts again what ended by itself after 1, 2, 4, 8 and 16 seconds, and then leaves it", () => {
    let state = sample("running");
    state = { ...state, restarts: 0 };
    const delays: number[] = [];
    let now = NOW;
    for (; ; now += 59_999) {
      ({ state } = step(state, { type: "closed", run: state.run, closed: EXITED, message: "It exited.", revive: true }, now));
      if (state.stage.name !== "waiting") break;
      assert.equal(state.restarts, delays.push(state.stage.delay));
      for (let second = state.stage.delay; second > 0; second--) {
        assert.equal(state.stage.name === "waiting" && state.stage.left, second);
        ({ state } = step(state, { type: "waited", run: state.run, revive: true }, now));
      }
      state = { ...state, stage: { name: "running", since: now, revision: "2025-11-25" } };
    }
    assert.deepEqual(delays, [1, 2, 4, 8, 16]);
    assert.ok(state.stage.name === "idle" && state.stage.rest.name === "failed");
    assert.match(state.stage.rest.message, /^It exited\. .*5 times in a row.*Start it by hand/);
  });

  it("forgets its restarts once the server has run for a minute", () => {
    const worn = { ...sample("running"), restarts: 5 };
    const exit: LifecycleEvent = { type: "closed", run: RUN, closed: EXITED, message: "It exited.", revive: true };
    assert.match(show(worn, step(worn, exit, SINCE + 59_999)), /^failed 60009 closed/);
    assert.match(show(worn, step(worn, exit, SINCE + 60_000)), /^waiting 60010 1 of 1, exited: It exited. \| restarts 1/);
  });

  it("does not start again what the system holds on to", () => {
    const before = sample("running");
    const stuck: LifecycleEvent = { type: "closed", run: RUN, closed: { how: "failed", message: "It did not end." }, message: "It hangs.", revive: true };
    assert.match(show(before, step(before, stuck, NOW)), /^failed 50 closed, failed: It hangs/);
  });

  it("tells people who stop a start what to do", () => {
    const { effects } = step(sample("initializing"), { type: "stop" }, NOW);
    const [first] = effects;
    assert.ok(first?.type === "rejectStart");
    assert.match(first.message, /stopped before it was ready.*Start it again/);
  });

  it("keeps how a connection ended that had to be closed after a failed start", () => {
    const failed = step(sample("initializing"), { type: "failed", run: RUN, kind: "timeout", message: "No answer." }, NOW).state;
    const { state } = step(failed, { type: "closed", run: RUN, closed: { ...EXITED, asked: true }, message: "Not this one.", revive: true }, NOW + 1);
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
