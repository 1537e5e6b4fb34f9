import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { inProject } from "../../../support/project";

export interface RawMessage {
  readonly jsonrpc: string;
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly [name: string]: unknown };
  readonly result?: { readonly [name: string]: unknown };
  readonly error?: { readonly code: number; readonly message: string };
}

type Answer = (message: RawMessage) => object;

/** The built server as a process of its own, spoken to in raw lines. Everything it prints must be a JSON-RPC message. */
export class RawServer {
  readonly messages: RawMessage[] = [];
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  stderr = "";
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting = new Set<() => void>();
  private rest = "";
  private nextId = 1;

  /** `answers` are the results for what the server asks the client. */
  constructor(cwd: string, private readonly answers: { readonly [method: string]: Answer } = {}) {
    this.child = spawn(process.execPath, [inProject("dist", "analyzer.js")], { cwd, stdio: "pipe" });
    this.child.stdout.setEncoding("utf8").on("data", (text: string) => this.read(text));
    this.child.stderr.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => {
      this.child.on("close", (code, signal) => {
        this.wake();
        resolve({ code, signal });
      });
    });
  }

  async initialize(protocolVersion = "2025-11-25", capabilities: object = {}): Promise<RawMessage> {
    const answer = await this.request("initialize", { protocolVersion, capabilities, clientInfo: { name: "test", version: "1" } });
    this.notify("notifications/initialized");
    return answer;
  }

  /** Sends a request and waits for its answer. */
  request(method: string, params: object = {}): Promise<RawMessage> {
    return this.answerTo(this.start(method, params));
  }

  call(name: string, args: object, meta: object = {}): Promise<RawMessage> {
    return this.request("tools/call", { name, arguments: args, _meta: meta });
  }

  /** Sends a request and returns its id. */
  start(method: string, params: object = {}): number {
    const id = this.nextId;
    this.nextId += 1;
    this.send({ jsonrpc: "2.0", id, method, params });
    return id;
  }

  notify(method: string, params: object = {}): void {
    this.send({ jsonrpc: "2.0", method, params });
  }

  answerTo(id: number): Promise<RawMessage> {
    return this.until((message) => message.id === id && message.method === undefined);
  }

  /** The first message that fits, among those that came and those to come. */
  async until(fits: (message: RawMessage) => boolean): Promise<RawMessage> {
    for (;;) {
      const found = this.messages.find(fits);
      if (found !== undefined) return found;
      assert.equal(this.child.exitCode, null, `the server has ended: ${this.stderr}`);
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  /** Closes its stdin and waits for its end. */
  close(): Promise<{ readonly code: number | null; readonly signal: string | null }> {
    this.child.stdin.end();
    return this.ended;
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }

  private send(message: object): void {
    this.child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  private read(text: string): void {
    const lines = (this.rest + text).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) {
      const message = JSON.parse(line) as RawMessage;
      assert.equal(message.jsonrpc, "2.0", line);
      this.messages.push(message);
      const answer = message.method === undefined ? undefined : this.answers[message.method];
      if (answer !== undefined && message.id !== undefined) this.send({ jsonrpc: "2.0", id: message.id, result: answer(message) });
    }
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
