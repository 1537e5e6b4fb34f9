import type { Disposable } from "../base/disposable";
import { Emitter } from "../base/event";
import type { ServerConfig } from "./config";
import { McpServer } from "./mcpServer";
import type { Registry } from "./registry";
import type { Server, ServerHost } from "./server";

interface Entry {
  readonly server: McpServer;
  readonly subscription: Disposable;
}

/** Holds one server for each configured id, in the order of the configuration; those on their way out come last. */
export class ServerRegistry implements Registry {
  private readonly entries = new Map<string, Entry>();
  private order: readonly McpServer[] = [];
  private leaving: readonly McpServer[] = [];
  private readonly changed = new Emitter<Server | undefined>();

  readonly onChange = this.changed.event;

  constructor(private readonly host: ServerHost) {}

  get servers(): readonly Server[] {
    return [...this.order, ...this.leaving];
  }

  get(id: string): Server | undefined {
    return this.entries.get(id)?.server;
  }

  reconcile(configs: readonly ServerConfig[]): void {
    const before = this.servers;
    const kept = new Map(configs.map((config) => [config.id, config]));
    const withdrawn = this.order.filter((server) => !kept.has(server.config.id));
    this.leaving = [...this.leaving.filter((server) => !kept.has(server.config.id)), ...withdrawn];
    this.order = [...kept.values()].map((config) => this.configured(config));
    for (const server of withdrawn) this.withdraw(server);
    if (!sameServers(before, this.servers)) this.changed.fire(undefined);
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
  }

  /** Tells every running server that the roots have changed. */
  rootsChanged(): void {
    for (const server of this.order) server.rootsChanged();
  }

  private configured(config: ServerConfig): McpServer {
    const known = this.entries.get(config.id)?.server;
    if (known) {
      known.configure(config);
      return known;
    }
    const server = new McpServer(config, this.host);
    this.entries.set(config.id, { server, subscription: server.onChange(() => this.changed.fire(server)) });
    return server;
  }

  /** It stays to be seen until its process is gone; configured again meanwhile, it stays for good. */
  private withdraw(server: McpServer): void {
    server.withdraw();
    if (!server.linked) this.forget(server);
    else void server.stop().then(() => this.forgetLate(server));
  }

  private forgetLate(server: McpServer): void {
    if (server.linked || !this.leaving.includes(server)) return;
    this.forget(server);
    this.changed.fire(undefined);
  }

  private forget(server: McpServer): void {
    const { id } = server.config;
    this.leaving = this.leaving.filter((each) => each !== server);
    this.entries.get(id)?.subscription.dispose();
    this.entries.delete(id);
  }
}

function sameServers(one: readonly Server[], other: readonly Server[]): boolean {
  return one.length === other.length && one.every((server, index) => server === other[index]);
}
