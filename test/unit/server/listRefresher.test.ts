import assert from "node:assert/strict";
import { McpServer } from "../../../src/core/server/mcpServer";
import { settle } from "../../support/fakeClock";
import { configOf, ServerWorld } from "./serverWorld";

describe("lists that the server says have changed", () => {
  function announce(world: ServerWorld, list: string, times = 1): void {
    for (let time = 0; time < times; time++) world.server.say({ method: `notifications/${list}/list_changed` });
  }

  function count(world: ServerWorld, method: string): number {
    return world.server.methods.filter((each) => each === method).length;
  }

  it("are read again once at once and once later, however often it says so", async () => {
    const world = new ServerWorld();
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    announce(world, "tools", 500);
    await settle();
    assert.equal(count(world, "tools/list"), 2, "the first listing and one more");
    world.tools = ["late"];
    await world.clock.advance(1_000);
    assert.equal(count(world, "tools/list"), 3);
    assert.deepEqual(server.offer?.tools?.items.map((tool) => tool.name), ["late"]);
    await world.clock.advance(10_000);
    assert.equal(count(world, "tools/list"), 3);
    await server.stop();
  });

  it("are read with pauses when every reading changes them", async () => {
    let reactions = 0;
    const world: ServerWorld = new ServerWorld({
      answers: (method) => {
        if (method === "tools/list" && reactions++ > 0) queueMicrotask(() => announce(world, "tools"));
        return null;
      },
    });
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    announce(world, "tools");
    await world.clock.advance(10_000);
    assert.ok(reactions > 10 && reactions <= 50, `${reactions} readings in ten seconds`);
    await server.stop();
    const atStop = reactions;
    await world.clock.advance(10_000);
    assert.equal(reactions, atStop);
  });

  it("are read each on its own, and resources with their templates", async () => {
    const world = new ServerWorld({
      capabilities: { tools: {}, resources: {}, prompts: {} },
      answers: (method) => {
        if (method === "resources/list") return { result: { resources: [{ uri: "file:///a", name: "a" }] } };
        if (method === "resources/templates/list") return { result: { resourceTemplates: [{ uriTemplate: "file:///{x}", name: "t" }] } };
        return method === "prompts/list" ? { result: { prompts: [{ name: "p" }] } } : null;
      },
    });
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    announce(world, "resources");
    announce(world, "prompts");
    await settle();
    const counts = ["tools/list", "resources/list", "resources/templates/list", "prompts/list"].map((method) => count(world, method));
    assert.deepEqual(counts, [1, 2, 2, 2]);
    assert.deepEqual([server.offer?.tools, server.offer?.resources, server.offer?.templates, server.offer?.prompts].map((list) => list?.items.length), [1, 1, 1, 1]);
    await server.stop();
  });

  it("are announced with what is different in them, after they are there", async () => {
    const world = new ServerWorld();
    const server = new McpServer(configOf("a"), world.host);
    world.tools = ["kept", "goes"];
    await server.start(true);
    const told: unknown[] = [];
    server.onOfferChanged((changes) => told.push([changes, server.offer?.tools?.items.map((tool) => tool.name)]));
    announce(world, "tools");
    await settle();
    assert.deepEqual(told, [], "nothing is different");
    world.tools = ["comes", "kept"];
    await world.clock.advance(1_000);
    announce(world, "tools");
    await settle();
    assert.deepEqual(told, [[[{ list: "tools", added: ["comes"], removed: ["goes"], changed: [] }], ["comes", "kept"]]]);
    await server.stop();
  });

  for (const list of ["resources", "prompts"] as const) {
    it(`are kept when ${list} cannot be read again, and marked as old`, async () => {
      let broken = false;
      const world = new ServerWorld({
        capabilities: { resources: {}, prompts: {} },
        answers: (method) => {
          if (method === "initialize") return null;
          return broken ? { error: { code: -32603, message: "Gone" } } : { result: { resources: [], resourceTemplates: [], prompts: [] } };
        },
      });
      const server = new McpServer(configOf("a"), world.host);
      await server.start(true);
      broken = true;
      announce(world, list);
      await settle();
      const marked = Object.entries(server.offer ?? {}).filter(([, value]: [string, { readonly truncated: string | undefined } | undefined]) => value?.truncated).map(([name]) => name);
      assert.deepEqual(marked, list === "resources" ? ["resources", "templates"] : ["prompts"]);
      await server.stop();
    });
  }

  it("are not read any more once the server has ended", async () => {
    const world = new ServerWorld();
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    announce(world, "tools");
    world.server.exit(1);
    await settle();
    assert.equal(server.offer?.tools?.truncated, undefined);
    assert.equal(world.clock.waiting, 0);
  });
});
