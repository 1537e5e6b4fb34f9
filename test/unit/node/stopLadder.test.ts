import assert from "node:assert/strict";
import { stepLadder, type LadderEvent, type LadderSight, type LadderState, type LadderTimes } from "../../../src/node/stopLadder";
import { FakeClock } from "../../support/fakeClock";
import type { Disposable } from "../../../src/core/base/disposable";

const times: LadderTimes = { stdin: 1500, term: 1000, kill: 3000, drain: 300, drainLimit: 1000, poll: 50 };

/** Plays the ladder on a fake clock against a process that a test describes; the log has a row for every action. */
class Play {
  readonly clock = new FakeClock();
  readonly log: string[] = [];
  sight: LadderSight = { group: true, streams: true, fresh: false };
  private state: LadderState = { name: "running" };
  private timer: Disposable | undefined;

  constructor(private readonly gentle = true, private readonly onAction: (action: string, play: Play) => void = () => {}) {}

  get where(): string {
    return this.state.name;
  }

  event(event: LadderEvent): void {
    const { state, actions } = stepLadder(this.state, event, this.sight, times, this.gentle);
    this.state = state;
    for (const action of actions) {
      if (action.do === "wait") {
        this.timer?.dispose();
        this.timer = this.clock.after(action.ms, () => this.event("timer"));
        continue;
      }
      const said = action.do === "signal" ? action.signal : action.do === "report-survivors" ? `survivors ended: ${action.ended}` : action.do === "settle" ? `settle${action.stuck ? " stuck" : ""}` : action.do;
      this.log.push(`${this.clock.now()} ${said}`);
      this.onAction(said, this);
      if (action.do === "search") this.event("searched");
    }
  }

  exits(left: Partial<LadderSight> = {}): void {
    this.sight = { group: false, streams: false, fresh: false, ...left };
    this.event("exited");
  }
}

describe("the stop ladder", () => {
  it("closes stdin and lets a server that reacts go", async () => {
    const play = new Play();
    play.event("close");
    await play.clock.advance(200);
    play.exits();
    assert.deepEqual(play.log, ["0 close-stdin", "200 search", "200 settle"]);
    await play.clock.advance(10_000);
    assert.equal(play.log.length, 3, "nothing happens after the end");
  });

  it("goes on to SIGTERM and SIGKILL, and gives up on what even that does not end", async () => {
    const play = new Play();
    play.event("close");
    await play.clock.advance(60_000);
    assert.deepEqual(play.log, ["0 close-stdin", "1500 SIGTERM", "2500 SIGKILL", "5500 settle stuck"]);
    assert.equal(play.where, "ended");
  });

  it("has no gentle step where there is none", async () => {
    const play = new Play(false);
    play.event("close");
    await play.clock.advance(1500);
    assert.deepEqual(play.log, ["0 close-stdin", "1500 SIGKILL"]);
  });

  it("does not begin again when closed twice", async () => {
    const play = new Play();
    play.event("close");
    await play.clock.advance(1000);
    play.event("close");
    await play.clock.advance(500);
    assert.deepEqual(play.log, ["0 close-stdin", "1500 SIGTERM"]);
  });

  it("waits for the streams after the exit", async () => {
    const play = new Play();
    play.exits({ streams: true });
    await play.clock.advance(100);
    assert.deepEqual(play.log, []);
    play.sight = { group: false, streams: false, fresh: true };
    play.event("streams-ended");
    assert.deepEqual(play.log, ["100 search", "100 settle"]);
  });

  it("gives children a moment to end by themselves and then does not call them survivors", async () => {
    const play = new Play();
    play.exits({ group: true, streams: true });
    await play.clock.advance(200);
    play.sight = { group: false, streams: false, fresh: false };
    await play.clock.advance(50);
    assert.deepEqual(play.log, ["250 search", "250 settle"]);
  });

  it("ends children that stay, gently first, and reports them", async () => {
    const play = new Play();
    play.exits({ group: true, streams: true });
    await play.clock.advance(400);
    play.sight = { group: false, streams: false, fresh: false };
    await play.clock.advance(50);
    assert.deepEqual(play.log, ["300 note-survivors", "300 SIGTERM", "450 survivors ended: true", "450 search", "450 settle"]);
  });

  it("kills children that ignore SIGTERM", async () => {
    const play = new Play(true, (action, self) => {
      if (action === "SIGKILL") self.sight = { group: false, streams: true, fresh: false };
    });
    play.exits({ group: true, streams: true });
    await play.clock.advance(1350);
    play.sight = { group: false, streams: false, fresh: false };
    play.event("streams-ended");
    assert.deepEqual(play.log, ["300 note-survivors", "300 SIGTERM", "1300 SIGKILL", "1350 survivors ended: true", "1350 search", "1350 settle"]);
  });

  it("reports children that nothing ends, and settles all the same", async () => {
    const play = new Play();
    play.exits({ group: true });
    await play.clock.advance(60_000);
    assert.deepEqual(play.log, ["300 note-survivors", "300 SIGTERM", "1300 SIGKILL", "4300 note-survivors", "4300 survivors ended: false", "4300 search", "4300 settle"]);
  });

  it("does not wait for streams that somebody out of reach holds in silence", async () => {
    const play = new Play();
    play.exits({ streams: true });
    await play.clock.advance(60_000);
    assert.deepEqual(play.log, ["300 search", "300 settle"]);
  });

  it("reads on while bytes come, but not for ever", async () => {
    const play = new Play();
    play.exits({ streams: true, fresh: true });
    await play.clock.advance(60_000);
    assert.deepEqual(play.log, ["1000 search", "1000 settle"]);
  });
});
