import assert from "node:assert/strict";
import { type Effect, initialLifecycle, type Lifecycle, type LifecycleEvent, step } from "../../../src/core/server/lifecycle";
import type { Prepared } from "../../../src/core/server/server";
import { serverState } from "../../../src/core/server/serverState";
import { Random, rounds } from "../../support/random";
import { EXITED } from "./lifecycleSamples";

/** A world around the lifecycle: it answers what it is asked for in any order, and people press any button. */
class World {
  state: Lifecycle = initialLifecycle(undefined);
  private readonly answers: LifecycleEvent[] = [];
  private link: { readonly run: number; closing: boolean } | undefined;
  private alarm: number | undefined;
  private starts = 0;
  private stops = 0;
  private readonly done = new Set<string>();

  constructor(private readonly random: Random) {}

  walk(): void {
    const pending = this.answers.length;
    if (pending > 0 && this.random.next() < 0.6) {
      const [answer] = this.answers.splice(this.random.below(pending), 1);
      if (answer) this.tell(answer);
    } else if (this.alarm !== undefined && this.random.next() < 0.5) {
      this.ring(this.alarm);
    } else if (this.link && this.random.next() < 0.2) {
      this.end();
    } else {
      this.press();
    }
  }

  /** Answers everything, as time does in the end. */
  settle(): void {
    while (this.answers.length > 0 || this.link?.closing || this.alarm !== undefined) {
      const answer = this.answers.shift();
      if (answer) this.tell(answer);
      else if (this.alarm !== undefined) this.ring(this.alarm);
      else this.end();
    }
    const { name } = serverState(this.state);
    assert.ok(name !== "starting" && name !== "restarting" && name !== "stopping", `Still ${name} although everything was answered`);
    assert.equal(this.starts, 0, `Nobody told those who wait for the start, in ${name}`);
    assert.equal(this.stops, 0, `Nobody told those who wait for the stop, in ${name}`);
    assert.equal(this.link !== undefined, name === "running", `${name} ${this.link ? "with" : "without"} a link`);
  }

  private press(): void {
    const buttons: readonly LifecycleEvent[] = [
      { type: "start", asked: false },
      { type: "start", asked: true },
      { type: "restart" },
      { type: "stop" },
      { type: "configured", problem: this.random.next() < 0.3 ? "Bad." : undefined, relaunch: this.random.next() < 0.5 },
    ];
    const event = this.random.pick(buttons);
    if (event.type === "start" || event.type === "restart") this.starts++;
    if (event.type === "stop") this.stops++;
    this.tell(event);
  }

  private ring(run: number): void {
    this.alarm = undefined;
    this.tell({ type: "waited", run, revive: this.random.next() < 0.9 });
  }

  private end(): void {
    assert.ok(this.link);
    const { run } = this.link;
    this.link = undefined;
    this.tell({ type: "closed", run, closed: EXITED, message: "It exited.", revive: this.random.next() < 0.5 });
  }

  private tell(event: LifecycleEvent): void {
    const { state, effects } = step(this.state, event, 0);
    this.state = state;
    for (const effect of effects) this.act(effect);
    assert.equal(this.alarm !== undefined, state.stage.name === "waiting", `In ${state.stage.name} ${this.alarm === undefined ? "without" : "with"} an alarm`);
    const linked = ["opening", "initializing", "listing", "running", "closing"].includes(state.stage.name);
    // A link that has ended while it was being opened is told later.
    if (this.link) assert.ok(linked, `A link is left behind in ${state.stage.name}`);
  }

  private act(effect: Effect): void {
    if ("run" in effect && effect.type !== "wait") {
      const key = `${effect.type} ${effect.run} ${"asked" in effect ? effect.asked : ""}`;
      assert.ok(!this.done.has(key), `Twice: ${key}`);
      this.done.add(key);
    }
    switch (effect.type) {
      case "prepare":
        return this.answer({ type: "prepared", run: effect.run, prepared: this.prepared() }, effect.run);
      case "openLink":
        return this.open(effect.run);
      case "initialize":
        return this.answer({ type: "initialized", run: effect.run, revision: "2025-11-25" }, effect.run);
      case "list":
        return this.answer({ type: "listed", run: effect.run }, effect.run);
      case "closeLink":
        return this.close(effect.run);
      case "wait":
        assert.equal(this.state.stage.name, "waiting");
        this.alarm = effect.run;
        return;
      case "endWait":
        assert.notEqual(this.alarm, undefined, "Ended a wait that nobody began");
        this.alarm = undefined;
        return;
      case "fulfilStart":
        assert.equal(this.state.stage.name, "running");
        this.starts = 0;
        return;
      case "rejectStart":
        this.starts = 0;
        return;
      case "fulfilStop":
        assert.equal(this.link, undefined, "Stopped with a link");
        this.stops = 0;
        return;
    }
  }

  private open(run: number): void {
    assert.equal(this.link, undefined, "Two links");
    if (this.random.next() < 0.2) {
      this.answers.push({ type: "closed", run, closed: EXITED, message: "It was never opened.", revive: true });
      return;
    }
    this.link = { run, closing: false };
    this.answers.push({ type: "opened", run });
  }

  private close(run: number): void {
    if (!this.link) return;
    assert.equal(this.link.run, run, "Closed another link");
    this.link.closing = true;
  }

  private answer(event: LifecycleEvent, run: number): void {
    this.answers.push(this.random.next() < 0.8 ? event : { type: "failed", run, kind: "protocol", message: "Refused." });
  }

  private prepared(): Prepared {
    if (this.random.next() < 0.8) return { ok: true, launch: { type: "stdio", command: "node", args: [], cwd: undefined, env: {}, envFile: undefined } };
    return { ok: false, reason: this.random.pick(["unapproved", "untrusted", "input", "failed"]), message: "Not now." };
  }
}

describe("the lifecycle of a server on random walks", () => {
  it("never has two links, leaves none behind, does nothing twice, and tells everybody who waits", function () {
    this.timeout(rounds(20_000, 300_000));
    const last = rounds(500, 50_000);
    for (let seed = 1; seed <= last; seed++) {
      const world = new World(new Random(seed));
      try {
        for (let steps = 0; steps < 60; steps++) world.walk();
        world.settle();
      } catch (error) {
        throw new Error(`Seed ${seed}`, { cause: error });
      }
    }
  });
});
