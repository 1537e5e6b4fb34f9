import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { Registry } from "../../core/server/registry";
import type { Server } from "../../core/server/server";
import type { Trace } from "../../core/trace/trace";
import type { LogLevels } from "../logLevel/logLevels";
import { serverTitle } from "../serverTitle";
import { ServerLog } from "./serverLog";

/** One log channel per server that has something to log; it goes with its server. */
export class ServerLogs implements Disposable {
  private readonly logs = new Map<string, ServerLog>();
  private readonly store = new DisposableStore();

  constructor(
    private readonly registry: Registry,
    trace: Trace,
    private readonly levels: LogLevels,
  ) {
    this.store.add(registry.onChange(() => this.followServers()));
    this.store.add(trace.onAppend((rows) => {
      if (rows.source !== "stderr" && rows.source !== "host") return;
      const log = this.logs.get(trace.link(rows.link)?.server ?? "");
      for (let seq = rows.first; log && seq < rows.next; seq++) log.frame(rows.at(seq));
    }));
    this.followServers();
  }

  show(server: Server): void {
    this.logOf(server).show();
  }

  dispose(): void {
    this.store.dispose();
    for (const log of this.logs.values()) log.dispose();
    this.logs.clear();
  }

  private followServers(): void {
    for (const [id, log] of this.logs) {
      if (this.registry.get(id) === log.server) continue;
      log.dispose();
      this.logs.delete(id);
    }
    for (const server of this.registry.servers) this.logOf(server);
  }

  private logOf(server: Server): ServerLog {
    const { id } = server.config;
    let log = this.logs.get(id);
    if (!log) this.logs.set(id, (log = new ServerLog(server, () => serverTitle(server, this.registry.servers), this.levels)));
    return log;
  }
}
