import { Emitter } from "../base/event";
import { Failure } from "../base/failure";
import type { JsonObject } from "../base/json";
import type { Link } from "../wire/link";
import { collectList } from "./collectList";
import { legacyDialect } from "./legacyDialect";
import { parseHello } from "./parse/parseHello";
import type { ParsedItem } from "./parse/parseItem";
import { parseLog } from "./parse/parseLog";
import { parsePrompt } from "./parse/parsePrompt";
import { parseResource } from "./parse/parseResource";
import { parseTemplate } from "./parse/parseTemplate";
import { parseTool } from "./parse/parseTool";
import { parseToolResult } from "./parse/parseToolResult";
import { Peer } from "./peer/peer";
import { requestName } from "./peer/call";
import { answerServer } from "./peer/serverRequests";
import type { ListName, RequestOptions, Session, SessionOptions } from "./session";
import type { Listed, LogLevel, LogMessage, Offer, ServerHello, ToolResult } from "./types";

/** Which notification announces a change of which list. */
const LIST_CHANGES: ReadonlyMap<string, ListName> = new Map([
  ["notifications/tools/list_changed", "tools"],
  ["notifications/resources/list_changed", "resources"],
  ["notifications/prompts/list_changed", "prompts"],
]);

const LISTENS: ReadonlySet<string> = new Set(["notifications/progress", "notifications/message", ...LIST_CHANGES.keys()]);

/** Opens our client on a link; nothing is sent before `initialize`. The link stays its owner's. */
export function openSession(link: Link, options: SessionOptions): Session {
  return new ClientSession(link, options);
}

class ClientSession implements Session {
  private readonly dialect = legacyDialect;
  private readonly peer: Peer;
  private readonly logEmitter = new Emitter<LogMessage>();
  private readonly listEmitter = new Emitter<ListName>();
  private opening: Promise<ServerHello> | undefined;
  private greeting: ServerHello | undefined;
  readonly onLog = this.logEmitter.event;
  readonly onListChanged = this.listEmitter.event;

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

  initialize(): Promise<ServerHello> {
    this.opening ??= this.open();
    return this.opening;
  }

  async listAll(): Promise<Offer> {
    const [tools, resources, templates, prompts] = await Promise.all([
      this.orEmpty(this.tools()),
      this.orEmpty(this.resources()),
      this.orEmpty(this.templates()),
      this.orEmpty(this.prompts()),
    ]);
    return { tools, resources, templates, prompts };
  }

  async list<K extends ListName>(name: K): Promise<Pick<Offer, K extends "resources" ? "resources" | "templates" : K>> {
    // The type of the answer depends on the value of `name`, which the compiler cannot follow into the branches.
    return (await this.listNamed(name)) as Pick<Offer, K extends "resources" ? "resources" | "templates" : K>;
  }

  async callTool(name: string, args: JsonObject, options?: RequestOptions): Promise<ToolResult> {
    const params = { name, arguments: args };
    const result = await this.request("tools/call", params, options);
    return parseToolResult(result, requestName("tools/call", params));
  }

  request(method: string, params: JsonObject | undefined, options?: RequestOptions): Promise<unknown> {
    if (this.greeting || method === "ping") return this.peer.request(method, params, options);
    return Promise.reject(new Failure("usage", `${requestName(method, params)} was not sent: the handshake with the server is not done yet.`));
  }

  async setLogLevel(level: LogLevel): Promise<void> {
    if (this.declares("logging")) await this.request("logging/setLevel", { level });
  }

  rootsChanged(): void {
    if (this.greeting) this.peer.notify("notifications/roots/list_changed");
  }

  dispose(): void {
    this.peer.dispose();
    this.logEmitter.dispose();
    this.listEmitter.dispose();
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

  private async listNamed(name: ListName): Promise<Partial<Offer>> {
    switch (name) {
      case "tools":
        return { tools: await this.tools() };
      case "prompts":
        return { prompts: await this.prompts() };
      case "resources": {
        const [resources, templates] = await Promise.all([this.resources(), this.templates()]);
        return { resources, templates };
      }
    }
  }

  private tools(): Promise<Offer["tools"]> {
    return this.collect("tools", "tools/list", "tools", parseTool);
  }

  private resources(): Promise<Offer["resources"]> {
    return this.collect("resources", "resources/list", "resources", parseResource);
  }

  private prompts(): Promise<Offer["prompts"]> {
    return this.collect("prompts", "prompts/list", "prompts", parsePrompt);
  }

  /** No capability tells whether a server with resources has templates too; many answer that they have no such method. */
  private async templates(): Promise<Offer["templates"]> {
    try {
      return await this.collect("resources", "resources/templates/list", "resourceTemplates", parseTemplate);
    } catch (error) {
      if (error instanceof Failure && error.rpc?.code === -32601) return { items: [], invalid: [], truncated: undefined };
      throw error;
    }
  }

  private async collect<T>(capability: string, method: string, key: string, parse: (value: unknown) => ParsedItem<T>): Promise<Listed<T> | undefined> {
    if (this.greeting && !this.declares(capability)) return undefined;
    return collectList({ method, key, parse, request: (asked, params) => this.request(asked, params) });
  }

  /** One list that fails must not hide the others; a connection that ended ends them all. */
  private async orEmpty<T>(list: Promise<Listed<T> | undefined>): Promise<Listed<T> | undefined> {
    try {
      return await list;
    } catch (error) {
      if (!(error instanceof Failure) || error.kind === "closed" || error.kind === "usage") throw error;
      return { items: [], invalid: [], truncated: error.message };
    }
  }

  private declares(capability: string): boolean {
    // Any truthy value counts: a server that writes `true` for `{}` still has tools worth showing.
    return Boolean(this.greeting?.capabilities[capability]);
  }

  private notified(method: string, params: JsonObject | undefined): void {
    if (method === "notifications/message" && params) this.logEmitter.fire(parseLog(params));
    const list = LIST_CHANGES.get(method);
    if (list) this.listEmitter.fire(list);
  }
}
