import "vscode-jsonrpc/node";
import assert from "node:assert/strict";
import { toDisposable } from "../../../src/core/base/disposable";
import { isJsonObject, type JsonObject } from "../../../src/core/base/json";
import { decodeUtf8, encodeUtf8 } from "../../../src/core/base/text";
import { setUnexpectedErrorHandler } from "../../../src/core/base/unexpected";
import { openSession } from "../../../src/core/mcp/clientSession";
import type { Session } from "../../../src/core/mcp/session";
import type { Root } from "../../../src/core/mcp/types";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { Closed } from "../../../src/core/wire/closed";
import type { Link } from "../../../src/core/wire/link";
import { MemoryTransport } from "../../../src/core/wire/memory";
import { TappedLink } from "../../../src/core/wire/tap";
import { FakeClock, settle } from "../../support/fakeClock";

export const ROOT: Root = { uri: "file:///home/me/project", name: "project" };

/** A session on a link whose other end is played by the test, line by line, on a clock moved by hand. */
export class Played {
  readonly clock = new FakeClock(1000);
  readonly trace = new RingTrace(this.clock, { session: "test", memoryBytes: 1_000_000 });
  /** Every line sent and not yet looked at, oldest first. */
  private readonly lines: string[] = [];
  readonly transport = new MemoryTransport((line) => this.took(decodeUtf8(line)));
  readonly link = new TappedLink(this.transport, this.trace.open({ server: "s", name: "S" }));
  readonly session: Session;
  readonly unexpected: unknown[] = [];
  roots: readonly Root[] = [ROOT];
  private listeners = 0;
  /** Answers at once, within `send`, when set. */
  reply: ((message: JsonObject) => JsonObject | undefined) | undefined;

  constructor() {
    setUnexpectedErrorHandler((error) => this.unexpected.push(error));
    this.session = openSession(this.watched(), {
      clock: this.clock,
      client: { name: "test", version: "1" },
      initializeTimeout: 10_000,
      requestTimeout: 60_000,
      roots: () => this.roots,
    });
  }

  /** The handshake, done and out of the way. */
  static async greeted(capabilities: JsonObject = { tools: {}, logging: {} }, revision = "2025-11-25"): Promise<Played> {
    const played = new Played();
    const hello = played.session.initialize();
    played.say({ id: 1, result: { protocolVersion: revision, capabilities, serverInfo: { name: "s", version: "1" } } });
    await hello;
    played.sent();
    return played;
  }

  /** A message of the server, as one line. */
  say(message: JsonObject): void {
    this.line(JSON.stringify({ jsonrpc: "2.0", ...message }));
  }

  /** Text of the server, exactly so, with the line ended. */
  line(text: string): void {
    this.transport.stdout(encodeUtf8(`${text}\n`));
  }

  /** Takes the lines sent since the last time, each as it was on the wire. */
  sentLines(): readonly string[] {
    return this.lines.splice(0);
  }

  sent(): readonly JsonObject[] {
    return this.sentLines().map(parse);
  }

  /** Lets the server's requests be dispatched, which takes turns of the event loop. */
  async answers(): Promise<readonly JsonObject[]> {
    await settle();
    return this.sent();
  }

  finish(closed: Closed): void {
    this.transport.finish(closed);
  }

  /** Nothing went wrong unseen, and nothing stays behind. */
  end(): void {
    setUnexpectedErrorHandler(undefined);
    this.session.dispose();
    assert.equal(this.clock.waiting, 0, "an alarm stayed behind");
    assert.equal(this.listeners, 0, "a listener stayed behind");
    assert.deepEqual(this.unexpected, []);
  }

  /** The link, with its listeners counted. */
  private watched(): Link {
    const { link } = this;
    const onMessages: Link["onMessages"] = (listener) => {
      this.listeners++;
      const subscription = link.onMessages(listener);
      return toDisposable(() => {
        this.listeners--;
        subscription.dispose();
      });
    };
    return { id: link.id, onMessages, send: (line) => link.send(line), close: () => link.close(), closed: link.closed };
  }

  private took(line: string): void {
    this.lines.push(line);
    const answer = this.reply?.(parse(line));
    if (answer) this.say(answer);
  }
}

function parse(line: string): JsonObject {
  const message: unknown = JSON.parse(line);
  assert.ok(isJsonObject(message), `not an object: ${line}`);
  return message;
}
