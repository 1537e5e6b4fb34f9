import assert from "node:assert/strict";
import { isJsonObject, type JsonObject } from "../../../src/core/base/json";
import { ServerRegistry } from "../../../src/core/server/serverRegistry";
import type { Server } from "../../../src/core/server/server";
import { WatchedResource } from "../../../src/core/server/watchedResource";
import { settle } from "../../support/fakeClock";
import { noUnexpectedErrors, rejects } from "./serverChecks";
import { type Answer, configOf, ServerWorld } from "./serverWorld";

const URI = "log://today";

/** A registry with one server that has one resource, whose text the test sets. */
class ResourceWorld {
  text = "one";
  /** Comes before the usual answers. */
  special: (method: string) => Answer | null = () => null;
  readonly world: ServerWorld;
  readonly registry: ServerRegistry;
  private look: WatchedResource | undefined;

  constructor(resources: JsonObject = { subscribe: true }) {
    this.world = new ServerWorld({ capabilities: { resources }, answers: (method, params) => this.answer(method, params) });
    this.registry = new ServerRegistry(this.world.host);
    this.registry.reconcile([configOf("a")]);
  }

  /** Begins with the first use, as a person looks at a resource of a server that they see running. */
  get watched(): WatchedResource {
    this.look ??= new WatchedResource({ registry: this.registry, clock: this.world.clock, server: "a", uri: URI });
    return this.look;
  }

  /** Starts the server and reads the resource, as a person does. */
  async read(): Promise<void> {
    const session = await this.server.start(true);
    await this.watched.read(session);
  }

  get server(): Server {
    const server = this.registry.get("a");
    assert.ok(server);
    return server;
  }

  /** What is shown now. */
  get shown(): unknown {
    const [first] = this.watched.result?.contents ?? [];
    return first && "text" in first.content ? first.content.text : undefined;
  }

  /** Requests about resources that the newest run got, with their URI. */
  get asked(): readonly string[] {
    return this.world.server.received.flatMap(({ method, params }) => {
      const uri = isJsonObject(params) ? params["uri"] : undefined;
      return typeof uri === "string" ? [`${String(method)} ${uri}`] : [];
    });
  }

  updated(uri = URI): void {
    this.world.server.say({ method: "notifications/resources/updated", params: { uri } });
  }

  async end(): Promise<void> {
    this.watched.dispose();
    await this.registry.stopAll();
    assert.equal(this.world.clock.waiting, 0, "an alarm stayed behind");
  }

  private answer(method: string, params: unknown): Answer | null {
    const special = this.special(method);
    if (special !== null) return special;
    if (method === "resources/read") return { result: { contents: [{ uri: isJsonObject(params) ? params["uri"] : "", text: this.text }] } };
    if (method === "resources/subscribe" || method === "resources/unsubscribe") return { result: {} };
    return method === "initialize" ? null : { result: { resources: [], resourceTemplates: [] } };
  }
}

