import assert from "node:assert/strict";
import { CancelSource } from "../../../src/core/base/cancel";
import type { Closed } from "../../../src/core/wire/closed";
import { settle } from "../../support/fakeClock";
import { Played } from "./played";
import { rejects } from "./rejects";

describe("the end of a connection", () => {
  let played: Played;
  beforeEach(async () => {
    played = await Played.greeted();
  });
  afterEach(() => played.end());

  const ends: readonly (readonly [Closed, string])[] = [
    [{ how: "exited", code: 1, signal: null, asked: false }, "the server exited with code 1"],
    [{ how: "exited", code: null, signal: "SIGKILL", asked: false }, "the server was killed by SIGKILL"],
    [{ how: "exited", code: null, signal: "SIGTERM", asked: true }, "the server was stopped by SIGTERM"],
    [{ how: "exited", code: 0, signal: null, asked: true }, "the server was stopped"],
    [{ how: "exited", code: 3, signal: null, asked: true }, "the server was stopped and exited with code 3"],
    [{ how: "exited", code: null, signal: null, asked: false }, "the server ended without an exit code"],
    [{ how: "spawn-failed", code: "ENOENT", message: "spawn nope ENOENT" }, "the server could not be started: spawn nope ENOENT"],
    [{ how: "spawn-failed", code: "EACCES", message: "permission denied" }, "the server could not be started: permission denied"],
    [{ how: "failed", message: "socket hang up" }, "the server was disconnected: socket hang up"],
  ];
  for (const [closed, words] of ends) {
    it(`rejects every pending call: ${words}`, async () => {
      const calls = [rejects(played.session.callTool("a", {}), "closed"), rejects(played.session.listAll(), "closed")];
      played.sent();
      await played.clock.advance(250);
      played.finish(closed);
      const [call, list] = await Promise.all(calls);
      assert.equal(call?.message, `No answer to tools/call "a" (id 2), sent 250 ms ago: ${words}.`);
      assert.equal(list?.message, `No answer to tools/list (id 3), sent 250 ms ago: ${words}.`);
      assert.equal((await rejects(played.session.callTool("b", {}), "closed")).message, `tools/call "b" was not sent: ${words}.`);
      played.session.rootsChanged();
      assert.deepEqual(played.sent(), []);
      assert.equal(played.clock.waiting, 0);
    });
  }

  it("still gives an answer that came before it", async () => {
    const call = played.session.callTool("a", {});
    played.say({ id: 2, result: { content: [] } });
    played.finish({ how: "exited", code: 0, signal: null, asked: false });
    await call;
  });

  it("takes the last line even without its line ending", async () => {
    const call = played.session.callTool("a", {});
    played.transport.stdout(Buffer.from('{"jsonrpc":"2.0","id":2,"result":{"content":[]}}'));
    played.finish({ how: "exited", code: 0, signal: null, asked: false });
    await call;
  });
});

describe("disposing a session", () => {
  it("rejects what is pending, sends and tells nothing more, and leaves nothing behind", async () => {
    const played = await Played.greeted();
    const told: unknown[] = [];
    played.session.onLog((message) => told.push(message));
    played.session.onListChanged((list) => told.push(list));
    const cancel = new CancelSource();
    const call = rejects(played.session.callTool("a", {}, { cancel, onProgress: (progress) => told.push(progress) }), "closed");
    played.sent();
    played.say({ id: 7, method: "ping" });
    await played.clock.advance(100);
    played.sent();
    played.say({ id: 8, method: "ping" });
    played.session.dispose();
    played.session.dispose();
    assert.equal((await call).message, 'No answer to tools/call "a" (id 2), sent 100 ms ago: the session was closed.');
    assert.equal(played.clock.waiting, 0);

    cancel.cancel();
    played.say({ method: "notifications/message", params: { level: "info", data: 1 } });
    played.say({ method: "notifications/tools/list_changed" });
    played.say({ method: "notifications/progress", params: { progressToken: 2, progress: 1 } });
    played.say({ id: 2, result: { content: [] } });
    played.say({ id: 9, method: "ping" });
    played.finish({ how: "exited", code: 0, signal: null, asked: true });
    await settle();
    await rejects(played.session.callTool("b", {}), "closed");
    assert.deepEqual(told, []);
    assert.deepEqual(played.sent(), []);
    played.end();
  });

  it("holds in the middle of a batch and of an answer", async () => {
    const played = await Played.greeted();
    played.session.onLog(() => played.session.dispose());
    played.line(
      JSON.stringify([
        { jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data: 1 } },
        { jsonrpc: "2.0", id: 5, method: "ping", params: [] },
        { jsonrpc: "2.0", id: 6, method: "ping" },
      ]),
    );
    assert.deepEqual(await played.answers(), []);
    played.end();
  });

  it("leaves the link open: it is its owner's", async () => {
    const played = await Played.greeted();
    played.session.dispose();
    let closed = false;
    void played.link.closed.then(() => (closed = true));
    await settle();
    assert.equal(closed, false);
    played.end();
  });
});
