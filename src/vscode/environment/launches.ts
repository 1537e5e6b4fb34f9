import type { ServerConfig } from "../../core/server/config";
import type { Launch } from "../../core/server/launch";
import type { Prepared } from "../../core/server/server";
import type { Inheritance, Inherited } from "../../node/inheritance";
import { defaultFolder } from "../roots";

/** What the process of a server was given the last time that it was to be started. */
export interface LaunchRecord {
  readonly launch: Launch;
  readonly inherited: Inherited;
  readonly defaultCwd: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Adds to every prepared launch what its process inherits, and remembers both to show them. */
export class Launches {
  private readonly records = new WeakMap<Launch, LaunchRecord>();
  private readonly latest = new Map<string, LaunchRecord>();

  constructor(private readonly inheritance: Inheritance) {}

  async complete(config: ServerConfig, prepared: Prepared): Promise<Prepared> {
    if (!prepared.ok) return prepared;
    const { launch } = prepared;
    const defaultCwd = defaultFolder();
    const record: LaunchRecord = { launch, defaultCwd, inherited: await this.inheritance.of(launch, defaultCwd), at: Date.now() };
    this.records.set(launch, record);
    this.latest.set(config.id, record);
    return prepared;
  }

  /** What belongs to a launch that was prepared here. */
  of(launch: Launch): LaunchRecord {
    const record = this.records.get(launch);
    if (!record) throw new Error("A launch is opened that was not prepared");
    return record;
  }

  last(serverId: string): LaunchRecord | undefined {
    return this.latest.get(serverId);
  }
}
