import assert from "node:assert/strict";
import { Played, ROOT } from "./played";
import { rejects } from "./rejects";

describe("the handshake", () => {
  let played: Played;
  afterEach(() => played.end());

  it("offers the newest revision, roots and nothing else, with id 1", () => {
    played = new Played();
    void played.session.initialize().catch(() => undefined);
    assert.deepEqual(played.sentLines(), [
      '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"roots":{"listChanged":true}},"clientInfo":{"name":"test","version":"1"}}}',
    ]);
  });

  for (const revision of ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]) {
    it(`goes on with ${revision} when the server answers that`, async () => {
      played = new Played();
      const hello = played.session.initialize();
      played.say({ id: 1, result: { protocolVersion: revision, capabilities: { tools: {} }, serverInfo: { name: "n", version: "2", title: "N" }, instructions: "be kind" } });
      assert.deepEqual(await hello, { revision, capabilities: { tools: {} }, info: { name: "n", version: "2", title: "N" }, instructions: "be kind" });
      assert.equal(played.session.hello?.revision, revision);
      assert.deepEqual(played.sentLines().slice(1), ['{"jsonrpc":"2.0","method":"notifications/initialized"}']);
    });
  }

  it("sends initialized and the first list in the tick of the answer", async () => {
    played = new Played();
    const listed = played.session.initialize().then(() => played.session.listAll());
    listed.catch(() => undefined);
    played.sent();
    played.say({ id: 1, result: { protocolVersion: "2025-11-25", capabilities: { tools: {} }, serverInfo: { name: "n", version: "2" } } });
    let turns = 0;
    const turn = setImmediate(() => turns++);
    for (let step = 0; step < 20; step++) await Promise.resolve();
    clearImmediate(turn);
    assert.equal(turns, 0);
    assert.deepEqual(played.sent().map((message) => message["method"]), ["notifications/initialized", "tools/list"]);
  });

  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    ["an unknown revision", { protocolVersion: "1999-01-01", capabilities: {}, serverInfo: {} }, /revision "1999-01-01", but Wirelight offered "2025-11-25" and speaks 2025-11-25, 2025-06-18, 2025-03-26, 2024-11-05/],
    ["no revision", { capabilities: {}, serverInfo: {} }, /has "protocolVersion" missing/],
    ["a revision that is a number", { protocolVersion: 2, capabilities: {} }, /has "protocolVersion" as a number/],
    ["no capabilities", { protocolVersion: "2025-11-25" }, /has "capabilities" missing/],
    ["null", null, /The result of initialize is null; it must be an object/],
    ["text", "hello", /The result of initialize is a string/],
  ];
  for (const [what, result, message] of refused) {
    it(`fails when the result is ${what}, and sends nothing more`, async () => {
      played = new Played();
      const hello = played.session.initialize();
      played.sent();
      played.say({ id: 1, result });
      assert.match((await rejects(hello, "protocol")).message, message);
      assert.equal(played.session.hello, undefined);
      assert.deepEqual(await played.answers(), []);
    });
  }

  it("shows a server that forgets its name", async () => {
    played = new Played();
    const hello = played.session.initialize();
    played.say({ id: 1, result: { protocolVersion: "2025-06-18", capabilities: {} } });
    assert.deepEqual((await hello).info, { name: "", version: "" });
  });

  it("times out naming the request and never sends a cancellation for it", async () => {
    played = new Played();
    const hello = rejects(played.session.initialize(), "timeout");
    played.sent();
    await played.clock.advance(10_000);
    assert.equal((await hello).message, "No answer to initialize (id 1), sent 10.0 s ago. No message has come from the server at all.");
    assert.deepEqual(await played.answers(), []);
  });

  it("says how the server died before it answered", async () => {
    played = new Played();
    const hello = rejects(played.session.initialize(), "closed");
    await played.clock.advance(1500);
    played.finish({ how: "exited", code: 1, signal: null, asked: false });
    assert.equal((await hello).message, "No answer to initialize (id 1), sent 1.5 s ago: the server exited with code 1.");
  });

  it("is done once, however often it is asked for", async () => {
    played = await Played.greeted();
    assert.equal((await played.session.initialize()).revision, "2025-11-25");
    assert.deepEqual(await played.answers(), []);
  });

  it("lets nothing but ping go before it", async () => {
    played = new Played();
    assert.match((await rejects(played.session.callTool("echo", {}), "usage")).message, /^tools\/call "echo" was not sent: the handshake/);
    await rejects(played.session.listAll(), "usage");
    played.session.rootsChanged();
    await rejects(played.session.setLogLevel("debug"), "usage");
    assert.equal(played.session.supports("tools/list"), false);
    assert.deepEqual(played.sent(), []);
    const pong = played.session.request("ping", undefined);
    assert.deepEqual(played.sentLines(), ['{"jsonrpc":"2.0","id":1,"method":"ping"}']);
    played.say({ id: 1, result: {} });
    assert.deepEqual(await pong, {});
  });

  it("tells of changed roots, and the level only to servers that log", async () => {
    played = await Played.greeted({ logging: {} });
    played.session.rootsChanged();
    const set = played.session.setLogLevel("warning");
    assert.deepEqual(played.sentLines(), [
      '{"jsonrpc":"2.0","method":"notifications/roots/list_changed"}',
      '{"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"warning"}}',
    ]);
    played.say({ id: 2, result: {} });
    await set;
    played.end();

    played = await Played.greeted({});
    const failure = await rejects(played.session.setLogLevel("warning"), "usage");
    assert.equal(failure.message, 'logging/setLevel was not sent: the server does not declare the capability "logging".');
    assert.deepEqual(played.sent(), []);
  });

  it("answers roots/list with the roots as they are at that moment", async () => {
    played = await Played.greeted();
    played.say({ id: "a", method: "roots/list" });
    assert.deepEqual(await played.answers(), [{ jsonrpc: "2.0", id: "a", result: { roots: [ROOT] } }]);
    const added = { uri: "file:///home/me/other", name: "other" };
    played.roots = [added, ROOT];
    played.session.rootsChanged();
    played.say({ id: "b", method: "roots/list" });
    assert.deepEqual(await played.answers(), [
      { jsonrpc: "2.0", method: "notifications/roots/list_changed" },
      { jsonrpc: "2.0", id: "b", result: { roots: [added, ROOT] } },
    ]);
  });
});
