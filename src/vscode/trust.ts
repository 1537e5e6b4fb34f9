import * as vscode from "vscode";
import type { ConfigSource, ServerConfig } from "../core/server/config";
import { describeInput } from "../core/server/config/describeInput";
import type { Launch } from "../core/server/launch";
import type { Prepared } from "../core/server/server";
import { describeLaunch } from "../core/server/describeLaunch";
import { launchHash } from "../core/server/launchHash";
import type { Approvals } from "./approvals";
import type { Inputs } from "./inputs/inputs";
import { escapeText } from "../core/trace/escape";
import { defaultFolder } from "./roots";

type Refusal = Prepared & { readonly ok: false };

/** The only place in the editor that says yes to a launch. */
export class Trust {
  /** Two starts of one launch ask once. By launch, not by server: an answer is about the command that was shown. */
  private readonly asking = new Map<string, Promise<boolean>>();

  constructor(
    private readonly approvals: Approvals,
    private readonly inputs: Pick<Inputs, "saved">,
  ) {}

  /** `undefined` is the yes. */
  async permit(config: ServerConfig, asked: boolean): Promise<Refusal | undefined> {
    if (!vscode.workspace.isTrusted) {
      return refuse("untrusted", vscode.l10n.t('This workspace is not trusted, so Wirelight starts nothing in it and does not read the servers in its settings. Trust it with "Manage Workspace Trust"; the server starts then.'));
    }
    if (config.source.author !== "workspace" || this.approvals.has(config)) return undefined;
    const unapproved = refuse("unapproved", isOfWorkspace(config.source)
      ? vscode.l10n.t('The workspace ({0}) asks to run this program, and nobody has allowed it on this machine yet. Use "Review and Start" to see the command and decide.', config.source.label)
      : vscode.l10n.t('The linked file {0} asks to run this program, and nobody has allowed it on this machine yet. Use "Review and Start" to see the command and decide.', config.source.label));
    if (!asked || !config.launch) return unapproved;
    return (await this.ask(config, config.launch)) ? undefined : unapproved;
  }

  private ask(config: ServerConfig, launch: Launch): Promise<boolean> {
    const key = JSON.stringify([config.id, launchHash(launch), config.inputs]);
    const running = this.asking.get(key);
    if (running) return running;
    const asking = this.question(config, launch).finally(() => this.asking.delete(key));
    this.asking.set(key, asking);
    return asking;
  }

  private async question(config: ServerConfig, launch: Launch): Promise<boolean> {
    const allow = vscode.l10n.t("Allow");
    const { commandLine, details } = describeLaunch({ ...launch, cwd: launch.cwd ?? defaultFolder() });
    // What is saved for the file that asks is handed over without a question, so this is the place to say it.
    const inputs = await Promise.all(config.inputs.map(async (input) => describeInput(input, await this.inputs.saved(config.source, input))));
    const answer = await vscode.window.showWarningMessage(
      isOfWorkspace(config.source)
        ? vscode.l10n.t('Allow this workspace to run the MCP server "{0}"?', escapeText(config.name))
        : vscode.l10n.t('Allow the linked file {0} to run the MCP server "{1}"?', escapeText(config.source.label), escapeText(config.name)),
      {
        modal: true,
        detail: [commandLine, ...details, ...inputs, "", vscode.l10n.t("From {0}. The program runs with your rights. Wirelight remembers your answer on this machine until the entry changes.", escapeText(config.source.label))].join("\n"),
      },
      allow,
    );
    if (answer !== allow) return false;
    await this.approvals.add(config);
    return true;
  }
}

/** Whether the file belongs to what is open; a file that is linked by its path need not. */
function isOfWorkspace({ kind, file }: ConfigSource): boolean {
  if (kind === "own" || file === undefined) return true;
  const uri = vscode.Uri.file(file);
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined || vscode.workspace.workspaceFile?.toString() === uri.toString();
}

function refuse(reason: "untrusted" | "unapproved", message: string): Refusal {
  return { ok: false, reason, message };
}
