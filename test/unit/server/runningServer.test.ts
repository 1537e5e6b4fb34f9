import assert from "node:assert/strict";
import type { LogMessage } from "../../../src/core/mcp/types";
import { McpServer } from "../../../src/core/server/mcpServer";
import { settle } from "../../support/fakeClock";
import { noUnexpectedErrors, rejects, statesOf, untilPhase } from "./serverChecks";
import { configOf, OTHER_LAUNCH, ServerWorld } from "./serverWorld";

describe("a running server", () => {
  noUnexpectedErrors();

  it("fails with the exit code when its process ends, and tells those who wait for an answer", async () => {
    const world = new ServerWorld({ answers: (method) => (method === "tools/call" ? undefined : null) });
    const server = new McpServer(configOf("a"), world.host);
    const session = await server.start(true);
    const call = session.callTool("echo", {});
    await settle();
    world.server.stderr("Traceback\n");
    world.server.exit(7);
    await rejects(call, "closed", /tools\/call.*exited with code 7/);
    assert.ok(server.state.name === "failed" && server.state.kind === "closed");
    assert.match(server.state.message, /^The server exited with code 7 while it was running\./);
    assert.equal(server.session, undefined);
    assert.equal(server.offer?.tools?.items.length, 1, "what it offered stays to be seen");
  });

  it("stops only when its process is gone, while those who wait for answers learn at once", async () => {
    const world = new ServerWorld({ lingers: true, answers: (method) => (method === "tools/call" ? undefined : null) });
    const server = new McpServer(configOf("a"), world.host);
    const session = await server.start(true);
    const call = session.callTool("echo", {});
    await settle();
    const stop = server.stop();
    assert.deepEqual(server.state, { name: "stopping", since: 1_000, restart: false });
    assert.equal(server.session, undefined);
    await rejects(call, "closed", /tools\/call/);
    assert.equal(world.server.closing, 1);
    world.server.exit(0, true);
    await stop;
    assert.deepEqual(server.state, { name: "stopped" });
  });

  it("restarts in a new run", async () => {
    const world = new ServerWorld();
    const server = new McpServer(configOf("a"), world.host);
    const first = await server.start(true);
    const states = statesOf(server);
    world.tools = ["other"];
    const second = await server.restart();
    assert.notEqual(first, second);
    assert.equal(states[0], "stopping restart");
    assert.equal(world.trace.link(server.link ?? 0)?.run, 2);
    assert.deepEqual(server.offer?.tools?.items.map((tool) => tool.name), ["other"]);
    assert.deepEqual(world.servers.map((each) => each.closing), [1, 0]);
  });

  it("goes on with the old configuration until it is restarted", async () => {
    const world = new ServerWorld();
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    server.configure(configOf("a", OTHER_LAUNCH));
    assert.equal(server.stale, true);
    assert.equal(server.state.name, "running");
    server.configure(configOf("a"));
    assert.equal(server.stale, false);
    server.configure(configOf("a", OTHER_LAUNCH));
    await server.restart();
    assert.equal(server.stale, false);
    assert.equal(world.server.launch.command, "other");
  });

  it("goes on when its configuration breaks, and says so only when it is to start again", async () => {
    const world = new ServerWorld();
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    server.configure(configOf("a", { launch: undefined }));
    assert.equal(server.state.name, "running");
    assert.equal(server.stale, true);
    await rejects(server.restart(), "config", /does not say what to launch/);
    assert.equal(server.state.name, "misconfigured");
  });

  it("forwards what the server logs", async () => {
    const world = new ServerWorld();
    const server = new McpServer(configOf("a"), world.host);
    const logs: LogMessage[] = [];
    server.onLog((message) => logs.push(message));
    await server.start(true);
    world.server.say({ method: "notifications/message", params: { level: "warning", logger: "db", data: "slow" } });
    await settle();
    assert.deepEqual(logs, [{ level: "warning", logger: "db", data: "slow" }]);
  });

  it("tells the server when the roots change, and nobody when it does not run", async () => {
    const world = new ServerWorld();
    const server = new McpServer(configOf("a"), world.host);
    server.rootsChanged();
    await server.start(true);
    server.rootsChanged();
    await settle();
    assert.equal(world.server.methods.at(-1), "notifications/roots/list_changed");
    await server.stop();
    server.rootsChanged();
  });

  it("tells a server that is still being listed, since it may have asked for the roots already", async () => {
    const world = new ServerWorld();
    const server = new McpServer(configOf("a"), world.host);
    const start = server.start(true);
    await untilPhase(server, "listing");
    server.rootsChanged();
    await start;
    assert.ok(world.server.methods.includes("notifications/roots/list_changed"));
  });

  it("reads a list again when the server says that it has changed, even while it was first read", async () => {
    const world = new ServerWorld();
    const server = new McpServer(configOf("a"), world.host);
    const start = server.start(true);
    await untilPhase(server, "listing");
    world.tools = ["echo", "added"];
    world.server.say({ method: "notifications/tools/list_changed" });
    await start;
    const changes = statesOf(server);
    await settle();
    assert.deepEqual(server.offer?.tools?.items.map((tool) => tool.name), ["echo", "added"]);
    assert.deepEqual(changes, ["running"]);
  });

  it("keeps a list that cannot be read again, and says that it is old", async () => {
    let broken = false;
    const world = new ServerWorld({ answers: (method) => (broken && method === "tools/list" ? { error: { code: -32603, message: "Database gone" } } : null) });
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    broken = true;
    world.server.say({ method: "notifications/tools/list_changed" });
    await settle();
    assert.equal(server.offer?.tools?.items.length, 1);
    assert.match(server.offer?.tools?.truncated ?? "", /tools have changed, but they could not be listed again: .*Database gone/);
  });

  it("leaves no alarms and no listeners behind when it is stopped", async () => {
    const world = new ServerWorld();
    const server = new McpServer(configOf("a"), world.host);
    await server.start(true);
    world.server.say({ method: "notifications/tools/list_changed" });
    await settle();
    assert.equal(world.clock.waiting, 2, "the deadline of the session's calls, and the pause before the next reading");
    await server.stop();
    assert.equal(world.clock.waiting, 0);
  });
});
