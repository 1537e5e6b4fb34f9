import assert from "node:assert/strict";
import { McpServer } from "../../../src/core/server/mcpServer";
import { settle } from "../../support/fakeClock";
import { noUnexpectedErrors, rejects } from "./serverChecks";
import { configOf, ServerWorld } from "./serverWorld";

const EVERYTHING = { tools: { listChanged: true }, resources: { listChanged: true }, prompts: { listChanged: true } };

describe("a server whose lists come late or never", () => {
  noUnexpectedErrors();

  function worldWithout(...unanswered: readonly string[]): ServerWorld {
    return new ServerWorld({
      capabilities: EVERYTHING,
      answers: (method) => {
        if (unanswered.includes(method)) return undefined;
        if (method === "prompts/list") return { result: { prompts: [{ name: "p" }] } };
        return method === "resources/list" ? { result: { resources: [{ uri: "x:1", name: "r" }] } } : null;
      },
    });
  }

  it("runs and can be called as soon as its tools are listed", async () => {
    const world = worldWithout("prompts/list");
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    assert.equal(server.state.name, "running");
    await settle();
    assert.deepEqual([...server.loading], ["prompts"]);
    assert.deepEqual(server.offer?.tools?.items.map(({ name }) => name), ["echo"]);
    assert.deepEqual(server.offer?.resources?.items.map(({ name }) => name), ["r"]);
    assert.equal(server.offer?.prompts, undefined);
    await server.stop();
    assert.equal(server.loading.size, 0);
  });

  it("shows why a list did not come, and goes on running", async () => {
    const world = worldWithout("prompts/list", "resources/templates/list");
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    const offered = server.offered();
    await world.clock.advance(60_000);
    assert.equal(server.state.name, "running");
    assert.equal(server.loading.size, 0);
    assert.match(server.offer?.prompts?.truncated ?? "", /No answer to prompts\/list/);
    assert.match(server.offer?.templates?.truncated ?? "", /No answer to resources\/templates\/list/);
    assert.equal(server.offer?.resources?.truncated, undefined);
    assert.equal(await offered, server.offer);
    await server.stop();
  });

  it("runs without tools when they are what is not answered in time", async () => {
    const world = worldWithout("tools/list");
    const server = new McpServer(configOf("a"), world.host);
    const start = server.start(true);
    await settle();
    assert.equal(server.state.name, "starting");
    await world.clock.advance(60_000);
    await start;
    assert.match(server.offer?.tools?.truncated ?? "", /No answer to tools\/list/);
    assert.equal(server.offer?.prompts?.items.length, 1, "those that came before the tools are kept");
    await server.stop();
  });

  it("reads a list again that changed before its first answer, but not before that", async () => {
    const world = worldWithout("prompts/list");
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    world.server.say({ method: "notifications/prompts/list_changed" });
    await settle();
    const asked = (): number => world.server.methods.filter((method) => method === "prompts/list").length;
    assert.equal(asked(), 1);
    await world.clock.advance(60_000);
    assert.equal(asked(), 2);
    await server.stop();
  });

  it("keeps what changed meanwhile when a late list comes", async () => {
    const world = worldWithout("prompts/list");
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    world.tools = ["new"];
    world.server.say({ method: "notifications/tools/list_changed" });
    await settle();
    await world.clock.advance(60_000);
    assert.deepEqual(server.offer?.tools?.items.map(({ name }) => name), ["new"]);
    assert.notEqual(server.offer?.prompts, undefined);
    await server.stop();
  });

  it("tells whoever waits for all of them when it ends before", async () => {
    const world = worldWithout("prompts/list");
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    const offered = server.offered();
    world.server.exit(1);
    await rejects(offered, "closed", /prompts\/list/);
    await rejects(server.offered(), "closed", /ended before its lists were complete/);
    assert.equal(server.state.name, "failed");
    assert.equal(server.loading.size, 0);
  });

  it("shows only its new lists after a restart", async () => {
    let prompts = true;
    const world: ServerWorld = new ServerWorld({
      capabilities: EVERYTHING,
      answers: (method) => (method === "prompts/list" ? (prompts ? { result: { prompts: [{ name: "p" }] } } : undefined) : null),
    });
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    await server.offered();
    prompts = false;
    await server.restart();
    await settle();
    assert.equal(server.offer?.prompts, undefined);
    assert.deepEqual([...server.loading], ["prompts"]);
    await server.stop();
  });
});
