import { Emitter } from "../base/event";
import { Failure } from "../base/failure";
import type { JsonObject } from "../base/json";
import type { Link } from "../wire/link";
import { legacyDialect } from "./legacyDialect";
import { declares, missingCapability } from "./missingCapability";
import { OfferReader } from "./offerReader";
import { parseCompletion } from "./parse/parseCompletion";
import { parseHello } from "./parse/parseHello";
import { parseLog } from "./parse/parseLog";
import { parsePromptResult } from "./parse/parsePromptResult";
import { parseReadResult } from "./parse/parseReadResult";
import { parseToolResult } from "./parse/parseToolResult";
import { Peer } from "./peer/peer";
import { requestName } from "./peer/call";
import { answerServer } from "./peer/serverRequests";
import type { ListName, RequestOptions, Session, SessionOptions } from "./session";
import type { Completion, CompletionArgument, CompletionRef, LogLevel, LogMessage, Offer, PromptResult, ReadResult, ServerHello, ToolResult } from "./types";

/** Which notification announces a change of which list. */
const LIST_CHANGES: ReadonlyMap<string, ListName> = new Map([
  ["notifications/tools/list_changed", "tools"],
  ["notifications/resources/list_changed", "resources"],
  ["notifications/prompts/list_changed", "prompts"],
]);

const LISTENS: ReadonlySet<string> = new Set([
  "notifications/progress",
  "notifications/message",
  "notifications/resources/updated",
  ...LIST_CHANGES.keys(),
]);

/** Opens our client on a link; nothing is sent before `initialize`. The link stays its owner's. */
export function openSession(link: Link, options: SessionOptions): Session {
  return new ClientSession(link, options);
}

class ClientSession implements Session {
  private readonly dialect = legacyDialect;
  private readonly peer: Peer;
  private readonly logEmitter = new Emitter<LogMessage>();
  private readonly listEmitter = new Emitter<ListName>();
  private readonly resourceEmitter = new Emitter<string>();
  private readonly offers = new OfferReader({
    declares: (capability) => this.greeting === undefined || declares(this.greeting.capabilities, capability),
    request: (method, params) => this.request(method, params),
  });
  private opening: Promise<ServerHello> | undefined;
  private greeting: ServerHello | undefined;
  readonly onLog = this.logEmitter.event;
  readonly onListChanged = this.listEmitter.event;
  readonly onResourceUpdated = this.resourceEmitter.event;

  constructor(
    link: Link,
    private readonly options: SessionOptions,
  ) {
    this.peer = new Peer(link, {
      clock: options.clock,
      dialect: this.dialect,
      timeout: options.requestTimeout,
      listens: LISTENS,
      notified: (method, params) => this.notified(method, params),
      answer: (method) => answerServer(method, options.roots, (asked) => this.dialect.methods[asked]?.capability),
    });
  }

  get hello(): ServerHello | undefined {
    return this.greeting;
  }

  supports(method: string): boolean {
    return this.greeting !== undefined && this.missing(method, this.greeting) === undefined;
  }

  initialize(): Promise<ServerHello> {
    this.opening ??= this.open();
    return this.opening;
  }

  listAll(arrived?: (part: Partial<Offer>) => void): Promise<Offer> {
    return this.offers.all(arrived ?? (() => undefined));
  }

  async list<K extends ListName>(name: K): Promise<Pick<Offer, K extends "resources" ? "resources" | "templates" : K>> {
    // The type of the answer depends on the value of `name`, which the compiler cannot follow into the branches.
    return (await this.offers.named(name)) as Pick<Offer, K extends "resources" ? "resources" | "templates" : K>;
  }

  async callTool(name: string, args: JsonObject, options?: RequestOptions): Promise<ToolResult> {
    const params = { name, arguments: args };
    const result = await this.request("tools/call", params, options);
    return parseToolResult(result, requestName("tools/call", params));
  }

  async readResource(uri: string, options?: RequestOptions): Promise<ReadResult> {
    const result = await this.declared("resources/read", { uri }, options);
    return parseReadResult(result, requestName("resources/read", { uri }));
  }

  async getPrompt(name: string, args: { readonly [name: string]: string }, options?: RequestOptions): Promise<PromptResult> {
    const params = { name, ...(Object.keys(args).length > 0 && { arguments: args }) };
    const result = await this.declared("prompts/get", params, options);
    return parsePromptResult(result, requestName("prompts/get", params));
  }

  async complete(ref: CompletionRef, { name, value, others }: CompletionArgument, options?: RequestOptions): Promise<Completion> {
    const hasContext = (this.greeting?.revision ?? "") >= this.dialect.completionContextSince && Object.keys(others).length > 0;
    const params = { ref, argument: { name, value }, ...(hasContext && { context: { arguments: others } }) };
    return parseCompletion(await this.declared("completion/complete", params, options));
  }

  async subscribe(uri: string, options?: RequestOptions): Promise<void> {
    await this.declared("resources/subscribe", { uri }, options);
  }

  async unsubscribe(uri: string, options?: RequestOptions): Promise<void> {
    await this.declared("resources/unsubscribe", { uri }, options);
  }

  request(method: string, params: JsonObject | undefined, options?: RequestOptions): Promise<unknown> {
    if (this.greeting || method === "ping") return this.peer.request(method, params, options);
    return Promise.reject(new Failure("usage", `${requestName(method, params)} was not sent: the handshake with the server is not done yet.`));
  }

  async setLogLevel(level: LogLevel): Promise<void> {
    await this.declared("logging/setLevel", { level });
  }

  rootsChanged(): void {
    if (this.greeting) this.peer.notify("notifications/roots/list_changed");
  }

  dispose(): void {
    this.peer.dispose();
    this.logEmitter.dispose();
    this.listEmitter.dispose();
    this.resourceEmitter.dispose();
  }

  private async open(): Promise<ServerHello> {
    const { opening, capabilities, revisions } = this.dialect;
    const params = opening.params(this.options.client, capabilities);
    const result = await this.peer.request(opening.method, params, { timeout: this.options.initializeTimeout });
    const hello = parseHello(result, revisions);
    this.greeting = hello;
    this.peer.notify(opening.answered);
    return hello;
  }

  /** A request that goes out only when the server declares what it needs. */
  private declared(method: string, params: JsonObject, options?: RequestOptions): Promise<unknown> {
    const missing = this.greeting && this.missing(method, this.greeting);
    return missing === undefined ? this.request(method, params, options) : Promise.reject(new Failure("usage", missing));
  }

  private missing(method: string, { revision, capabilities }: ServerHello): string | undefined {
    return missingCapability(method, this.dialect.methods[method], revision, capabilities);
  }

  private notified(method: string, params: JsonObject | undefined): void {
    if (method === "notifications/message" && params) this.logEmitter.fire(parseLog(params));
    if (method === "notifications/resources/updated" && typeof params?.["uri"] === "string") this.resourceEmitter.fire(params["uri"]);
    const list = LIST_CHANGES.get(method);
    if (list) this.listEmitter.fire(list);
  }
}
