import { createMessageConnection, ErrorCodes, Message, type MessageConnection, ParameterStructures, ResponseError } from "vscode-jsonrpc";
import { DisposableStore, type Disposable } from "../../base/disposable";
import { Failure, messageOf } from "../../base/failure";
import { isJsonObject, type JsonObject } from "../../base/json";
import { onUnexpectedError } from "../../base/unexpected";
import type { Clock } from "../../base/clock";
import type { FrameKind, Rows } from "../../wire/frame";
import type { Link } from "../../wire/link";
import { Call, requestName } from "./call";
import { brief } from "../brief";
import { Deadlines } from "./deadlines";
import { describeClosed } from "../describeClosed";
import { describeDuration } from "../duration";
import { type Incoming, readMessage, type RpcError } from "./incoming";
import { describeErrorCode } from "./errorCodes";
import { LinkReader } from "./linkReader";
import { LinkWriter } from "./linkWriter";
import { Silence } from "./silence";
import type { Dialect } from "../dialect";
import type { RequestOptions } from "../session";

/** What a peer needs from the session that owns it. */
export interface PeerOptions {
  readonly clock: Clock;
  readonly dialect: Dialect;
  /** Default wait for an answer, milliseconds. */
  readonly timeout: number;
  /** Notifications worth parsing. */
  readonly listens: ReadonlySet<string>;
  notified(method: string, params: JsonObject | undefined): void;
  /** Answers a request of the server; throws a `ResponseError` to refuse it. */
  answer(method: string, params: JsonObject | undefined): JsonObject;
}

/**
 * JSON-RPC on a link. vscode-jsonrpc pairs our requests with their answers and dispatches the server's requests; what
 * it would lose, delay or swallow is decided before: notifications are delivered here, in order of arrival (its queue
 * would let an answer overtake the progress before it), and only one sound answer per pending request reaches it.
 */
export class Peer implements Disposable {
  private readonly connection: MessageConnection;
  private readonly reader = new LinkReader();
  private readonly store = new DisposableStore();
  private readonly calls = new Map<number, Call>();
  private readonly deadlines: Deadlines<Call>;
  /** Ids of the server's requests by the unique number vscode-jsonrpc knows them by: it would mix up `1` and `"1"`. */
  private readonly asked = new Map<number, string | number>();
  private readonly silence = new Silence();
  private lastId = 0;
  private lastAsked = 0;
  /** Why nothing can be sent any more, as the second half of a sentence. */
  private ended: string | undefined;

  constructor(
    private readonly link: Link,
    private readonly options: PeerOptions,
  ) {
    this.deadlines = this.store.add(new Deadlines(options.clock, () => this.calls.values(), (late) => this.timedOut(late)));
    const writer = new LinkWriter((message) => this.write(message));
    // With bounded parallelism vscode-jsonrpc takes answers at once instead of one event-loop turn later each.
    this.connection = createMessageConnection(this.reader, writer, loudLogger, { maxParallelism: 16 });
    this.connection.onRequest((method, params) => this.serve(method, params));
    this.store.add(this.connection.onError(([error]) => onUnexpectedError(error)));
    this.connection.listen();
    this.store.add(link.onMessages((rows) => this.receive(rows)));
    void link.closed.then((closed) => this.end(`the server ${describeClosed(closed)}`));
  }

  /** The result is unchecked. Every rejection is a `Failure`. */
  request(method: string, params: JsonObject | undefined, options: RequestOptions = {}): Promise<unknown> {
    if (this.ended !== undefined) return Promise.reject(new Failure("closed", `${requestName(method, params)} was not sent: ${this.ended}.`));
    if (options.cancel?.cancelled) return Promise.reject(new Failure("cancelled", `${requestName(method, params)} was cancelled before it was sent.`));
    const call = this.open(method, params, options);
    const stamped = this.options.dialect.stamp(params, { progressToken: options.onProgress ? call.id : undefined });
    const answer: Promise<unknown> =
      stamped === undefined ? this.connection.sendRequest(method) : this.connection.sendRequest(method, ParameterStructures.byName, stamped);
    return answer.catch((error: unknown) => {
      throw this.failureOf(call, error);
    });
  }

  notify(method: string, params?: JsonObject): void {
    if (this.ended !== undefined) return;
    const sent = params === undefined ? this.connection.sendNotification(method) : this.connection.sendNotification(method, ParameterStructures.byName, params);
    sent.catch(onUnexpectedError);
  }

