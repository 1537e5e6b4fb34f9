import { resolve } from "node:path";
import type { Clock } from "../../../src/core/base/clock";
import { DEFAULT_TIMEOUTS, PRODUCT } from "../../../src/core/base/product";
import type { ServerConfig } from "../../../src/core/server/config";
import type { StdioLaunch } from "../../../src/core/server/launch";
import type { Server } from "../../../src/core/server/server";
import { ServerRegistry } from "../../../src/core/server/serverRegistry";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { Frame } from "../../../src/core/wire/frame";
import { nodeClock } from "../../../src/node/clock";
import "../../../src/node/jsonrpcRuntime";
import "../../../src/node/utf8Check";
import { Reaper } from "../../../src/node/reaper";
import { StdioTransport, type StdioOptions } from "../../../src/node/stdio";
import { windowsScript } from "./harness";

export interface RealOptions {
  /** Of the servers; their processes have the real one. */
  readonly clock?: Clock;
  /** Read at every start; milliseconds. */
  readonly timeouts?: () => { readonly initialize: number; readonly request: number };
  readonly autoRestart?: boolean;
  readonly times?: StdioOptions["times"];
  readonly traceBytes?: number;
}

/** The whole hosting as an editor has it, with real processes and a real reaper. */
export class RealServers {
  readonly trace: RingTrace;
  readonly reaper = new Reaper(nodeClock, windowsScript);
  readonly registry: ServerRegistry;

  constructor({ clock = nodeClock, timeouts = () => DEFAULT_TIMEOUTS, autoRestart = false, times, traceBytes = 1 << 28 }: RealOptions = {}) {
    this.trace = new RingTrace(nodeClock, { session: "test", memoryBytes: traceBytes });
    this.registry = new ServerRegistry({
      trace: this.trace,
      sessionOptions: () => ({
        clock, client: PRODUCT, roots: () => [],
        initializeTimeout: timeouts().initialize,
        requestTimeout: timeouts().request,
      }),
      autoRestart: () => autoRestart,
      prepare: ({ launch }) => Promise.resolve(launch ? { ok: true, launch } : { ok: false, reason: "failed", message: "No launch." }),
      openTransport: (launch) => new StdioTransport(launch, { clock: nodeClock, reaper: this.reaper, ...(times && { times }) }),
    });
  }

  configure(launches: { readonly [name: string]: StdioLaunch }): void {
    this.registry.reconcile(Object.entries(launches).map(([name, launch]) => configOf(name, launch)));
  }

  server(name: string): Server {
    const server = this.registry.get(name);
    if (!server) throw new Error(`There is no server ${name}`);
    return server;
  }

  /** All rows of a server, of all its runs. */
  frames(name: string): Frame[] {
    const links = new Set(this.trace.links().filter(({ server }) => server === name).map(({ link }) => link));
    const frames: Frame[] = [];
    for (let seq = this.trace.first; seq < this.trace.next; seq++) {
      const frame = this.trace.at(seq);
      if (frame && links.has(frame.link)) frames.push(frame);
    }
    return frames;
  }

  async end(): Promise<void> {
    await this.registry.stopAll();
    this.reaper.dispose();
  }
}

/** The launch of a rogue; what is no `.mjs` is started itself. */
export function rogueLaunch(file: string, ...args: readonly string[]): StdioLaunch {
  const path = resolve("test/fixtures/servers", file);
  const [command, words] = file.endsWith(".mjs") ? [process.execPath, [path, ...args]] : [path, args];
  return { type: "stdio", command, args: words, cwd: undefined, env: {}, envFile: undefined };
}

function configOf(name: string, launch: StdioLaunch): ServerConfig {
  return {
    id: name, name, launch, unresolved: launch, remote: undefined, inputs: [], disabled: false, project: undefined, entry: undefined, problems: [], offset: undefined,
    source: { kind: "own", author: "user", label: "test", file: undefined },
  };
}
