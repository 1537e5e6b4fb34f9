import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { Registry } from "../../core/server/registry";
import type { Server } from "../../core/server/server";
import type { Trace } from "../../core/trace/trace";
import { serverTitle } from "../serverTitle";
import { ServerLog } from "./serverLog";

/** One log channel per server that has something to log; it goes with its server. */
export class ServerLogs implements Disposable {
  private readonly logs = new Map<string, ServerLog>();
  private readonly store = new DisposableStore();

  constructor(
    private readonly registry: Registry,
    trace: Trace,
  ) {
    this.store.add(registry.onChange(() => this.followServers()));
    this.store.add(trace.onAppend((frames) => {
      for (const frame of frames) {
        if (frame.kind !== "stderr" && frame.kind !== "host") continue;
        const server = trace.link(frame.link)?.server;
        if (server !== undefined) this.logs.get(server)?.frame(frame);
      }
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
    if (!log) this.logs.set(id, (log = new ServerLog(server, () => serverTitle(server, this.registry.servers))));
    return log;
  }
}
