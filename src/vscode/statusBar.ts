import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../core/base/disposable";
import type { Registry } from "../core/server/registry";
import type { Server } from "../core/server/server";
import { stateLabel } from "../core/server/words";
import { Coalescer } from "./coalescer";
import { Views } from "./contributions";
import type { Findings } from "../core/lint/findings";
import { formatCount } from "./format";
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
    this.item.name = vscode.l10n.t("Wirelight: MCP Servers");
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
    const failed = servers.filter(({ state }) => state.name === "failed" || state.name === "misconfigured").length;
    const restarting = servers.filter(({ state }) => state.name === "restarting");
    const noisy = servers.some((server) => this.faultsOf(server) > 0);
    // The mark says what the colour says, to those who do not see colours.
    this.item.text = `$(plug) ${running}/${servers.length}${restartWords(restarting)}${failed > 0 ? ` $(error) ${failed}` : noisy ? " $(warning)" : ""}`;
    this.item.backgroundColor = failed > 0 ? new vscode.ThemeColor("statusBarItem.errorBackground") : noisy || restarting.length > 0 ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.item.tooltip = this.tooltip(servers, running);
    const spoken = [
      vscode.l10n.t("MCP servers: {0} of {1} running", running, servers.length),
      ...(restarting.length > 0 ? [vscode.l10n.t("{0} restarting", restarting.length)] : []),
      ...(failed > 0 ? [failed === 1 ? vscode.l10n.t("one has failed") : vscode.l10n.t("{0} have failed", failed)] : noisy ? [vscode.l10n.t("with stray output")] : []),
    ];
    this.item.accessibilityInformation = { label: spoken.join(", ") };
    this.item.show();
  }

  private tooltip(servers: readonly Server[], running: number): vscode.MarkdownString {
    const text = new vscode.MarkdownString();
    text.appendText(vscode.l10n.t("MCP servers: {0} of {1} running", running, servers.length)).appendMarkdown("\n\n");
    for (const server of servers) {
      const faults = this.faultsOf(server);
      const noise = faults === 0 ? [] : [faults === 1 ? vscode.l10n.t("1 faulty line on stdout") : vscode.l10n.t("{0} faulty lines on stdout", formatCount(faults))];
      text.appendText(`${serverTitle(server, servers)}: ${[stateLabel(server.state).toLowerCase(), ...noise].join(", ")}`).appendMarkdown("  \n");
    }
    return text;
  }

  private faultsOf(server: Server): number {
    const { stray, malformed } = this.findings.of(server.link);
    return stray + malformed;
  }
}

/** The one whose turn comes first is the one that people wait for. */
function restartWords(restarting: readonly Server[]): string {
  const seconds = restarting.flatMap(({ state }) => (state.name === "restarting" ? [state.left] : []));
  return seconds.length === 0 ? "" : ` $(debug-restart) ${Math.min(...seconds)} s`;
}
