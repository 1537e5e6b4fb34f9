import * as vscode from "vscode";
import type { ServerConfig } from "../core/server/config";
import type { Launch } from "../core/server/launch";
import type { Permission } from "../core/server/server";
import { describeLaunch } from "../core/server/describeLaunch";
import { launchHash } from "../core/server/launchHash";
import type { Approvals } from "./approvals";
import { escapeText } from "../core/trace/escape";
import { defaultFolder } from "./roots";

/** The only place in the editor that says yes to a launch. */
export class Trust {
  /** Two starts of one launch ask once. By launch, not by server: an answer is about the command that was shown. */
  private readonly asking = new Map<string, Promise<boolean>>();

  constructor(private readonly approvals: Approvals) {}

  async permit(config: ServerConfig, asked: boolean): Promise<Permission> {
    if (!vscode.workspace.isTrusted) {
      return refuse("untrusted", "This workspace is not trusted, so Wirelight starts nothing in it and does not read the servers in its settings. Trust it with \"Manage Workspace Trust\"; the server starts then.");
    }
    if (config.source.author !== "workspace" || this.approvals.has(config)) return { allowed: true };
    const unapproved = refuse("unapproved", `The workspace (${config.source.label}) asks to run this program, and nobody has allowed it on this machine yet. Use "Review and Start" to see the command and decide.`);
    if (!asked || !config.launch) return unapproved;
    return (await this.ask(config, config.launch)) ? { allowed: true } : unapproved;
  }

  private ask(config: ServerConfig, launch: Launch): Promise<boolean> {
    const key = JSON.stringify([config.id, launchHash(launch)]);
    const running = this.asking.get(key);
    if (running) return running;
    const asking = this.question(config, launch).finally(() => this.asking.delete(key));
    this.asking.set(key, asking);
    return asking;
  }

  private async question(config: ServerConfig, launch: Launch): Promise<boolean> {
    const allow = "Allow";
    const { commandLine, details } = describeLaunch({ ...launch, cwd: launch.cwd ?? defaultFolder() });
    const answer = await vscode.window.showWarningMessage(
      `Allow this workspace to run the MCP server "${escapeText(config.name)}"?`,
      {
        modal: true,
        detail: [commandLine, ...details, "", `From ${escapeText(config.source.label)}. The program runs with your rights. Wirelight remembers your answer on this machine until the entry changes.`].join("\n"),
      },
      allow,
    );
    if (answer !== allow) return false;
    await this.approvals.add(config);
    return true;
  }
}

function refuse(reason: "untrusted" | "unapproved", message: string): Permission {
  return { allowed: false, reason, message };
}
