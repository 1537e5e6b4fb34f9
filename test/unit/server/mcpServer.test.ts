import assert from "node:assert/strict";
import type { CancelSignal } from "../../../src/core/base/cancel";
import { Failure } from "../../../src/core/base/failure";
import { McpServer } from "../../../src/core/server/mcpServer";
import type { Prepared } from "../../../src/core/server/server";
import { settle } from "../../support/fakeClock";
import { noUnexpectedErrors, rejects, statesOf } from "./serverChecks";
import { configOf, INITIALIZE_TIMEOUT, OTHER_LAUNCH, ServerWorld } from "./serverWorld";

const READY: Prepared = { ok: true, launch: { type: "stdio", command: "node", args: ["a.js"], cwd: undefined, env: {}, envFile: undefined } };

describe("a server", () => {
  noUnexpectedErrors();

  describe("starting", () => {
    it("tells whoever prepares a launch as soon as nobody wants it any more", async () => {
      const asked: { readonly cancel: CancelSignal; answer(prepared: Prepared): void }[] = [];
      const world = new ServerWorld({ prepare: (_, __, cancel) => new Promise((answer) => asked.push({ cancel, answer })) });
      const server = new McpServer(configOf("a"), world.host);
      const cancelled = (): boolean[] => asked.map(({ cancel }) => cancel.cancelled);
      const first = server.start(true);
      await server.stop();
      await rejects(first, "cancelled", /stopped before it was ready/);
      assert.equal(server.state.name, "stopped");
      assert.deepEqual(cancelled(), [true]);
      const second = server.start(true);
      asked[0]?.answer(READY);
      await settle();
      assert.equal(world.servers.length, 0, "the answer to the start that was stopped is ignored");
      server.configure(configOf("a", OTHER_LAUNCH));
      assert.deepEqual(cancelled(), [true, true, false]);
      asked[2]?.answer(READY);
      await second;
      assert.equal(world.servers.length, 1);
      await server.stop();
    });

    it("goes from its preparation to its tools without waiting for anything but the answers", async () => {
      const world = new ServerWorld();
      const server = new McpServer(configOf("a"), world.host);
      const states = statesOf(server);
      const session = await server.start(true);
      assert.deepEqual(states, ["starting preparing", "starting opening", "starting initializing", "starting listing", "running"]);
      assert.deepEqual(world.prepared, [{ launch: configOf("a").launch, asked: true }]);
      assert.deepEqual(world.server.methods, ["initialize", "notifications/initialized", "tools/list"]);
      assert.equal(server.session, session);
      assert.equal(server.hello?.info.name, "played");
      assert.deepEqual(server.offer?.tools?.items.map((tool) => tool.name), ["echo"]);
      assert.deepEqual(server.state, { name: "running", since: 1_000, revision: "2025-11-25" });
      const link = world.trace.link(server.link ?? 0);
      assert.deepEqual([link?.server, link?.name, link?.run], ["a", "a", 1]);
      await server.stop();
      assert.equal(world.clock.waiting, 0);
    });

    it("is joined by whoever starts it meanwhile, and done at once for whoever comes later", async () => {
      const world = new ServerWorld();
      const server = new McpServer(configOf("a"), world.host);
      const [one, other] = await Promise.all([server.start(false), server.start(true)]);
      assert.equal(one, other);
      assert.equal(await server.start(false), one);
      assert.equal(world.servers.length, 1);
      assert.equal(world.prepared.length, 1);
    });

    it("asks a person when one joins a start that nobody could be asked about", async () => {
      const world = new ServerWorld({ prepare: (_, asked) => Promise.resolve(asked ? READY : { ok: false, reason: "unapproved", message: "No." }) });
      const server = new McpServer(configOf("a"), world.host);
      await Promise.all([server.start(false), server.start(true)]);
      assert.deepEqual(world.prepared.map(({ asked }) => asked), [false, true]);
      assert.equal(server.state.name, "running");
    });

    it("stays blocked without consent, for the reason it was given", async () => {
      const world = new ServerWorld({ prepare: () => Promise.resolve({ ok: false, reason: "untrusted", message: "Trust the workspace first." }) });
      const server = new McpServer(configOf("a"), world.host);
      await rejects(server.start(false), "blocked", /^Trust the workspace first\.$/);
      assert.deepEqual(server.state, { name: "blocked", reason: "untrusted", message: "Trust the workspace first." });
      assert.equal(world.servers.length, 0);
    });

    it("fails when the launch cannot be prepared", async () => {
      const world = new ServerWorld({ prepare: () => Promise.reject(new Error("The dialog is gone")) });
      const server = new McpServer(configOf("a"), world.host);
      await rejects(server.start(true), "launch", /could not be prepared: The dialog is gone/);
      assert.equal(server.state.name, "failed");
    });

    it("does not ask for what the configuration does not allow", async () => {
      const world = new ServerWorld();
      const problems = [
        { severity: "warning", message: "Odd.", offset: 0, length: 1, server: "a" },
        { severity: "error", message: '"command" is empty.', offset: 5, length: 1, server: "a" },
      ] as const;
      const server = new McpServer(configOf("a", { launch: undefined, problems }), world.host);
      assert.deepEqual(server.state, { name: "misconfigured", message: '"command" is empty.' });
      await rejects(server.start(true), "config", /"command" is empty/);
      assert.equal(world.prepared.length, 0);
    });

    it("says so when the configuration has no launch and no problem either", () => {
      const server = new McpServer(configOf("a", { launch: undefined }), new ServerWorld().host);
      assert.match(server.state.name === "misconfigured" ? server.state.message : "", /"a" in User Settings does not say what to launch/);
    });

    it("fails when the transport cannot be made", async () => {
      const world = new ServerWorld({
        open: () => {
          throw new Failure("launch", "No more pipes");
        },
      });
      const server = new McpServer(configOf("a"), world.host);
      await rejects(server.start(true), "launch", /could not be started\. No more pipes/);
      assert.equal(server.state.name, "failed");
      assert.equal(server.link, undefined);
      await server.stop();
    });

    it("fails when the program is not there, and says where to look", async () => {
      const world = new ServerWorld({ answers: () => undefined });
      const server = new McpServer(configOf("a"), world.host);
      const start = server.start(true);
      await settle();
      world.server.end({ how: "spawn-failed", code: "ENOENT", message: "spawn node ENOENT" });
      await rejects(start, "launch", /could not be started\. spawn node ENOENT/);
    });

    it("shows the last five lines of stderr of a server that exits, and none of other servers", async () => {
      const world = new ServerWorld({ answers: () => undefined });
      const [server, other] = [new McpServer(configOf("a"), world.host), new McpServer(configOf("b"), world.host)];
      const start = server.start(true);
      await settle();
      const played = world.server;
      void other.start(true).catch(() => undefined);
      await settle();
      for (let line = 1; line <= 7; line++) played.stderr(`line ${line}\n`);
      world.server.stderr("not mine\n");
      played.stderr("\nlast, unfinished");
      played.exit(3);
      await rejects(start, "closed", /exited with code 3 before it was ready.*\nThe last 5 lines of stderr:\n {2}line 4\n {2}line 5\n {2}line 6\n {2}line 7\n {2}last, unfinished$/);
      assert.deepEqual(server.state.name === "failed" && server.state.closed, { how: "exited", code: 3, signal: null, asked: false });
      await other.stop();
    });

    it("fails by naming initialize when it is not answered, and closes the process", async () => {
      const world = new ServerWorld({ answers: () => undefined, lingers: true });
      const server = new McpServer(configOf("a"), world.host);
      const start = server.start(true);
      await settle();
      world.server.stderr("still loading\n");
      const rejected = rejects(start, "timeout", /initialize[\s\S]*still loading/);
      await world.clock.advance(INITIALIZE_TIMEOUT);
      await rejected;
      assert.equal(server.state.name, "failed");
      assert.equal(world.server.closing, 1);
      let stopped = false;
      const stop = server.stop().then(() => (stopped = true));
      await settle();
      assert.equal(stopped, false, "the process is still there");
      world.server.exit(0, true);
      await stop;
      assert.equal(server.state.name === "failed" ? server.state.kind : "", "timeout");
    });

    it("fails when the handshake is refused", async () => {
      const world = new ServerWorld({ answers: () => ({ error: { code: -32600, message: "Go away" } }) });
      const server = new McpServer(configOf("a"), world.host);
      await rejects(server.start(true), "protocol", /Go away/);
      await settle();
      assert.equal(world.server.closing, 1);
      assert.equal(server.state.name === "failed" && server.state.closed?.how, "exited");
    });

    it("is called off by a stop, at any time", async () => {
      const world = new ServerWorld({ answers: () => undefined });
      const server = new McpServer(configOf("a"), world.host);
      const early = server.start(true);
      const stopped = server.stop();
      await rejects(early, "cancelled", /stopped before it was ready/);
      await stopped;
      assert.equal(world.servers.length, 0, "the launch came too late");
      const late = server.start(true);
      await settle();
      void server.stop();
      await rejects(late, "cancelled", /stopped before it was ready/);
      await settle();
      assert.equal(server.state.name, "stopped");
      assert.equal(world.server.closing, 1);
      assert.equal(world.clock.waiting, 0);
    });
  });

  describe("whose configuration changes", () => {
    it("asks again for a launch that changed while it was being prepared, and ignores the old answer", async () => {
      const answers: ((prepared: Prepared) => void)[] = [];
      const world = new ServerWorld({ prepare: () => new Promise((resolve) => answers.push(resolve)) });
      const server = new McpServer(configOf("a"), world.host);
      const start = server.start(true);
      server.configure(configOf("a", OTHER_LAUNCH));
      answers[0]?.(READY);
      await settle();
      assert.equal(world.servers.length, 0, "nobody allowed this launch");
      answers[1]?.({ ok: true, launch: OTHER_LAUNCH.launch });
      await start;
      assert.deepEqual(world.prepared.map(({ launch }) => launch?.command), ["node", "other"]);
      assert.equal(world.server.launch.command, "other");
    });

    it("announces what people can see, and not that it moved in its file", () => {
      const server = new McpServer(configOf("a", { offset: 10 }), new ServerWorld().host);
      let changes = 0;
      server.onChange(() => changes++);
      server.configure(configOf("a", { offset: 20 }));
      assert.equal(changes, 0);
      assert.equal(server.config.offset, 20);
      server.configure(configOf("a", { problems: [{ severity: "warning", message: "Odd.", offset: 3, length: 1, server: "a" }] }));
      assert.equal(changes, 1);
      server.configure(configOf("a", OTHER_LAUNCH));
      assert.equal(changes, 2);
    });

    it("may be asked for more by whoever is told of a change", async () => {
      const world = new ServerWorld();
      const server = new McpServer(configOf("a"), world.host);
      const subscription = server.onChange(() => {
        if (server.state.name !== "running") return;
        subscription.dispose();
        void server.stop();
      });
      await server.start(true);
      await settle();
      assert.equal(server.state.name, "stopped");
    });
  });
});