  dispose(): void {
    this.end("the session was closed");
  }

  private open(method: string, params: JsonObject | undefined, options: RequestOptions): Call {
    // vscode-jsonrpc counts from 0 and some servers refuse that id; on the wire it is one more.
    const call = new Call(++this.lastId, method, params, options.onProgress, this.options.clock.now(), options.timeout ?? this.options.timeout, options.onSent);
    this.calls.set(call.id, call);
    this.deadlines.add(call);
    call.cancelling = options.cancel?.onCancel(() => this.cancel(call));
    return call;
  }

  private cancel(call: Call): void {
    if (this.fail(call, new Failure("cancelled", `${call.label} was cancelled after ${this.age(call)}.`))) this.withdraw(call, "Cancelled by the user");
  }

  private timedOut(call: Call): void {
    const now = this.options.clock.now();
    const although = call.extended ? ", although progress was reported" : "";
    const message = `No answer to ${call.label}, sent ${this.age(call)} ago${although}. ${this.silence.describe(call.sent, now)}`;
    if (this.fail(call, new Failure("timeout", message))) this.withdraw(call, `No answer within ${this.age(call)}`);
  }

  /** Tells the server that the answer is no longer wanted. */
  private withdraw(call: Call, reason: string): void {
    const { cancel } = this.options.dialect;
    if (!cancel.never.includes(call.method)) this.notify(cancel.method, cancel.params(call.id, reason));
  }

  private age(call: Call): string {
    return describeDuration(this.options.clock.now() - call.sent);
  }

  /** Rejects a pending request at once; the answer given to vscode-jsonrpc in its place makes it forget the request. */
  private fail(call: Call, failure: Failure): boolean {
    if (!this.take(call)) return false;
    call.failure = failure;
    this.deliver({ jsonrpc: "2.0", id: call.id - 1, error: { code: ErrorCodes.PendingResponseRejected, message: failure.message } });
    return true;
  }

  private take(call: Call): boolean {
    call.release();
    return this.calls.delete(call.id);
  }

  private end(reason: string): void {
    if (this.ended !== undefined) return;
    this.ended = reason;
    this.store.dispose();
    for (const call of this.calls.values()) {
      call.failure = new Failure("closed", `No answer to ${call.label}, sent ${this.age(call)} ago: ${reason}.`);
      call.release();
    }
    this.calls.clear();
    this.asked.clear();
    this.connection.dispose();
  }

  private failureOf(call: Call, error: unknown): Failure {
    this.take(call);
    if (call.failure) return call.failure;
    // The server's errors are made into failures before vscode-jsonrpc sees them; what is left never went out.
    return new Failure("usage", `${call.label} could not be sent: ${messageOf(error)}`);
  }

  /** One bad message must not hide the rest. */
  private receive(rows: Rows): void {
    let heard = false;
    for (let seq = rows.first; seq < rows.next; seq++) {
      const kind = rows.kind(seq);
      if (kind === "junk") continue;
      if (!heard) this.silence.heard(rows.time);
      heard = true;
      if (kind === "notification" && !this.listensTo(rows.method(seq))) {
        seq = rows.alike(seq) - 1;
        continue;
      }
      try {
        this.receiveRow(rows, seq, kind);
      } catch (error) {
        onUnexpectedError(error);
      }
    }
  }

  private listensTo(method: string | undefined): boolean {
    return method !== undefined && this.options.listens.has(method);
  }

  private receiveRow(rows: Rows, seq: number, kind: FrameKind): void {
    const id = rows.id(seq);
    if (!this.isWorthParsing(kind, id)) return;
    const message = rows.message(seq);
    if (kind !== "batch") this.accept(message, kind, id, rows.time);
    else if (Array.isArray(message)) for (const member of message as readonly unknown[]) this.acceptMember(member, rows.time);
  }

  private isWorthParsing(kind: FrameKind, id: unknown): boolean {
    return kind === "request" || kind === "notification" || this.pending(id) !== undefined || !this.isPast(id);
  }

  /** One bad member of a batch must not hide the rest. */
  private acceptMember(member: unknown, time: number): void {
    try {
      this.accept(member, "batch", undefined, time);
    } catch (error) {
      onUnexpectedError(error);
    }
  }

  private accept(message: unknown, kind: FrameKind, id: unknown, time: number): void {
    if (isJsonObject(message)) return this.act(readMessage(message), time);
    // The ends of the line looked like an answer, but the middle is broken.
    const call = this.pending(id);
    if (call && kind !== "request") this.fail(call, this.malformed(call, "is no valid JSON"));
  }

