import assert from "node:assert/strict";
import { type CancelSignal, CancelSource } from "../../../src/core/base/cancel";
import type { JsonObject } from "../../../src/core/base/json";
import type { Progress } from "../../../src/core/mcp/types";
import { settle } from "../../support/fakeClock";
import { Played } from "./played";
import { rejects } from "./rejects";

const OK = { content: [{ type: "text", text: "hi" }] };

describe("calling a tool", () => {
  let played: Played;
  beforeEach(async () => {
    played = await Played.greeted();
  });
  afterEach(() => played.end());

  it("sends exactly the call and gives the result", async () => {
    const call = played.session.callTool("echo", { message: "hi" });
    assert.deepEqual(played.sentLines(), ['{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":{"message":"hi"}}}']);
    played.say({ id: 2, result: OK });
    assert.deepEqual(await call, { isError: false, content: OK.content, structuredContent: undefined, raw: OK });
  });

  it("tells which row of the trace is the request, of two calls alike and of one that is answered while it is sent", async () => {
    const rows: (number | undefined)[] = [];
    const callOf = (at: number): Promise<unknown> => played.session.callTool("echo", { at }, { onSent: (seq) => (rows[at] = seq) });
    const calls = [callOf(0), callOf(1)];
    played.say({ id: 3, result: OK });
    played.say({ id: 2, result: OK });
    played.reply = (message) => ({ id: message["id"], result: OK });
    await Promise.all([...calls, callOf(2)]);
    const argumentsAt = (seq: number | undefined): unknown => (played.trace.at(seq ?? -1)?.message() as { readonly params?: { readonly arguments?: unknown } } | undefined)?.params?.arguments;
    assert.deepEqual(rows.map(argumentsAt), [{ at: 0 }, { at: 1 }, { at: 2 }]);
  });

  it("tells of no row for a call that is not sent", async () => {
    const cancel = new CancelSource();
    cancel.cancel();
    const never = (): never => assert.fail("it was not sent");
    await rejects(played.session.callTool("echo", {}, { cancel, onSent: never }), "cancelled");
    played.finish({ how: "exited", code: 0, signal: null, asked: false });
    await settle();
    await rejects(played.session.callTool("echo", {}, { onSent: never }), "closed");
  });

  it("takes an answer that arrives while the call is still being sent", async () => {
    played.reply = (message) => ({ id: message["id"], result: OK });
    assert.equal((await played.session.callTool("echo", {})).content.length, 1);
  });

  it("resolves in the tick of the answer", async () => {
    let done = false;
    void played.session.callTool("echo", {}).then(() => (done = true));
    played.say({ id: 2, result: OK });
    for (let step = 0; step < 10; step++) await Promise.resolve();
    assert.ok(done);
  });

  it("does not take a tool's own error for a failure of the call", async () => {
    const call = played.session.callTool("echo", {});
    played.say({ id: 2, result: { ...OK, isError: true } });
    assert.equal((await call).isError, true);
  });

  const tolerated: readonly (readonly [string, JsonObject, unknown])[] = [
    ["structured content alone", { structuredContent: { a: 1 } }, { a: 1 }],
    ["the toolResult of the first drafts", { toolResult: 7 }, 7],
    ["content of a type that nobody knows", { content: [{ type: "hologram" }] }, undefined],
  ];
  for (const [what, result, structured] of tolerated) {
    it(`takes ${what}`, async () => {
      const call = played.session.callTool("echo", {});
      played.say({ id: 2, result });
      const given = await call;
      assert.deepEqual(given.structuredContent, structured);
      assert.deepEqual(given.raw, result);
    });
  }

  const malformed: readonly (readonly [unknown, string])[] = [
    [null, "is null; it must be an object"],
    [{}, 'has no "content"; it must be an array'],
    [{ content: "hi" }, 'has "content" as a string; it must be an array'],
    [{ content: [{ type: "text" }, "hi"] }, "has content[1] as a string; it must be an object"],
    [{ content: [{ text: "hi" }] }, 'has no "type" in content[0]; it must be a string such as "text"'],
    [{ content: [], isError: "yes" }, 'has "isError" as a string; it must be true or false'],
  ];
  for (const [result, message] of malformed) {
    it(`says what is wrong with the result ${JSON.stringify(result)}`, async () => {
      const call = played.session.callTool("echo", {});
      played.say({ id: 2, result });
      assert.equal((await rejects(call, "protocol")).message, `The result of tools/call "echo" ${message}.`);
    });
  }

  it("gives a JSON-RPC error with its code in words", async () => {
    const call = played.session.callTool("nope", {});
    played.say({ id: 2, error: { code: -32602, message: "Unknown tool: nope", data: { hint: 1 } } });
    const failure = await rejects(call, "protocol");
    assert.equal(failure.message, 'The server answered tools/call "nope" (id 2) with error -32602 (invalid params): Unknown tool: nope');
    assert.deepEqual(failure.rpc, { code: -32602, data: { hint: 1 } });
  });

  it("repeats no more of an error message than people read", async () => {
    const call = played.session.callTool("echo", {});
    played.say({ id: 2, error: { code: 1, message: "x".repeat(1_000_000) } });
    const { message } = await rejects(call, "protocol");
    assert.match(message, /with error 1: x{2000}… \(1000000 characters in all\)$/);
  });

  it("keeps calls in flight apart, whatever order they are answered in", async () => {
    const calls = ["a", "b", "c"].map((name) => played.session.callTool(name, {}));
    for (const id of [4, 2, 3]) played.say({ id, result: { content: [{ type: "text", text: String(id) }] } });
    assert.deepEqual((await Promise.all(calls)).map((result) => result.content[0]?.["text"]), ["2", "3", "4"]);
  });

  it("ignores unknown, repeated and wrongly typed ids", async () => {
    const first = played.session.callTool("a", {});
    played.say({ id: 2, result: OK });
    await first;
    const second = played.session.callTool("b", {});
    played.say({ id: 2, result: OK });
    played.say({ id: 99, result: OK });
    played.say({ id: "3", result: { content: [] } });
    played.say({ id: null, error: { code: -32700, message: "Parse error" } });
    played.say({ result: OK });
    await settle();
    played.say({ id: 3, result: { content: [{ type: "text", text: "right" }] } });
    assert.equal((await second).content[0]?.["text"], "right");
  });

  it("refuses arguments that JSON cannot hold, and says so once", async () => {
    const circular: { [key: string]: unknown } = {};
    circular["self"] = circular;
    const failure = await rejects(played.session.callTool("echo", circular), "usage");
    assert.match(failure.message, /^tools\/call "echo" \(id 2\) could not be sent: .*circular/);
    assert.equal(played.unexpected.splice(0).length, 1);
  });
});

