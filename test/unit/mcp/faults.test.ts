import assert from "node:assert/strict";
import { settle } from "../../support/fakeClock";
import { Played } from "./played";
import { rejects } from "./rejects";

const OK = { content: [] };

describe("malformed answers", () => {
  let played: Played;
  beforeEach(async () => {
    played = await Played.greeted();
  });
  afterEach(() => played.end());

  const answers: readonly (readonly [string, string])[] = [
    ['{"jsonrpc":"2.0","id":2,"result":{"content":[]},"error":{"code":1,"message":"x"}}', 'has both "result" and "error"; JSON-RPC 2.0 allows exactly one'],
    ['{"jsonrpc":"2.0","id":2,"result":{"content":[]},"error":null}', 'has both "result" and "error"; JSON-RPC 2.0 allows exactly one'],
    ['{"jsonrpc":"2.0","id":2}', 'has neither "result" nor "error"; JSON-RPC 2.0 wants exactly one'],
    ['{"id":2,"result":{"content":[]}}', 'has no "jsonrpc": "2.0"'],
    ['{"jsonrpc":"1.0","id":2,"result":{"content":[]}}', 'has no "jsonrpc": "2.0"'],
    ['{"jsonrpc":"2.0","id":2,"error":"no"}', 'has "error" as a string; it must be an object with "code" and "message"'],
    ['{"jsonrpc":"2.0","id":2,"error":null}', 'has "error" as null; it must be an object with "code" and "message"'],
    ['{"jsonrpc":"2.0","id":2,"error":{"code":1.5,"message":"x"}}', 'has "error.code" as 1.5; it must be an integer'],
    ['{"jsonrpc":"2.0","id":2,"error":{"message":"x"}}', 'has "error.code" missing; it must be an integer'],
    ['{"jsonrpc":"2.0","id":2,"error":{"code":1}}', 'has "error.message" missing; it must be a string'],
    ['{"jsonrpc":"2.0","id":2,"method":"tools/call","result":{"content":[]}}', 'has a "method"; only requests and notifications have one'],
  ];
  for (const [line, fault] of answers) {
    it(`reject the call at once: ${fault}, in ${line}`, async () => {
      const call = played.session.callTool("echo", {});
      played.line(line);
      assert.equal((await rejects(call, "protocol")).message, `The answer to tools/call "echo" (id 2) ${fault}.`);
      assert.deepEqual(played.sent().map((message) => message["method"]), ["tools/call"]);
    });
  }

  it("do no harm when they answer nothing", async () => {
    const call = played.session.callTool("echo", {});
    for (const id of ['"2"', "7", "1", "null", "{}", "2.5"]) {
      played.line(`{"jsonrpc":"2.0","id":${id},"result":{},"error":{}}`);
      played.line(`{"jsonrpc":"2.0","id":${id},"error":false}`);
    }
    played.line('{"jsonrpc":"2.0","result":{},"error":{}}');
    await settle();
    played.say({ id: 2, result: OK });
    await call;
  });
});

describe("batches", () => {
  let played: Played;
  beforeEach(async () => {
    played = await Played.greeted();
  });
  afterEach(() => played.end());

  it("are unpacked, and a bad member does not hide the rest", async () => {
    const good = played.session.callTool("a", {});
    const bad = played.session.callTool("b", {});
    const logs: unknown[] = [];
    played.session.onLog((message) => logs.push(message.data));
    played.sent();
    played.line(
      JSON.stringify([
        5,
        { jsonrpc: "2.0", id: 3, result: OK, error: { code: 1, message: "x" } },
        null,
        [],
        { jsonrpc: "2.0", id: 44, result: OK },
        { jsonrpc: "2.0", method: "notifications/message", params: { level: "error", data: "boom" } },
        { jsonrpc: "2.0", id: "p", method: "ping" },
        { jsonrpc: "2.0", id: 2, result: OK },
      ]),
    );
    await good;
    assert.match((await rejects(bad, "protocol")).message, /has both "result" and "error"/);
    assert.deepEqual(logs, ["boom"]);
    assert.deepEqual(await played.answers(), [{ jsonrpc: "2.0", id: "p", result: {} }]);
  });

  it("may hold an answer with neither result nor error", async () => {
    const call = played.session.callTool("a", {});
    played.line('[{"jsonrpc":"2.0","method":"notifications/x"},{"jsonrpc":"2.0","id":2}]');
    assert.match((await rejects(call, "protocol")).message, /has neither "result" nor "error"/);
  });
});

