import assert from "node:assert/strict";
import type { Lifecycle } from "../../../src/core/server/lifecycle";
import { serverState } from "../../../src/core/server/serverState";
import type { ServerState } from "../../../src/core/server/state";
import { stateDetail, stateLabel } from "../../../src/core/server/words";
import { EXITED, RUN, STAGES, sample } from "./lifecycleSamples";

/** What people see in each stage, in a word and in a sentence. */
const SEEN: { readonly [stage: string]: readonly [state: ServerState, label: string, detail: string] } = {
  stopped: [{ name: "stopped" }, "Stopped", "The server is stopped."],
  blocked: [{ name: "blocked", reason: "unapproved", message: "Not approved." }, "Not approved", "Not approved."],
  failed: [{ name: "failed", kind: "timeout", message: "Too late.", closed: EXITED, at: 5 }, "Timed out", "Too late."],
  "preparing, automatic": [{ name: "starting", phase: "preparing", since: 10 }, "Preparing", "The launch of the server is being prepared; it may wait for your approval or for a value that only you can give."],
  opening: [{ name: "starting", phase: "opening", since: 10 }, "Starting", "The server's process is being started."],
  initializing: [{ name: "starting", phase: "initializing", since: 10 }, "Starting", "The server's process is there; its answer to initialize is awaited."],
  listing: [{ name: "starting", phase: "listing", since: 10 }, "Starting", "The server has introduced itself; its tools are being listed."],
  running: [{ name: "running", since: 10, revision: "2025-11-25" }, "Running", "The server is running and speaks protocol revision 2025-11-25."],
  waiting: [
    { name: "restarting", delay: 4, left: 3, attempt: 2, limit: 5, message: "It exited.", closed: EXITED },
    "Restarting in 3 s (attempt 2 of 5)",
    "It exited. It is started again by itself in 3 s (attempt 2 of 5).",
  ],
  "closing, stop": [{ name: "stopping", since: 10, restart: false }, "Stopping", "The server is stopping; its process has not ended yet."],
  "closing, start": [{ name: "stopping", since: 10, restart: true }, "Restarting", "The server is stopping and will be started again."],
  "closing, fail": [{ name: "failed", kind: "timeout", message: "Too late.", closed: undefined, at: 5 }, "Timed out", "Too late."],
};

describe("what people see of a server", () => {
  for (const [stage, [state, label, detail]] of Object.entries(SEEN)) {
    it(`is told in the stage: ${stage}`, () => {
      const seen = serverState(sample(stage));
      assert.deepEqual(seen, state);
      assert.equal(stateLabel(seen), label);
      assert.equal(stateDetail(seen), detail);
    });
  }

  it("is the fault of the configuration only where nothing else is to be told", () => {
    const wrong = serverState(sample("stopped", "Bad."));
    assert.deepEqual(wrong, { name: "misconfigured", message: "Bad." });
    assert.equal(stateLabel(wrong), "Configuration error");
    assert.equal(stateDetail(wrong), "Bad.");
    for (const stage of Object.keys(STAGES).filter((name) => name !== "stopped")) {
      assert.deepEqual(serverState(sample(stage, "Bad.")), serverState(sample(stage)), stage);
    }
  });

  it("tells untrusted from unapproved, and a timeout from other failures", () => {
    const untrusted: Lifecycle = { run: RUN, problem: undefined, restarts: 0, stage: { name: "idle", rest: { name: "blocked", reason: "untrusted", message: "x" } } };
    assert.equal(stateLabel(serverState(untrusted)), "Workspace not trusted");
    assert.equal(stateLabel({ name: "failed", kind: "closed", message: "x", closed: undefined, at: 0 }), "Failed");
  });
});
