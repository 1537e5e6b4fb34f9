import type { Event } from "../base/event";
import type { ServerConfig } from "./config";
import type { Server } from "./server";

/** The servers, reconciled from configuration by id. */
export interface Registry {
  /** In the order of the configuration, bundled last. */
  readonly servers: readonly Server[];
  get(id: string): Server | undefined;
  /**
   * Brings the servers in line: new ones appear stopped, changed ones take the configuration (a running one turns
   * stale), removed ones stop and go. Does not start anything.
   */
  reconcile(configs: readonly ServerConfig[]): void;
  /** Stops all, in parallel; settles when every process is gone. */
  stopAll(): Promise<void>;
  /** A server appeared, went or changed. */
  readonly onChange: Event<Server | undefined>;
}