describe("waiting for an answer", () => {
  let played: Played;
  beforeEach(async () => {
    played = await Played.greeted();
  });
  afterEach(() => played.end());

  it("gives up after the timeout, tells the server, and names what is missing", async () => {
    const call = rejects(played.session.callTool("echo", {}), "timeout");
    played.sent();
    await played.clock.advance(1800);
    played.say({ method: "notifications/message", params: { level: "info", data: "x" } });
    await played.clock.advance(58_200);
    assert.equal((await call).message, 'No answer to tools/call "echo" (id 2), sent 60.0 s ago. The last message from the server came 58.2 s ago.');
    assert.deepEqual(played.sent(), [{ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 2, reason: "No answer within 60.0 s" } }]);
  });

  it("says when nothing came since", async () => {
    const call = rejects(played.session.callTool("echo", {}, { timeout: 500 }), "timeout");
    await played.clock.advance(500);
    assert.match((await call).message, /sent 500 ms ago\. The last message from the server came 500 ms ago\.$/);
    await played.clock.advance(500);
    const next = rejects(played.session.callTool("echo", {}, { timeout: 500 }), "timeout");
    await played.clock.advance(500);
    assert.match((await next).message, /No message has come from the server since\.$/);
  });

  it("points at an answer with the id as text", async () => {
    const call = rejects(played.session.callTool("echo", {}), "timeout");
    played.say({ id: "2", result: OK });
    await played.clock.advance(60_000);
    assert.match((await call).message, /An answer with id "2" \(a string, not a number\) came, which belongs to no request\./);
  });

  it("points at nothing that explains nothing: what came before, and late or second answers", async () => {
    played.say({ id: "99", result: OK });
    await played.clock.advance(1000);
    const call = rejects(played.session.callTool("echo", {}), "timeout");
    played.line(JSON.stringify([{ jsonrpc: "2.0", id: 1, result: {} }, { jsonrpc: "2.0", method: "notifications/x" }]));
    played.say({ id: 1, result: {} });
    await played.clock.advance(60_000);
    assert.equal((await call).message, 'No answer to tools/call "echo" (id 2), sent 60.0 s ago. The last message from the server came 60.0 s ago.');
  });

  it("points at an error without id", async () => {
    const call = rejects(played.session.callTool("echo", {}), "timeout");
    played.say({ id: null, error: { code: -32700, message: "Unexpected token" } });
    await played.clock.advance(60_000);
    assert.match((await call).message, /An answer with id null \(error -32700 \(parse error\): Unexpected token\) came, which belongs to no request\./);
  });

  it("waits anew on progress, but not for ever", async () => {
    const seen: Progress[] = [];
    const call = rejects(played.session.callTool("slow", {}, { timeout: 1000, onProgress: (progress) => seen.push(progress) }), "timeout");
    assert.deepEqual(played.sent()[0]?.["params"], { name: "slow", arguments: {}, _meta: { progressToken: 2 } });
    for (let step = 1; step <= 12; step++) {
      await played.clock.advance(900);
      played.say({ method: "notifications/progress", params: { progressToken: 2, progress: step, total: 20, message: "on" } });
    }
    assert.match((await call).message, /^No answer to tools\/call "slow" \(id 2\), sent 10\.0 s ago, although progress was reported\./);
    assert.equal(seen.length, 11);
    assert.deepEqual(seen[0], { progress: 1, total: 20, message: "on" });
  });

  it("gives progress before the answer that follows it in the same chunk", async () => {
    const order: string[] = [];
    const call = played.session.callTool("slow", {}, { onProgress: (progress) => order.push(`progress ${progress.progress}`) });
    void call.then(() => order.push("answer"));
    const lines = [
      { jsonrpc: "2.0", method: "notifications/progress", params: { progressToken: 2, progress: 1 } },
      { jsonrpc: "2.0", method: "notifications/progress", params: { progressToken: 2, progress: 2 } },
      { jsonrpc: "2.0", id: 2, result: OK },
      { jsonrpc: "2.0", method: "notifications/progress", params: { progressToken: 2, progress: 3 } },
    ];
    played.line(lines.map((line) => JSON.stringify(line)).join("\n"));
    await call;
    await settle();
    assert.deepEqual(order, ["progress 1", "progress 2", "answer"]);
  });

  it("takes no progress for a call that did not ask for it, nor malformed progress", async () => {
    const seen: Progress[] = [];
    const quiet = played.session.callTool("a", {});
    const loud = played.session.callTool("b", {}, { onProgress: (progress) => seen.push(progress) });
    assert.deepEqual(played.sent()[0]?.["params"], { name: "a", arguments: {} });
    played.say({ method: "notifications/progress", params: { progressToken: 2, progress: 1 } });
    played.say({ method: "notifications/progress", params: { progressToken: "3", progress: 1 } });
    played.say({ method: "notifications/progress", params: { progressToken: 3, progress: "half" } });
    played.say({ method: "notifications/progress" });
    assert.deepEqual(seen, []);
    played.say({ id: 2, result: OK });
    played.say({ id: 3, result: OK });
    await Promise.all([quiet, loud]);
  });

  it("outlives a listener for progress that throws", async () => {
    const call = played.session.callTool("a", {}, { onProgress: () => assert.fail("mine") });
    played.say({ method: "notifications/progress", params: { progressToken: 2, progress: 1 } });
    played.say({ id: 2, result: OK });
    await call;
    assert.equal(played.unexpected.splice(0).length, 1);
  });
});

