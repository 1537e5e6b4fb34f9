import * as vscode from "vscode";
import { HOST_TITLES, isHostName } from "../../node/hostConfigs/hostName";
import type { ConfigProblem } from "../../core/server/config";
import { Commands, Settings } from "../contributions";
import type { PlaceNotice } from "./placeNotice";
import { isRemote } from "./userMcpJson";

/**
 * What people may miss in the list of servers, and why it is not there.
 * @param problems of the person's own settings, those of a server excepted
 * @param missing linked configurations without a file
 */
export function placeNotices(problems: readonly ConfigProblem[], missing: readonly string[]): readonly PlaceNotice[] {
  return [...problems.map(settingsProblem), ...missing.map(missingLink), ...(isRemote() ? [localProfile()] : [])];
}

/** VS Code does not tell an extension where the settings file is, so it cannot have a mark in it. */
function settingsProblem({ severity, message }: ConfigProblem, index: number): PlaceNotice {
  return {
    id: `settings:${index}`,
    kind: severity,
    label: vscode.l10n.t("User Settings"),
    description: message,
    detail: message,
    command: { command: "workbench.action.openSettings", title: vscode.l10n.t("Open Settings"), arguments: ["wirelight"] },
  };
}

function missingLink(entry: string): PlaceNotice {
  const label = isHostName(entry) ? HOST_TITLES[entry] : entry;
  return {
    id: `link:${entry}`,
    kind: "warning",
    label,
    description: vscode.l10n.t("linked, but there is no such file"),
    detail: isHostName(entry)
      ? vscode.l10n.t("The setting {0} names {1}, and none of its configuration files is on this machine. It is read as soon as it is there; else remove it from the setting.", Settings.linkedConfigurations, label)
      : vscode.l10n.t("The setting {0} names {1}, and the file is not on this machine. It is read as soon as it is there; else remove it from the setting.", Settings.linkedConfigurations, label),
    command: { command: "workbench.action.openSettings", title: vscode.l10n.t("Open Settings"), arguments: [Settings.linkedConfigurations] },
  };
}

/** In a browser, over SSH, in WSL or a container this process and the person's profile are on two machines. */
function localProfile(): PlaceNotice {
  return {
    id: "local-profile",
    kind: "info",
    label: vscode.l10n.t("User mcp.json"),
    description: vscode.l10n.t("lies on your local machine, cannot be read"),
    detail: vscode.l10n.t("Servers of this window are started on the remote machine, but the mcp.json of your profile lies on the machine in front of you, where Wirelight cannot read it. Click to open it, and copy what you need here into the remote settings or into .vscode/mcp.json."),
    command: { command: Commands.openUserConfiguration, title: vscode.l10n.t("Open User Configuration") },
  };
}
