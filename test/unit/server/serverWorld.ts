import assert from "node:assert/strict";
import { isJsonObject, type JsonObject } from "../../../src/core/base/json";
import { decodeUtf8, encodeUtf8 } from "../../../src/core/base/text";
import type { ServerConfig } from "../../../src/core/server/config";
import type { Launch } from "../../../src/core/server/launch";
import type { ServerHost } from "../../../src/core/server/server";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { Closed } from "../../../src/core/wire/closed";
import { MemoryTransport } from "../../../src/core/wire/memory";
import { FakeClock } from "../../support/fakeClock";

export const INITIALIZE_TIMEOUT = 30_000;

/** What a request is answered with: a result, an error, or nothing at all. */
export type Answer = { readonly result: unknown } | { readonly error: { readonly code: number; readonly message: string } } | undefined;

/** The other end of a memory transport, which plays an MCP server. */
export class PlayedServer {
  readonly transport: MemoryTransport;
  readonly received: JsonObject[] = [];
  closing = 0;

  constructor(
    readonly launch: Launch,
    private readonly answers: (method: string, params: unknown) => Answer,
    lingers: boolean,
  ) {
    this.transport = new MemoryTransport(
      (line) => this.receive(line),
      () => {
        this.closing++;
        if (!lingers) this.exit(0, true);
      },
    );
  }

  get methods(): readonly unknown[] {
    return this.received.map((message) => message["method"]);
  }

  say(message: JsonObject): void {
    this.transport.stdout(encodeUtf8(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`));
  }

  stderr(text: string): void {
    this.transport.stderr(encodeUtf8(text));
  }

  exit(code: number, asked = false): void {
    this.end({ how: "exited", code, signal: null, asked });
  }

  end(closed: Closed): void {
    this.transport.finish(closed);
  }

  private receive(line: Uint8Array): void {
    const message: unknown = JSON.parse(decodeUtf8(line));
    assert.ok(isJsonObject(message));
    this.received.push(message);
    const { id, method, params } = message;
    if (id === undefined || typeof method !== "string") return;
    const answer = this.answers(method, params);
    // As over a pipe, the answer never comes before the sender has gone on.
    if (answer) queueMicrotask(() => this.say({ id, ...answer }));
  }
}

export interface WorldOptions {
  /** Comes before the usual answers; gives `null` to leave a request to them. */
  readonly answers?: (method: string, params: unknown) => Answer | null;
  readonly capabilities?: JsonObject;
  /** A closing server stays until the test ends it. */
  readonly lingers?: boolean;
  readonly prepare?: ServerHost["prepare"];
  readonly open?: () => void;
  readonly autoRestart?: () => boolean;
}

/** Everything around a server, in memory: a clock moved by hand, a trace, and played servers. */
export class ServerWorld {
  readonly clock = new FakeClock(1_000);
  readonly trace = new RingTrace(this.clock, { session: "test", memoryBytes: 10_000_000 });
  readonly servers: PlayedServer[] = [];
  readonly prepared: { readonly launch: Launch | undefined; readonly asked: boolean }[] = [];
  readonly host: ServerHost;
  tools: readonly string[] = ["echo"];

  constructor(private readonly options: WorldOptions = {}) {
    const { trace, clock } = this;
    this.host = {
      trace,
      sessionOptions: () => ({ clock, client: { name: "test", version: "1" }, initializeTimeout: INITIALIZE_TIMEOUT, requestTimeout: 60_000, roots: () => [] }),
      autoRestart: () => options.autoRestart?.() ?? false,
      prepare: (config, asked, cancel) => {
        this.prepared.push({ launch: config.launch, asked });
        assert.ok(config.launch);
        return options.prepare?.(config, asked, cancel) ?? Promise.resolve({ ok: true, launch: config.launch });
      },
      openTransport: (launch) => {
        options.open?.();
        const server = new PlayedServer(launch, (method, params) => this.answer(method, params), options.lingers ?? false);
        this.servers.push(server);
        return server.transport;
      },
    };
  }

  /** The server that was opened last. */
  get server(): PlayedServer {
    const server = this.servers.at(-1);
    assert.ok(server, "No server was opened");
    return server;
  }

  private answer(method: string, params: unknown): Answer {
    const special = this.options.answers?.(method, params);
    if (special !== null && this.options.answers) return special;
    switch (method) {
      case "initialize":
        return { result: { protocolVersion: "2025-11-25", capabilities: this.options.capabilities ?? { tools: { listChanged: true }, logging: {} }, serverInfo: { name: "played", version: "1" } } };
      case "tools/list":
        return { result: { tools: this.tools.map((name) => ({ name, inputSchema: { type: "object" } })) } };
      default:
        return { error: { code: -32601, message: "Method not found" } };
    }
  }
}

export const OTHER_LAUNCH = { launch: { type: "stdio", command: "other", args: [], cwd: undefined, env: {}, envFile: undefined } } as const;

export function configOf(name: string, changes: Partial<ServerConfig> = {}): ServerConfig {
  const launch: Launch = { type: "stdio", command: "node", args: [`${name}.js`], cwd: undefined, env: {}, envFile: undefined };
  return {
    id: name,
    name,
    source: { kind: "own", author: "user", label: "User Settings", file: undefined },
    unresolved: launch,
    launch,
    remote: undefined,
    inputs: [],
    disabled: false,
    project: undefined,
    entry: undefined,
    problems: [],
    offset: undefined,
    ...changes,
  };
}
