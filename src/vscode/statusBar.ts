import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../core/base/disposable";
import type { Registry } from "../core/server/registry";
import type { Server } from "../core/server/server";
import { stateLabel } from "../core/server/words";
import { Coalescer } from "./coalescer";
import { Views } from "./contributions";
import type { Findings } from "../core/lint/findings";
import { plural } from "./format";
import { serverTitle } from "./serverTitle";

const REFRESH = 250;

/** How many servers run, of how many; coloured when one failed or writes what is no protocol. */
export class StatusBar implements Disposable {
  private readonly store = new DisposableStore();
  private readonly item = this.store.add(vscode.window.createStatusBarItem("wirelight.servers", vscode.StatusBarAlignment.Left, 0));
  private readonly refresh = this.store.add(new Coalescer(REFRESH, () => this.show()));

  constructor(
    private readonly registry: Registry,
    private readonly findings: Findings,
  ) {
    this.item.name = "Wirelight: MCP Servers";
    this.item.command = `${Views.servers}.focus`;
    this.store.add(registry.onChange(() => this.refresh.schedule()));
    this.store.add(findings.onChange(() => this.refresh.schedule()));
  }

  dispose(): void {
    this.store.dispose();
  }

  private show(): void {
    const { servers } = this.registry;
    if (servers.length === 0) return this.item.hide();
    const running = servers.filter(({ state }) => state.name === "running").length;
    const failed = servers.some(({ state }) => state.name === "failed" || state.name === "misconfigured");
    const noisy = servers.some((server) => this.faultsOf(server) > 0);
    this.item.text = `$(plug) ${running}/${servers.length}`;
    this.item.backgroundColor = failed ? new vscode.ThemeColor("statusBarItem.errorBackground") : noisy ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.item.tooltip = this.tooltip(servers, running);
    this.item.accessibilityInformation = { label: `MCP servers: ${running} of ${servers.length} running${failed ? ", one has failed" : noisy ? ", with stray output" : ""}` };
    this.item.show();
  }

  private tooltip(servers: readonly Server[], running: number): vscode.MarkdownString {
    const text = new vscode.MarkdownString();
    text.appendText(`MCP servers: ${running} of ${servers.length} running`).appendMarkdown("\n\n");
    for (const server of servers) {
      const faults = this.faultsOf(server);
      text.appendText(`${serverTitle(server, servers)}: ${stateLabel(server.state).toLowerCase()}${faults > 0 ? `, ${plural(faults, "faulty line")} on stdout` : ""}`).appendMarkdown("  \n");
    }
    return text;
  }

  private faultsOf(server: Server): number {
    const { stray, malformed } = this.findings.of(server.link);
    return stray + malformed;
  }
}
