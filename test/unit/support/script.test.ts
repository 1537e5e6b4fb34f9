import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Emitter } from "../../../src/core/base/event";
import { ResourceWatch, assertNoLeaks } from "../../support/leaks";
import { FakeClock } from "../../support/fakeClock";
import { type Stage, play } from "../../support/script";

const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';

/** Sends a ping at once and another one second after the answer; settles with the second answer. */
async function pinger({ link, clock }: Stage): Promise<void> {
  const answer = (): Promise<void> => new Promise((resolve) => void link.onMessages(() => resolve()));
  link.send(ping);
  await answer();
  await new Promise<void>((resolve) => void clock.after(1000, resolve));
  link.send(ping);
  await answer();
}

const DIALOGUE = String.raw`
  # two pings, a second apart
  > {"id":1, "jsonrpc":"2.0", "method":"ping"}
  < {"jsonrpc":"2.0","id":1,"result":{}}
  @ 999
  @ 1
  > {"jsonrpc":"2.0","id":1,"method":"ping"}
  < {"jsonrpc":"2.0","id":1,"result":{}}
`;

describe("script DSL", () => {
  it("plays a dialogue with a driver that waits", async () => {
    const { text } = await play(DIALOGUE, pinger);
    assert.deepEqual(text.split("\n").map((line) => line.slice(0, 8)), ['> {"json', '< {"json', '> {"json', '< {"json', "x 0", ""]);
  });

  const failures: readonly (readonly [name: string, script: string, drive: (stage: Stage) => unknown, message: RegExp])[] = [
    ["a line that the script does not expect", "@ 1", ({ link }) => link.send(ping), /Before line 1 of the script the client sent lines/],
    ["a line that comes after the last step", "# nothing", ({ link }) => link.send(ping), /Before the end of the script/],
    ["a line that does not come", `> ${ping}`, () => undefined, /Line 1 of the script: the client did not send/],
    ["another line than expected", '> {"jsonrpc":"2.0","id":2,"method":"ping"}', ({ link }) => link.send(ping), /Line 1 of the script expects something else/],
    ["an id of another type", '> {"jsonrpc":"2.0","id":"1","method":"ping"}', ({ link }) => link.send(ping), /expects something else/],
    ["another text than expected", "> ping", ({ link }) => link.send("pong"), /expects something else/],
    ["a line that comes too early", DIALOGUE.replace("@ 999", "@ 1000"), pinger, /Before line 6 of the script/],
    ["a driver that waits for ever", "# nothing", () => new Promise(() => undefined), /its driver still waits/],
    ["a driver that fails", "# nothing", () => Promise.reject(new Error("driver broke")), /driver broke/],
    ["a line that is no step", "? what", () => undefined, /Line 1 of the script begins with "\?"/],
    ["a time that is none", "@ soon", () => undefined, /Line 1 of the script cannot be played: @ soon/],
    ["an event that no host sees", "* rain", () => undefined, /Line 1 of the script cannot be played/],
  ];
  for (const [name, script, drive, message] of failures) {
    it(`fails on ${name}`, async () => {
      await assert.rejects(play(script, drive), message);
    });
  }

  it("plays a server that ignores being closed", async () => {
    const { text } = await play("* signal SIGKILL\nx SIGKILL", ({ link }) => link.close(), { onClose: (transport) => transport.host({ type: "stdin-closed" }) });
    assert.equal(text, "* stdin-closed\n* signal SIGKILL\nx SIGKILL\n");
  });

  it("leaves the link open on request", async () => {
    const { text } = await play("< a", () => undefined, { leaveOpen: true });
    assert.equal(text, "< a\t# junk not-json\n");
  });
});

describe("leak check", () => {
  it("sees alarms and listeners that were not released", () => {
    const clock = new FakeClock();
    const emitter = new Emitter<void>();
    assertNoLeaks(clock, { emitter });
    const [alarm, subscription] = [clock.after(1, () => undefined), emitter.event(() => undefined)];
    assert.throws(() => assertNoLeaks(clock, { emitter }), /1 listeners on emitter[^]*1 alarms/);
    alarm.dispose();
    subscription.dispose();
    assertNoLeaks(clock, { emitter });
  });

  it("sees a child process until it has gone", async () => {
    const watch = await ResourceWatch.begin();
    const child = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
    await once(child, "spawn");
    await assert.rejects(watch.assertReleased(0), /Something was not released/);
    child.stdin.end();
    await watch.assertReleased();
  });
});