describe("cancelling a call", () => {
  let played: Played;
  beforeEach(async () => {
    played = await Played.greeted();
  });
  afterEach(() => played.end());

  it("rejects at once, tells the server, and lets a late answer pass", async () => {
    const cancel = new CancelSource();
    let settled = false;
    const call = rejects(played.session.callTool("slow", {}, { cancel }), "cancelled");
    void call.then(() => (settled = true));
    played.sent();
    await played.clock.advance(1200);
    cancel.cancel();
    for (let step = 0; step < 10; step++) await Promise.resolve();
    assert.ok(settled, "not rejected at once");
    assert.equal((await call).message, 'tools/call "slow" (id 2) was cancelled after 1.2 s.');
    assert.deepEqual(played.sent(), [{ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 2, reason: "Cancelled by the user" } }]);

    played.say({ id: 2, result: OK });
    const next = played.session.callTool("echo", {});
    played.say({ id: 3, result: OK });
    assert.equal((await next).content.length, 1);
  });

  it("does nothing once the answer is there", async () => {
    const cancel = new CancelSource();
    const call = played.session.callTool("a", {}, { cancel });
    played.say({ id: 2, result: OK });
    await call;
    played.sent();
    cancel.cancel();
    assert.deepEqual(await played.answers(), []);
  });

  it("leaves no listener on the signal, however the call ends", async () => {
    let listening = 0;
    const cancel: CancelSignal = {
      cancelled: false,
      onCancel: () => {
        listening++;
        return { dispose: () => void listening-- };
      },
    };
    const calls = Promise.allSettled(["a", "b", "c"].map((name) => played.session.callTool(name, {}, { cancel, timeout: name === "c" ? 10 : 100 })));
    assert.equal(listening, 3);
    played.say({ id: 2, result: OK });
    assert.equal(listening, 2);
    await played.clock.advance(10);
    assert.equal(listening, 1);
    played.session.dispose();
    assert.equal(listening, 0);
    await calls;
  });

  it("sends nothing when it was cancelled before", async () => {
    const cancel = new CancelSource();
    cancel.cancel();
    assert.equal((await rejects(played.session.callTool("a", {}, { cancel }), "cancelled")).message, 'tools/call "a" was cancelled before it was sent.');
    assert.deepEqual(await played.answers(), []);
  });
});
