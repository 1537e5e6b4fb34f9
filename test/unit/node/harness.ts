import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { StdioLaunch } from "../../../src/core/server/launch";
import type { HostEvent } from "../../../src/core/wire/frame";
import type { TransportSink } from "../../../src/core/wire/transport";
import { nodeClock } from "../../../src/node/clock";
import { Reaper } from "../../../src/node/reaper";
import { StdioTransport, type StdioOptions } from "../../../src/node/stdio";

/** Keeps everything that a transport hands over, in order of arrival. */
export class Recorder implements TransportSink {
  readonly chunks = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  readonly ends: string[] = [];
  readonly events: HostEvent[] = [];
  private watchers: (() => void)[] = [];

  stdout(chunk: Uint8Array): Promise<void> | undefined {
    this.keep("stdout", chunk);
    return undefined;
  }

  stderr(chunk: Uint8Array): undefined {
    this.keep("stderr", chunk);
  }

  end(stream: "stdout" | "stderr"): void {
    this.ends.push(stream);
    this.changed();
  }

  host(event: HostEvent): void {
    this.events.push(event);
    this.changed();
  }

  text(stream: "stdout" | "stderr"): string {
    return Buffer.concat(this.chunks[stream]).toString("utf8");
  }

  /** Host events in short: `spawned`, `signal SIGTERM`, `survivors 2 ended`. */
  get story(): string[] {
    return this.events.map((event) => {
      if (event.type === "signal") return `signal ${event.signal}`;
      if (event.type === "survivors") return `survivors ${event.pids.length} ${event.ended ? "ended" : "left"}`;
      return event.type;
    });
  }

  /** Settles when `isTrue` is; checked whenever something arrives. */
  until(isTrue: () => boolean): Promise<void> {
    return new Promise((done) => {
      const watch = (): void => {
        if (!isTrue()) return;
        this.watchers = this.watchers.filter((each) => each !== watch);
        done();
      };
      this.watchers.push(watch);
      watch();
    });
  }

  private keep(stream: "stdout" | "stderr", chunk: Uint8Array): void {
    if (this.ends.includes(stream)) throw new Error(`${stream} delivered ${chunk.length} bytes after its end`);
    this.chunks[stream].push(chunk);
    this.changed();
  }

  private changed(): void {
    for (const watch of this.watchers) watch();
  }
}

export const windowsScript = resolve("dist/reaper.js");

/** Absolute path of a server of the rogues' gallery. */
export function rogue(name: string): string {
  return resolve("test/fixtures/servers", name);
}

export function nodeLaunch(...args: string[]): StdioLaunch {
  return { type: "stdio", command: process.execPath, args, cwd: undefined, env: {}, envFile: undefined };
}

/** Opens a launch with a recorder at the end of it. */
export function open(launch: StdioLaunch, reaper: Reaper, options: Partial<StdioOptions> = {}): { transport: StdioTransport; seen: Recorder } {
  const transport = new StdioTransport(launch, { clock: nodeClock, reaper, ...options });
  const seen = new Recorder();
  transport.open(seen);
  return { transport, seen };
}

export function newReaper(): Reaper {
  return new Reaper(nodeClock, windowsScript);
}

export function line(message: object): Uint8Array {
  return Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
}

export function call(id: number, name: string, args: object = {}): Uint8Array {
  return line({ id, method: "tools/call", params: { name, arguments: args } });
}

export function openDescriptors(): number {
  return readdirSync("/proc/self/fd").length;
}
