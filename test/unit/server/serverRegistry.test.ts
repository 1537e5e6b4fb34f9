import assert from "node:assert/strict";
import type { Server } from "../../../src/core/server/server";
import { ServerRegistry } from "../../../src/core/server/serverRegistry";
import { settle } from "../../support/fakeClock";
import { configOf, ServerWorld } from "./serverWorld";

describe("the servers of a configuration", () => {
  function names(registry: ServerRegistry): readonly string[] {
    return registry.servers.map((server) => server.config.name);
  }

  function started(registry: ServerRegistry, id: string): Promise<Server> {
    const server = registry.get(id);
    assert.ok(server, id);
    return server.start(true).then(() => server);
  }

  it("appear stopped, in the order of the configuration, and keep who they are when it changes", () => {
    const world = new ServerWorld();
    const registry = new ServerRegistry(world.host);
    registry.reconcile([configOf("b"), configOf("a")]);
    assert.deepEqual(names(registry), ["b", "a"]);
    const b = registry.get("b");
    registry.reconcile([configOf("a"), configOf("c"), configOf("b")]);
    assert.deepEqual(names(registry), ["a", "c", "b"]);
    assert.equal(registry.get("b"), b);
    assert.deepEqual(registry.servers.map((server) => server.state.name), ["stopped", "stopped", "stopped"]);
    assert.equal(world.servers.length, 0);
  });

  it("turn stale while they run with an older launch", async () => {
    const registry = new ServerRegistry(new ServerWorld().host);
    registry.reconcile([configOf("a")]);
    const server = await started(registry, "a");
    registry.reconcile([configOf("a", { launch: { type: "stdio", command: "other", args: [], cwd: undefined, env: {}, envFile: undefined } })]);
    assert.equal(server.stale, true);
    assert.equal(server.config.launch?.command, "other");
    await registry.stopAll();
    assert.equal(server.stale, false);
  });

  it("go at once when they are removed at rest", () => {
    const registry = new ServerRegistry(new ServerWorld().host);
    registry.reconcile([configOf("a"), configOf("b")]);
    const changes = changesOf(registry);
    registry.reconcile([configOf("b")]);
    assert.deepEqual(names(registry), ["b"]);
    assert.equal(registry.get("a"), undefined);
    assert.equal(changes.at(-1), "list");
  });

  it("stop first when they are removed while running, and cannot be started any more", async () => {
    const world = new ServerWorld({ lingers: true });
    const registry = new ServerRegistry(world.host);
    registry.reconcile([configOf("a"), configOf("b")]);
    const server = await started(registry, "a");
    registry.reconcile([configOf("b")]);
    assert.deepEqual(names(registry), ["b", "a"]);
    assert.equal(server.state.name, "stopping");
    const late = assert.rejects(server.start(true), /"a" is no longer in User Settings/);
    const changes = changesOf(registry);
    world.server.exit(0, true);
    await late;
    await settle();
    assert.deepEqual(names(registry), ["b"]);
    assert.equal(registry.get("a"), undefined);
    assert.equal(changes.at(-1), "list");
    assert.equal(world.servers.length, 1);
  });

  it("stay when they are configured again before they are gone", async () => {
    const world = new ServerWorld({ lingers: true });
    const registry = new ServerRegistry(world.host);
    registry.reconcile([configOf("a")]);
    const server = await started(registry, "a");
    registry.reconcile([]);
    registry.reconcile([]);
    registry.reconcile([configOf("b"), configOf("a")]);
    assert.deepEqual(names(registry), ["b", "a"]);
    const restart = server.start(true);
    world.server.exit(0, true);
    await restart;
    await settle();
    assert.equal(registry.get("a"), server);
    assert.deepEqual(names(registry), ["b", "a"]);
    assert.equal(server.state.name, "running");
    const stop = registry.stopAll();
    world.server.exit(0, true);
    await stop;
  });

  it("are removed a second time only when their last process is gone", async () => {
    const world = new ServerWorld({ lingers: true });
    const registry = new ServerRegistry(world.host);
    registry.reconcile([configOf("a")]);
    const server = await started(registry, "a");
    registry.reconcile([]);
    registry.reconcile([configOf("a")]);
    const again = server.start(true);
    world.server.exit(0, true);
    await again;
    registry.reconcile([]);
    await settle();
    assert.deepEqual(names(registry), ["a"]);
    world.server.exit(0, true);
    await settle();
    assert.deepEqual(names(registry), []);
  });

  it("all stop together, those that are leaving too", async () => {
    const world = new ServerWorld({ lingers: true });
    const registry = new ServerRegistry(world.host);
    registry.reconcile([configOf("a"), configOf("b"), configOf("c")]);
    await Promise.all([started(registry, "a"), started(registry, "b")]);
    registry.reconcile([configOf("b"), configOf("c")]);
    let done = false;
    const stop = registry.stopAll().then(() => (done = true));
    await settle();
    assert.deepEqual(world.servers.map((server) => server.closing), [1, 1]);
    world.servers[0]?.exit(0, true);
    await settle();
    assert.equal(done, false);
    world.servers[1]?.exit(0, true);
    await stop;
    assert.deepEqual(registry.servers.map((server) => server.state.name), ["stopped", "stopped"]);
  });

  it("announce what changes, and nothing when nothing does", async () => {
    const registry = new ServerRegistry(new ServerWorld().host);
    const changes = changesOf(registry);
    registry.reconcile([configOf("a"), configOf("b")]);
    assert.deepEqual(changes.splice(0), ["list"]);
    registry.reconcile([configOf("a"), configOf("b")]);
    assert.deepEqual(changes.splice(0), []);
    registry.reconcile([configOf("b"), configOf("a")]);
    assert.deepEqual(changes.splice(0), ["list"]);
    await started(registry, "a");
    assert.deepEqual([...new Set(changes)], ["a"]);
    await registry.stopAll();
  });

  it("take the last of two configurations with the same id", () => {
    const registry = new ServerRegistry(new ServerWorld().host);
    registry.reconcile([configOf("a", { name: "first" }), configOf("a", { name: "last" })]);
    assert.deepEqual(names(registry), ["last"]);
  });

  it("are told when the roots change, if they run", async () => {
    const world = new ServerWorld();
    const registry = new ServerRegistry(world.host);
    registry.reconcile([configOf("a"), configOf("b")]);
    await started(registry, "b");
    registry.rootsChanged();
    await settle();
    assert.deepEqual(world.servers.map((server) => server.methods.at(-1)), ["notifications/roots/list_changed"]);
    await registry.stopAll();
  });

  function changesOf(registry: ServerRegistry): string[] {
    const changes: string[] = [];
    registry.onChange((server) => changes.push(server?.config.name ?? "list"));
    return changes;
  }
});
