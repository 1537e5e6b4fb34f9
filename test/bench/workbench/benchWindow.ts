import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { CDPSession, Frame, Page } from "playwright-core";
import { provision } from "../../run/host.mjs";
import { inRoot } from "../../run/paths.mjs";
import { openInstalled } from "../../ui/support/openInstalled";
import type { Workbench } from "../../ui/support/workbench";
import { makeVsix } from "../makeVsix";
import type { HostCpu, ProbeCalls } from "./probeCalls";
import { ProbeLink } from "./probeLink";

/** What can be shown: the Traffic panel, and a webview beside it with nothing in it. */
export type View = "traffic" | "empty";

/** One opening of a view. */
export interface Opening {
  /** Milliseconds from the command to the first row on the screen. */
  readonly first: number;
  /** Processor time of host and page from the command until the page has everything, milliseconds; for the empty view until its row is shown. */
  readonly host: HostCpu;
  readonly page: number;
  /** Milliseconds from the command until the page has everything. */
  readonly whole: number;
}

const SERVER = "talker";
const NO_ROW = 2 ** 39;
const COMMANDS = { traffic: "wirelight.showTrafficPanel", empty: "bench.empty.focus" } as const;
const CONTRIBUTES = {
  viewsContainers: { panel: [{ id: "bench-empty", title: "Empty", icon: "$(circle)" }] },
  views: { "bench-empty": [{ type: "webview", id: "bench.empty", name: "Empty" }] },
};

/**
 * Tells when a webview has its first row on the screen: of the table, or of the empty view. It looks from the frame around
 * that of the webview, which is written anew after scripts for it would have begun.
 */
const WATCH_FIRST_ROW = `(() => {
  if (window === top) return;
  const look = () => {
    const row = document.querySelector("iframe#active-frame")?.contentDocument?.querySelector(".rows .row:not([hidden])");
    if (!row?.textContent) return void requestAnimationFrame(look);
    // Comes after the frame has been painted.
    const channel = new MessageChannel();
    channel.port1.onmessage = () => benchFirstRow(performance.timeOrigin + performance.now());
    channel.port2.postMessage(0);
  };
  requestAnimationFrame(look);
})()`;

/** The workbench in a browser, with the packaged extension, a server that talks and the benchmark's own extension beside it. */
export class BenchWindow {
  private firstRow: (at: number) => void = () => undefined;
  private view: View | undefined;

  private constructor(
    readonly workbench: Workbench,
    private readonly probe: ProbeLink,
    private readonly devtools: CDPSession,
  ) {}

  static async open(): Promise<BenchWindow> {
    const probe = await ProbeLink.listen();
    const { node } = await provision();
    const server = { command: node, args: [inRoot("test", "bench", "servers", "talker.mjs")] };
    let shown = (_at: number): void => undefined;
    const workbench = await openInstalled({
      extensions: async (folder) => [await makeVsix(folder, "probe", await readFile(inRoot("out", "test", "bench", "workbench", "probe.js"), "utf8"), CONTRIBUTES)],
      env: { WIRELIGHT_BENCH_PORT: String(probe.port) },
      settings: { "wirelight.servers": { [SERVER]: server }, "wirelight.codeAnalysis.enabled": false },
      // No other servers.
      prepare: (folder) => rm(path.join(folder, ".vscode"), { recursive: true }),
      preparePage: async (page) => {
        await page.exposeFunction("benchFirstRow", (at: number) => shown(at));
        await page.addInitScript(WATCH_FIRST_ROW);
      },
    });
    const devtools = await workbench.page.context().newCDPSession(workbench.page);
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    const window = new BenchWindow(workbench, probe, devtools);
    shown = (at) => window.firstRow(at);
    await window.ready();
    return window;
  }

  get page(): Page {
    return this.workbench.page;
  }

  ask<K extends keyof ProbeCalls>(name: K, ask: ProbeCalls[K]["ask"]): Promise<ProbeCalls[K]["answer"]> {
    return this.probe.ask(name, ask);
  }

  async command(command: string, ...args: readonly unknown[]): Promise<{ readonly began: number }> {
    return this.ask("command", { command, args });
  }

  /** Loads the window anew: another extension host, and what was recorded becomes an earlier session. */
  async reload(): Promise<void> {
    // What is open is opened again by the next window, before it could be measured.
    await this.hide();
    this.probe.expectNext();
    await this.page.reload();
    await this.ready();
  }

  shows(view: View): boolean {
    return this.view === view;
  }

  /** Shows a view whose page is not there. @param session an earlier one, which is chosen first; without, the panel shows `shown` or this window's */
  async show(view: View, { session, shown = session }: { readonly session?: string | undefined; readonly shown?: string | undefined } = {}): Promise<Opening> {
    // No row of it has such a number, so that it is only chosen.
    const row = session === undefined ? [] : [{ session, seq: NO_ROW }];
    if (this.view === view) await this.hide();
    this.view = view;
    const settles = shown ?? (await this.ask("session", null)).id;
    return this.measure(() => this.command(COMMANDS[view], ...row), view === "empty" ? undefined : () => this.ask("settled", { session: settles }));
  }

  /** Closes the panel, and with it the page of the view in it. */
  async hide(): Promise<void> {
    this.view = undefined;
    await this.command("workbench.action.closePanel");
  }

  /** Measures what opens a webview with rows. @param settled settles when its page has everything */
  async measure(open: () => Promise<{ readonly began: number }>, settled?: () => Promise<{ readonly at: number; readonly cpu: HostCpu }>): Promise<Opening> {
    const first = new Promise<number>((resolve) => {
      this.firstRow = resolve;
    });
    const [host, page] = [await this.ask("cpu", null), await this.pageCpu()];
    const { began } = await open();
    const at = await first;
    const whole = (await settled?.()) ?? { at, cpu: await this.ask("cpu", null) };
    return {
      first: at - began,
      whole: whole.at - began,
      host: { thread: whole.cpu.thread - host.thread, process: whole.cpu.process - host.process },
      page: (await this.pageCpu()) - page,
    };
  }

  /** The frame in which the rows of the view that is shown are. */
  async frame(): Promise<Frame> {
    for (;;) {
      for (const frame of this.page.frames()) {
        // A webview that is replaced takes its frame with it.
        if (await frame.evaluate<boolean>("document.querySelector('.table-viewport .row') !== null").catch(() => false)) return frame;
      }
      await this.page.waitForTimeout(20);
    }
  }

  /** Megabytes of the page's heap and its buffers after everything that can go has gone; those of the workbench are in it. */
  async pageMemory(): Promise<{ readonly heap: number; readonly buffers: number }> {
    for (let time = 0; time < 3; time++) {
      await this.devtools.send("HeapProfiler.collectGarbage");
      await this.page.waitForTimeout(200);
    }
    const usage: { readonly usedSize: number; readonly backingStorageSize?: number } = await this.devtools.send("Runtime.getHeapUsage");
    return { heap: usage.usedSize / 1e6, buffers: (usage.backingStorageSize ?? NaN) / 1e6 };
  }

  async close(): Promise<void> {
    await this.probe.close();
    await this.workbench.close();
  }

  private async ready(): Promise<void> {
    await this.page.locator(".monaco-workbench").waitFor();
    await this.ask("running", { server: SERVER });
    await this.command("workbench.action.closeSidebar");
  }

  /** Processor time of the thread in which workbench and webviews run, milliseconds. */
  private async pageCpu(): Promise<number> {
    const { metrics } = await this.devtools.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "ThreadTime")?.value ?? NaN) * 1000;
  }
}
