import assert from "node:assert/strict";
import { CancelSource } from "../../../src/core/base/cancel";
import type { JsonObject } from "../../../src/core/base/json";
import type { Session } from "../../../src/core/mcp/session";
import { Played } from "./played";
import { rejects } from "./rejects";

describe("resources, prompts and completions", () => {
  let played: Played;
  afterEach(() => played.end());

  /** What was sent, and what comes of it when the server answers with `result`. */
  async function asked<T>(ask: (session: Session) => Promise<T>, result: unknown): Promise<{ readonly sent: JsonObject | undefined; readonly answer: T }> {
    const answer = ask(played.session);
    const [sent] = played.sent();
    played.say({ id: sent?.["id"], result });
    return { sent, answer: await answer };
  }

  it("reads a resource content by content, and a bad one does not hide the rest", async () => {
    played = await Played.greeted({ resources: {} });
    const { sent, answer } = await asked((session) => session.readResource("a://b"), {
      contents: [
        { uri: "a://b/1", mimeType: "text/plain", text: "" },
        null,
        { uri: "a://b/2", blob: "AAEC" },
        { uri: "a://b/3" },
        { uri: "a://b/4", blob: "not base64!" },
        { text: "nobody's" },
        { uri: "a://b/6", text: "x", mimeType: null },
      ],
    });
    assert.deepEqual([sent?.["method"], sent?.["params"]], ["resources/read", { uri: "a://b" }]);
    assert.deepEqual(answer.contents, [
      { index: 0, content: { uri: "a://b/1", mimeType: "text/plain", text: "" } },
      { index: 2, content: { uri: "a://b/2", mimeType: undefined, base64: "AAEC" } },
      { index: 6, content: { uri: "a://b/6", mimeType: undefined, text: "x" } },
    ]);
    assert.deepEqual(answer.invalid.map(({ index, reason }) => [index, reason]), [
      [1, "is null; it must be an object"],
      [3, 'has neither "text" nor "blob"; it must have one of them'],
      [4, '"blob" is no valid base64'],
      [5, '"uri" is missing; it must be a string'],
    ]);
  });

  it("says what is wrong with an answer that holds no list", async () => {
    played = await Played.greeted({ resources: {}, prompts: {}, completions: {} });
    const messages: string[] = [];
    const asks: readonly (readonly [(session: Session) => Promise<unknown>, unknown])[] = [
      [(session) => session.readResource("a://b"), {}],
      [(session) => session.getPrompt("p", {}), { messages: "hello" }],
      [(session) => session.getPrompt("p", {}), 7],
      [(session) => session.complete({ type: "ref/prompt", name: "p" }, { name: "x", value: "", others: {} }), { completion: [] }],
      [(session) => session.complete({ type: "ref/prompt", name: "p" }, { name: "x", value: "", others: {} }), { completion: {} }],
    ];
    for (const [ask, result] of asks) messages.push((await rejects(asked(ask, result), "protocol")).message);
    assert.deepEqual(messages, [
      'The result of resources/read "a://b" has no "contents"; it must be an array.',
      'The result of prompts/get "p" has "messages" as a string; it must be an array.',
      'The result of prompts/get "p" is a number; it must be an object.',
      'The result of completion/complete has "completion" as an array; it must be an object.',
      'The result of completion/complete has "completion.values" missing; it must be an array.',
    ]);
  });

  it("gets a prompt message by message", async () => {
    played = await Played.greeted({ prompts: {} });
    const { sent, answer } = await asked((session) => session.getPrompt("greet", { who: "Ada" }), {
      description: "Greets",
      messages: [{ role: "user", content: { type: "text", text: "Hi" } }, { role: "user", content: "Hi" }, { role: "assistant", content: {} }, { role: "system", content: { type: "new" } }, { content: {} }],
    });
    assert.deepEqual(sent?.["params"], { name: "greet", arguments: { who: "Ada" } });
    assert.equal(answer.description, "Greets");
    assert.deepEqual(answer.messages.map(({ index, message }) => [index, message.role, message.content.type]), [[0, "user", "text"], [3, "system", "new"]]);
    assert.deepEqual(answer.invalid.map(({ index, reason }) => [index, reason]), [
      [1, '"content" is a string; it must be an object'],
      [2, '"content.type" is missing; it must be a string such as "text"'],
      [4, '"role" is missing; it must be a string'],
    ]);
    const { sent: bare } = await asked((session) => session.getPrompt("plain", {}), { messages: [] });
    assert.deepEqual(bare?.["params"], { name: "plain" });
  });

  for (const [revision, context] of [["2025-06-18", { context: { arguments: { a: "1" } } }], ["2025-03-26", {}]] as const) {
    it(`completes an argument, in ${revision} ${"context" in context ? "with" : "without"} the others`, async () => {
      played = await Played.greeted({ completions: {} }, revision);
      const ref = { type: "ref/resource", uri: "x://{a}/{b}" } as const;
      const { sent, answer } = await asked((session) => session.complete(ref, { name: "b", value: "t", others: { a: "1" } }), {
        completion: { values: ["two", 3, "three", "two"], total: 12, hasMore: true },
      });
      assert.deepEqual(sent?.["params"], { ref, argument: { name: "b", value: "t" }, ...context });
      assert.deepEqual(answer, { values: ["two", "three"], total: 12, hasMore: true });
    });
  }

  it("sends no context that would be empty, and takes an answer without numbers", async () => {
    played = await Played.greeted({ completions: {} });
    const ref = { type: "ref/prompt", name: "p" } as const;
    const { sent, answer } = await asked((session) => session.complete(ref, { name: "b", value: "", others: {} }), { completion: { values: [], total: null } });
    assert.deepEqual(sent?.["params"], { ref, argument: { name: "b", value: "" } });
    assert.deepEqual(answer, { values: [], total: undefined, hasMore: false });
  });

  it("sends nothing that the server does not declare, and says so", async () => {
    played = await Played.greeted({ resources: {} }, "2025-03-26");
    const { session } = played;
    const refused = [session.getPrompt("p", {}), session.subscribe("a://b"), session.unsubscribe("a://b"), session.complete({ type: "ref/prompt", name: "p" }, { name: "x", value: "", others: {} })];
    const messages = await Promise.all(refused.map(async (promise) => (await rejects(promise, "usage")).message));
    assert.deepEqual(messages, [
      'prompts/get was not sent: the server does not declare the capability "prompts".',
      'resources/subscribe was not sent: the server does not declare the capability "resources.subscribe".',
      'resources/unsubscribe was not sent: the server does not declare the capability "resources.subscribe".',
      'completion/complete was not sent: the server does not declare the capability "completions".',
    ]);
    assert.deepEqual(played.sent(), []);
    assert.deepEqual(["resources/read", "resources/subscribe", "ping"].map((method) => session.supports(method)), [true, false, true]);
  });

  it("asks a server of 2024-11-05 for completions, which it could not declare", async () => {
    played = await Played.greeted({}, "2024-11-05");
    assert.equal(played.session.supports("completion/complete"), true);
    const { answer } = await asked((session) => session.complete({ type: "ref/prompt", name: "p" }, { name: "x", value: "", others: {} }), { completion: { values: ["y"] } });
    assert.deepEqual(answer.values, ["y"]);
  });

  it("subscribes, tells of updates, and unsubscribes", async () => {
    played = await Played.greeted({ resources: { subscribe: true } });
    const updated: string[] = [];
    const listening = played.session.onResourceUpdated((uri) => updated.push(uri));
    const { sent } = await asked((session) => session.subscribe("a://b"), {});
    assert.deepEqual([sent?.["method"], sent?.["params"]], ["resources/subscribe", { uri: "a://b" }]);
    played.say({ method: "notifications/resources/updated", params: { uri: "a://b" } });
    played.say({ method: "notifications/resources/updated", params: { uri: 7 } });
    played.say({ method: "notifications/resources/updated" });
    assert.deepEqual(updated, ["a://b"]);
    const { sent: left } = await asked((session) => session.unsubscribe("a://b"), {});
    assert.deepEqual([left?.["method"], left?.["params"]], ["resources/unsubscribe", { uri: "a://b" }]);
    listening.dispose();
  });

  it("cancels a reading like any other request", async () => {
    played = await Played.greeted({ resources: {} });
    const cancel = new CancelSource();
    const reading = rejects(played.session.readResource("a://b", { cancel }), "cancelled");
    cancel.cancel();
    await reading;
    assert.deepEqual(played.sent().map((message) => message["method"]), ["resources/read", "notifications/cancelled"]);
  });
});