describe("the server's requests", () => {
  let played: Played;
  beforeEach(async () => {
    played = await Played.greeted();
  });
  afterEach(() => played.end());

  const METHOD = (method: string, why = ""): object => ({ error: { code: -32601, message: `Method not found: ${method}${why}` } });
  const requests: readonly (readonly [string, object])[] = [
    ['"id":1,"method":"ping"', { id: 1, result: {} }],
    ['"id":"x","method":"ping","params":{}', { id: "x", result: {} }],
    ['"id":0,"method":"roots/list"', { id: 0, result: { roots: [{ uri: "file:///home/me/project", name: "project" }] } }],
    ['"id":1,"method":"sampling/createMessage","params":{}', { id: 1, ...METHOD("sampling/createMessage", '; this client does not declare the capability "sampling"') }],
    ['"id":1,"method":"elicitation/create","params":{}', { id: 1, ...METHOD("elicitation/create", '; this client does not declare the capability "elicitation"') }],
    ['"id":1,"method":"what/ever","params":{"a":[1]}', { id: 1, ...METHOD("what/ever") }],
    ['"id":1,"method":"$/anything"', { id: 1, ...METHOD("$/anything") }],
    ['"id":1,"method":"ping","params":[null]', { id: 1, error: { code: -32602, message: 'The request has "params" as an array; it must be an object' } }],
    ['"id":1,"method":"roots/list","params":"x"', { id: 1, error: { code: -32602, message: 'The request has "params" as a string; it must be an object' } }],
    ['"id":1,"method":5', { id: 1, error: { code: -32600, message: 'The request has "method" as a number; it must be a string' } }],
  ];
  for (const [members, answer] of requests) {
    it(`are answered: ${members}`, async () => {
      played.line(`{"jsonrpc":"2.0",${members}}`);
      assert.deepEqual(await played.answers(), [{ jsonrpc: "2.0", ...answer }]);
    });
  }

  it("without jsonrpc are invalid, and without a usable id nobody's", async () => {
    played.line('{"id":3,"method":"ping"}');
    assert.deepEqual(await played.answers(), [{ jsonrpc: "2.0", id: 3, error: { code: -32600, message: 'The request has no "jsonrpc": "2.0"' } }]);
    for (const id of ["null", "{}", "true"]) played.line(`{"jsonrpc":"2.0","id":${id},"method":"ping"}`);
    assert.deepEqual(await played.answers(), []);
  });

  it("each get their answer when 1, 1 and \"1\" arrive together", async () => {
    for (const id of [1, 1, "1"]) played.say({ id, method: "ping" });
    assert.deepEqual((await played.answers()).map((message) => message["id"]), [1, 1, "1"]);
  });

  it("do not meet our own requests with the same id", async () => {
    const call = played.session.callTool("a", {});
    played.say({ id: 2, method: "ping" });
    await settle();
    played.say({ id: 2, result: OK });
    await call;
    assert.deepEqual(played.sent().slice(1), [{ jsonrpc: "2.0", id: 2, result: {} }]);
  });

  it("may be as confused as LSP", async () => {
    for (const line of ['"method":"$/cancelRequest"', '"method":"$/cancelRequest","params":{"id":1}', '"method":"$/progress","params":{"token":1,"value":2}', '"method":"$/logTrace"']) {
      played.line(`{"jsonrpc":"2.0",${line}}`);
      played.line(`[{"jsonrpc":"2.0",${line}}]`);
    }
    played.say({ id: 9, method: "ping" });
    assert.deepEqual(await played.answers(), [{ jsonrpc: "2.0", id: 9, result: {} }]);
  });

  it("never put null where nothing is meant", async () => {
    played.session.rootsChanged();
    void played.session.request("ping", undefined).catch(() => undefined);
    void played.session.listAll().catch(() => undefined);
    played.say({ id: 1, method: "ping" });
    await settle();
    for (const line of played.sentLines()) assert.doesNotMatch(line, /null|\[\]/);
  });
});

describe("the server's notifications", () => {
  let played: Played;
  beforeEach(async () => {
    played = await Played.greeted();
  });
  afterEach(() => played.end());

  it("bring log messages; a level that does not exist counts as info and stays visible", () => {
    const logs: unknown[] = [];
    played.session.onLog((message) => logs.push(message));
    played.say({ method: "notifications/message", params: { level: "error", logger: "db", data: { a: 1 } } });
    played.say({ method: "notifications/message", params: { level: "loud", data: "x" } });
    played.say({ method: "notifications/message", params: ["x"] });
    assert.deepEqual(logs, [
      { level: "error", logger: "db", data: { a: 1 } },
      { level: "info", logger: undefined, data: "x", unknownLevel: "loud" },
    ]);
  });

  it("tell which list changed", () => {
    const lists: string[] = [];
    played.session.onListChanged((list) => lists.push(list));
    for (const name of ["tools", "resources", "prompts", "roots"]) played.say({ method: `notifications/${name}/list_changed` });
    assert.deepEqual(lists, ["tools", "resources", "prompts"]);
  });
});