describe("a resource that somebody looks at", () => {
  noUnexpectedErrors();
  let stage: ResourceWorld;
  afterEach(() => stage.end());

  it("is subscribed to before it is read, and once", async () => {
    stage = new ResourceWorld();
    const session = await stage.server.start(true);
    const reading = stage.watched.read(session);
    stage.watched.follow();
    assert.equal(stage.watched.busy, true);
    await reading;
    assert.deepEqual(stage.asked, [`resources/subscribe ${URI}`, `resources/read ${URI}`]);
    assert.deepEqual([stage.shown, stage.watched.subscription.state, stage.watched.busy], ["one", "subscribed", false]);
  });

  it("is read again when it was updated, and in a storm of updates once at once and once later", async () => {
    stage = new ResourceWorld();
    await stage.read();
    stage.text = "two";
    for (let count = 0; count < 500; count++) stage.updated();
    await settle();
    assert.equal(stage.shown, "two");
    assert.equal(stage.asked.length, 3);
    stage.text = "three";
    await stage.world.clock.advance(1_000);
    assert.equal(stage.shown, "three");
    await stage.world.clock.advance(10_000);
    assert.equal(stage.asked.length, 4);
  });

  it("minds updates of what lies below it, and no others", async () => {
    stage = new ResourceWorld();
    await stage.read();
    stage.updated("log://today2");
    stage.updated("log://");
    await settle();
    assert.equal(stage.asked.length, 2);
    stage.updated("log://today/server");
    await settle();
    assert.equal(stage.asked.length, 3);
  });

  it("is subscribed to and read again in every new run of the server, and stays to be seen between", async () => {
    stage = new ResourceWorld();
    await stage.read();
    stage.world.server.exit(1);
    await settle();
    assert.deepEqual([stage.shown, stage.watched.subscription.state], ["one", "none"]);
    stage.text = "two";
    await stage.server.start(true);
    await settle();
    assert.equal(stage.world.servers.length, 2);
    assert.deepEqual(stage.asked, [`resources/subscribe ${URI}`, `resources/read ${URI}`]);
    assert.deepEqual([stage.shown, stage.watched.subscription.state], ["two", "subscribed"]);
    stage.text = "three";
    await stage.world.clock.advance(1_000);
    stage.updated();
    await settle();
    assert.equal(stage.shown, "three");
  });

  it("is found again when its server was taken out of the configuration and put back", async () => {
    stage = new ResourceWorld();
    stage.watched.follow();
    assert.deepEqual([stage.shown, stage.watched.subscription.state], [undefined, "none"]);
    stage.registry.reconcile([]);
    stage.registry.reconcile([configOf("a")]);
    await stage.server.start(true);
    await settle();
    assert.equal(stage.shown, "one");
  });

  it("is unsubscribed from when nobody looks any more, and not read after that", async () => {
    stage = new ResourceWorld();
    await stage.read();
    stage.watched.dispose();
    stage.watched.dispose();
    stage.updated();
    await stage.server.restart();
    await settle();
    assert.deepEqual(stage.world.servers.map(({ methods }) => methods.filter((method) => String(method).startsWith("resources/") && !String(method).endsWith("list"))), [
      ["resources/subscribe", "resources/read", "resources/unsubscribe"],
      [],
    ]);
  });

  it("is only read where the server has no subscriptions", async () => {
    stage = new ResourceWorld({});
    await stage.read();
    assert.equal(stage.watched.subscription.state, "unsupported");
    stage.watched.dispose();
    await settle();
    assert.deepEqual(stage.asked, [`resources/read ${URI}`]);
  });

  it("tells why a subscription was refused, and shows the resource all the same", async () => {
    stage = new ResourceWorld();
    stage.special = (method) => (method === "resources/subscribe" ? { error: { code: -32601, message: "Method not found" } } : null);
    await stage.read();
    const { subscription } = stage.watched;
    assert.ok(subscription.state === "refused");
    assert.match(subscription.failure.message, /resources\/subscribe "log:\/\/today".*-32601/);
    assert.equal(stage.shown, "one");
  });

  it("keeps what was read beside the failure of a later reading, until one succeeds", async () => {
    stage = new ResourceWorld();
    await stage.read();
    stage.special = (method) => (method === "resources/read" ? { error: { code: -32002, message: "Gone" } } : null);
    stage.updated();
    await settle();
    assert.equal(stage.shown, "one");
    assert.match(stage.watched.failure?.message ?? "", /-32002 \(resource not found\): Gone/);
    stage.special = () => null;
    stage.text = "back";
    await stage.world.clock.advance(1_000);
    stage.updated();
    await settle();
    assert.deepEqual([stage.shown, stage.watched.failure], ["back", undefined]);
  });

  it("gives the failure to whoever asked for the reading", async () => {
    stage = new ResourceWorld();
    const session = await stage.server.start(true);
    stage.special = (method) => (method === "resources/read" ? undefined : null);
    const reading = stage.watched.read(session);
    await settle();
    stage.world.server.exit(3);
    await rejects(reading, "closed", /resources\/read.*exited with code 3/);
    assert.equal(stage.watched.failure?.kind, "closed");
    assert.equal(stage.watched.busy, false);
  });
});
