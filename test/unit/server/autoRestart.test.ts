import assert from "node:assert/strict";
import { McpServer } from "../../../src/core/server/mcpServer";
import { ServerRegistry } from "../../../src/core/server/serverRegistry";
import { stateLabel } from "../../../src/core/server/words";
import { settle } from "../../support/fakeClock";
import { noUnexpectedErrors, rejects } from "./serverChecks";
import { configOf, OTHER_LAUNCH, ServerWorld } from "./serverWorld";

describe("a server that ends by itself", () => {
  noUnexpectedErrors();

  async function crashed(world: ServerWorld): Promise<McpServer> {
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    world.server.exit(1);
    await settle();
    return server;
  }

  it("is started again after a second, counting down where everybody can see it", async () => {
    const world = new ServerWorld({ autoRestart: () => true });
    const server = await crashed(world);
    const labels: string[] = [];
    server.onChange(() => labels.push(stateLabel(server.state)));
    assert.equal(stateLabel(server.state), "Restarting in 1 s (attempt 1 of 5)");
    assert.equal(server.session, undefined);
    assert.equal(server.offer?.tools?.items.length, 1, "what it offered stays to be seen");
    await world.clock.advance(999);
    assert.equal(world.servers.length, 1);
    await world.clock.advance(1);
    assert.equal(server.state.name, "running");
    world.server.exit(1);
    await settle();
    await world.clock.advance(2000);
    assert.equal(server.state.name, "running");
    assert.deepEqual(labels, [
      "Preparing", "Starting", "Starting", "Starting", "Running", "Restarting in 2 s (attempt 2 of 5)", "Restarting in 1 s (attempt 2 of 5)",
      "Preparing", "Starting", "Starting", "Starting", "Running",
    ]);
    assert.deepEqual(world.prepared.map(({ asked }) => asked), [true, false, false], "nobody is there to be asked");
    await server.stop();
    assert.equal(world.clock.waiting, 0);
  });

  it("is left alone after the fifth time, and says so and what to do", async () => {
    const world = new ServerWorld({ autoRestart: () => true });
    const server = await crashed(world);
    for (let attempt = 1; attempt <= 5; attempt++) {
      assert.ok(server.state.name === "restarting");
      assert.deepEqual([server.state.attempt, server.state.delay], [attempt, 2 ** (attempt - 1)]);
      await world.clock.advance(server.state.delay * 1000);
      world.server.exit(1);
      await settle();
    }
    assert.ok(server.state.name === "failed");
    assert.match(server.state.message, /^The server exited with code 1 while it was running\. .*restarted automatically 5 times in a row.*Start it by hand/);
    await world.clock.advance(1_000_000);
    assert.equal(world.servers.length, 6);
    await server.start(true);
    world.server.exit(1);
    await settle();
    assert.equal(stateLabel(server.state), "Restarting in 1 s (attempt 1 of 5)", "a start by hand begins to count anew");
    await server.stop();
  });

  it("has its ends forgotten once it has run for a minute", async () => {
    const world = new ServerWorld({ autoRestart: () => true });
    const server = await crashed(world);
    await world.clock.advance(1000);
    await world.clock.advance(60_000);
    world.server.exit(1);
    await settle();
    assert.equal(stateLabel(server.state), "Restarting in 1 s (attempt 1 of 5)");
    await server.stop();
  });

  it("is started at once by a person who does not want to wait, and stays stopped for one who stops it", async () => {
    const world = new ServerWorld({ autoRestart: () => true });
    const server = await crashed(world);
    await server.start(true);
    world.server.exit(1);
    await settle();
    await server.restart();
    world.server.exit(1);
    await settle();
    await server.stop();
    assert.equal(server.state.name, "stopped");
    assert.equal(world.clock.waiting, 0);
    await world.clock.advance(60_000);
    assert.equal(world.servers.length, 3);
  });

  it("is left alone when its configuration changes, is switched off or goes, and when restarts are not wanted any more", async () => {
    let wanted = true;
    const world = new ServerWorld({ autoRestart: () => wanted });
    const changed = await crashed(world);
    changed.configure(configOf("a", OTHER_LAUNCH));
    const disabled = await crashed(world);
    disabled.configure(configOf("a", { disabled: true }));
    const broken = await crashed(world);
    broken.configure(configOf("a", { launch: undefined }));
    const registry = new ServerRegistry(world.host);
    registry.reconcile([configOf("a")]);
    await registry.get("a")?.start(true);
    world.server.exit(1);
    await settle();
    registry.reconcile([]);
    assert.equal(registry.servers.length, 0);
    const unwanted = await crashed(world);
    wanted = false;
    await world.clock.advance(60_000);
    assert.deepEqual([changed, disabled, broken, unwanted].map(({ state }) => state.name), ["failed", "failed", "misconfigured", "failed"]);
    assert.equal(world.servers.length, 5);
    assert.equal(world.clock.waiting, 0);
  });

  it("is not started again when it was switched off, was stopped, or failed to start", async () => {
    const world = new ServerWorld({ autoRestart: () => true });
    const disabled = new McpServer(configOf("a", { disabled: true }), world.host);
    await disabled.start(true);
    world.server.exit(1);
    await settle();
    assert.equal(disabled.state.name, "failed");
    const stopped = new McpServer(configOf("a"), world.host);
    await stopped.start(true);
    await stopped.stop();
    assert.equal(stopped.state.name, "stopped");
    const mute = new ServerWorld({ autoRestart: () => true, answers: () => undefined });
    const failing = new McpServer(configOf("a"), mute.host);
    const start = failing.start(true);
    await settle();
    mute.server.exit(1);
    await rejects(start, "closed", /before it was ready/);
    assert.equal(failing.state.name, "failed");
    assert.equal(world.clock.waiting + mute.clock.waiting, 0);
  });

  it("fails at once when the restart itself fails", async () => {
    const answer: { mute: boolean } = { mute: false };
    const world = new ServerWorld({ autoRestart: () => true, answers: () => (answer.mute ? undefined : null) });
    const server = await crashed(world);
    answer.mute = true;
    await world.clock.advance(1000);
    world.server.exit(2);
    await settle();
    assert.ok(server.state.name === "failed");
    assert.match(server.state.message, /exited with code 2 before it was ready/);
    assert.equal(world.clock.waiting, 0);
  });

  it("needs its consent again, and is blocked where nobody has given it", async () => {
    let ok = true;
    const world: ServerWorld = new ServerWorld({
      autoRestart: () => true,
      prepare: ({ launch }) => Promise.resolve(ok && launch ? { ok, launch } : { ok: false, reason: "input", message: "A value is missing." }),
    });
    const server = await crashed(world);
    ok = false;
    await world.clock.advance(1000);
    assert.deepEqual(server.state, { name: "blocked", reason: "input", message: "A value is missing." });
    assert.equal(stateLabel(server.state), "Needs input");
  });
});
