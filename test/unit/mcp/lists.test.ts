import assert from "node:assert/strict";
import type { JsonObject } from "../../../src/core/base/json";
import { isJsonObject } from "../../../src/core/base/json";
import { Played } from "./played";
import { rejects } from "./rejects";

const SCHEMA = { type: "object" };
const tool = (name: string): JsonObject => ({ name, inputSchema: SCHEMA });

/** Answers list requests from a table by method; a function sees the cursor. */
type Pages = { readonly [method: string]: JsonObject | ((cursor: unknown) => JsonObject) };

function serve(played: Played, pages: Pages): void {
  played.reply = (message) => {
    const { id, method, params } = message;
    const page = typeof method === "string" ? pages[method] : undefined;
    if (!page) return undefined;
    const outcome = typeof page === "function" ? page(isJsonObject(params) ? params["cursor"] : undefined) : page;
    return "code" in outcome ? { id, error: outcome } : { id, result: outcome };
  };
}

describe("listing what a server offers", () => {
  let played: Played;
  afterEach(() => played.end());

  it("asks only for what is declared", async () => {
    played = await Played.greeted({ prompts: {} });
    serve(played, { "prompts/list": { prompts: [{ name: "p", arguments: [{ name: "a", required: true }] }] } });
    const offer = await played.session.listAll();
    assert.deepEqual(played.sent().map((message) => message["method"]), ["prompts/list"]);
    assert.deepEqual(offer, {
      tools: undefined,
      resources: undefined,
      templates: undefined,
      prompts: { items: [{ name: "p", arguments: [{ name: "a", required: true }] }], invalid: [], truncated: undefined },
    });
    assert.deepEqual(await played.session.list("tools"), { tools: undefined });
  });

  it("asks for all lists at once and keeps what succeeds", async () => {
    played = await Played.greeted({ tools: {}, resources: {}, prompts: true });
    const listed = played.session.listAll();
    assert.deepEqual(played.sent().map((message) => message["method"]), ["tools/list", "resources/list", "resources/templates/list", "prompts/list"]);
    played.say({ id: 2, error: { code: -32603, message: "db down" } });
    played.say({ id: 3, result: { resources: [{ uri: "a://b", name: "b", size: 3, mimeType: "x/y" }] } });
    played.say({ id: 4, error: { code: -32601, message: "Method not found" } });
    played.say({ id: 5, result: { prompts: "none" } });
    assert.deepEqual(await listed, {
      tools: { items: [], invalid: [], truncated: "The server answered tools/list (id 2) with error -32603 (internal error): db down" },
      resources: { items: [{ uri: "a://b", name: "b", size: 3, mimeType: "x/y" }], invalid: [], truncated: undefined },
      templates: { items: [], invalid: [], truncated: undefined },
      prompts: { items: [], invalid: [], truncated: 'The result of prompts/list has "prompts" as a string; it must be an array.' },
    });
  });

  it("gives resources with their templates, and one failing list alone rejects", async () => {
    played = await Played.greeted({ resources: {}, tools: {} });
    serve(played, {
      "resources/list": { resources: [] },
      "resources/templates/list": { resourceTemplates: [{ uriTemplate: "a://{x}", name: "x" }] },
      "tools/list": { code: 7, message: "no" },
    });
    const { templates } = await played.session.list("resources");
    assert.deepEqual(templates?.items, [{ uriTemplate: "a://{x}", name: "x" }]);
    assert.deepEqual((await rejects(played.session.list("tools"), "protocol")).rpc, { code: 7 });
  });

  it("follows cursors, whatever they are", async () => {
    played = await Played.greeted();
    serve(played, {
      "tools/list": (cursor) =>
        cursor === undefined ? { tools: [tool("a")], nextCursor: "ü/2" } : cursor === "ü/2" ? { tools: [tool("b")], nextCursor: "3" } : { tools: [tool("c")], nextCursor: "" },
    });
    const { tools } = await played.session.list("tools");
    assert.deepEqual(tools?.items.map((each) => each.name), ["a", "b", "c"]);
    assert.equal(tools?.truncated, undefined);
    assert.deepEqual(played.sent().map((message) => message["params"]), [undefined, { cursor: "ü/2" }, { cursor: "3" }]);
  });

  it("stops at a cursor that came before", async () => {
    played = await Played.greeted();
    serve(played, { "tools/list": () => ({ tools: [tool("a")], nextCursor: "same" }) });
    const { tools } = await played.session.list("tools");
    assert.equal(tools?.items.length, 2);
    assert.match(tools?.truncated ?? "", /cursor "same" twice/);
  });

  it("stops after 1000 pages", async () => {
    played = await Played.greeted();
    let page = 0;
    serve(played, { "tools/list": () => ({ tools: [tool("a")], nextCursor: String(++page) }) });
    const { tools } = await played.session.list("tools");
    assert.equal(tools?.items.length, 1000);
    assert.match(tools?.truncated ?? "", /more than 1000 pages/);
  });

  it("stops after 100000 items", async () => {
    played = await Played.greeted();
    const many = Array.from({ length: 60_000 }, () => tool("a"));
    let page = 0;
    serve(played, { "tools/list": () => ({ tools: many, nextCursor: String(++page) }) });
    const { tools } = await played.session.list("tools");
    assert.equal(tools?.items.length, 100_000);
    assert.match(tools?.truncated ?? "", /more than 100000 items/);
  });

  it("keeps the pages before one that fails, and says so", async () => {
    played = await Played.greeted();
    serve(played, { "tools/list": (cursor) => (cursor === undefined ? { tools: [tool("a")], nextCursor: "2" } : { code: -32602, message: "bad cursor" }) });
    const { tools } = await played.session.list("tools");
    assert.equal(tools?.items.length, 1);
    assert.match(tools?.truncated ?? "", /^Page 2 could not be read: .*bad cursor/);
  });

  it("is over when the server ends between two pages", async () => {
    played = await Played.greeted();
    const listed = rejects(played.session.listAll(), "closed");
    played.say({ id: 2, result: { tools: [tool("a")], nextCursor: "2" } });
    await played.answers();
    played.finish({ how: "exited", code: 9, signal: null, asked: false });
    assert.match((await listed).message, /^No answer to tools\/list \(id 3\).*exited with code 9/);
  });

  it("does not let bad items hide the good ones", async () => {
    played = await Played.greeted();
    serve(played, {
      "tools/list": {
        tools: [
          tool("good"),
          null,
          { name: "no schema" },
          { inputSchema: SCHEMA },
          { name: "odd", inputSchema: SCHEMA, description: 5 },
          { name: "hints", inputSchema: SCHEMA, annotations: { readOnlyHint: "yes" } },
          { name: "nulls", inputSchema: SCHEMA, title: null, description: null, annotations: null, outputSchema: null },
          { name: "full", title: "F", description: "d", inputSchema: SCHEMA, outputSchema: SCHEMA, annotations: { readOnlyHint: true, title: "t" }, icons: [] },
        ],
      },
    });
    const { tools } = await played.session.list("tools");
    assert.deepEqual(tools?.items, [
      tool("good"),
      tool("nulls"),
      { name: "full", title: "F", description: "d", inputSchema: SCHEMA, outputSchema: SCHEMA, annotations: { readOnlyHint: true, title: "t" } },
    ]);
    assert.deepEqual(tools?.invalid, [
      { index: 1, name: undefined, reason: "is null; it must be an object" },
      { index: 2, name: "no schema", reason: '"inputSchema" is missing; it must be an object' },
      { index: 3, name: undefined, reason: '"name" is missing; it must be a string' },
      { index: 4, name: "odd", reason: '"description" is a number; it must be a string' },
      { index: 5, name: "hints", reason: '"annotations.readOnlyHint" is a string; it must be a boolean' },
    ]);
  });

  it("names the broken argument of a prompt", async () => {
    played = await Played.greeted({ prompts: {} });
    serve(played, { "prompts/list": { prompts: [{ name: "p", arguments: [{ name: "a" }, { required: true }] }, { name: "q", arguments: [1] }] } });
    const { prompts } = await played.session.list("prompts");
    assert.deepEqual(prompts?.invalid.map((each) => each.reason), [
      '"arguments[1].name" is missing; it must be a string',
      '"arguments[0]" is a number; it must be an object',
    ]);
  });
});