  private act(incoming: Incoming, time: number): void {
    switch (incoming.type) {
      case "request":
        this.asked.set(++this.lastAsked, incoming.id);
        return this.deliver({ jsonrpc: "2.0", id: this.lastAsked, method: incoming.method, ...(incoming.params && { params: incoming.params }) });
      case "bad-request":
        return void this.send({ jsonrpc: "2.0", id: incoming.id, error: { code: incoming.code, message: `The request ${incoming.fault}` } });
      case "notification":
        if (this.options.listens.has(incoming.method)) this.notified(incoming.method, incoming.params);
        return;
      case "result":
      case "error":
      case "bad-answer":
        return this.answered(incoming, time);
      case "nothing":
        return;
    }
  }

  private answered(answer: Incoming & { readonly type: "result" | "error" | "bad-answer" }, time: number): void {
    const call = this.pending(answer.id);
    if (!call) {
      // A number that we did use belongs to a late or a second answer, which explains nothing about the pending ones.
      if (!this.isPast(answer.id)) this.silence.stray(time, answer);
      return;
    }
    if (answer.type === "bad-answer") this.fail(call, this.malformed(call, answer.fault));
    else if (answer.type === "error") this.fail(call, rpcFailure(call, answer.error));
    else if (this.take(call)) this.deliver({ jsonrpc: "2.0", id: call.id - 1, result: answer.result });
  }

  private notified(method: string, params: JsonObject | undefined): void {
    if (method !== "notifications/progress") return this.options.notified(method, params);
    const { progressToken, progress, total, message } = params ?? {};
    const call = this.pending(progressToken);
    if (!call?.onProgress || typeof progress !== "number") return;
    call.extend(this.options.clock.now());
    call.onProgress({
      progress,
      total: typeof total === "number" ? total : undefined,
      message: typeof message === "string" ? message : undefined,
    });
  }

  private pending(id: unknown): Call | undefined {
    return typeof id === "number" ? this.calls.get(id) : undefined;
  }

  private isPast(id: unknown): boolean {
    return typeof id === "number" && Number.isInteger(id) && id >= 1 && id <= this.lastId;
  }

  private malformed(call: Call, fault: string): Failure {
    return new Failure("protocol", `The answer to ${call.label} ${fault}.`);
  }

  private serve(method: string, params: unknown): JsonObject | ResponseError<void> {
    try {
      return this.options.answer(method, isJsonObject(params) ? params : undefined);
    } catch (error) {
      if (error instanceof ResponseError) return error;
      onUnexpectedError(error);
      return new ResponseError(ErrorCodes.InternalError, `Wirelight could not answer ${method}: ${messageOf(error)}`);
    }
  }

  /** Hands a message to vscode-jsonrpc. */
  private deliver(message: JsonObject & Message): void {
    this.reader.deliver(message);
  }

  /** Sends what vscode-jsonrpc wants sent, with ids as they are on the wire. */
  private write(message: Message): void {
    if (Message.isRequest(message)) return this.ask(Number(message.id) + 1, message.method, message.params);
    if (!Message.isResponse(message)) return void this.send(message);
    const id = Number(message.id);
    const asked = this.asked.get(id);
    this.asked.delete(id);
    if (asked !== undefined) this.send({ ...message, id: asked });
  }

  private ask(id: number, method: string, params: unknown): void {
    // Before the answer, which may come within the sending.
    const onSent = this.calls.get(id)?.onSent;
    const seq = this.send({ jsonrpc: "2.0", id, method, params });
    if (seq !== undefined) onSent?.(seq);
  }

  /** The sequence of the row, unless nothing can be sent any more. */
  private send(message: object): number | undefined {
    return this.ended === undefined ? this.link.send(JSON.stringify(message)) : undefined;
  }
}

function rpcFailure(call: Call, error: RpcError): Failure {
  const message = `The server answered ${call.label} with error ${describeErrorCode(error.code)}: ${brief(error.message)}`;
  return new Failure("protocol", message, { code: error.code, ...(error.data !== undefined && { data: error.data }) });
}

function report(message: string): void {
  onUnexpectedError(new Error(`vscode-jsonrpc: ${message}`));
}

/** vscode-jsonrpc only logs what goes wrong inside; nothing of it may stay unseen. */
const loudLogger = { error: report, warn: report, info: report, log: report };
