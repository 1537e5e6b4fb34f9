import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import { Settings } from "../contributions";
import { formatCount } from "../format";
import { settings } from "../settings";

const MB = 1024 * 1024;

/** What room the rows had: only memory, memory and disk, or what a window before this one had. */
export type Room = "memory" | "disk" | "earlier";

/** The row that tells how many rows had to make room; a click leads to the settings. */
export function evictedItem(id: string, rows: number, room: Room): vscode.TreeItem {
  const label = rows === 1 ? vscode.l10n.t("1 older row dropped") : vscode.l10n.t("{0} older rows dropped", formatCount(rows));
  const item = new vscode.TreeItem(label);
  const onlyMemory = room === "memory";
  const advice = onlyMemory ? vscode.l10n.t("The setting {0} makes more room.", Settings.trafficMemory) : vscode.l10n.t("The settings {0} and {1} make more room.", Settings.trafficMemory, Settings.diskLimit);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon("archive");
  item.description = wordsFor(room);
  item.tooltip = [vscode.l10n.t("{0}: messages, lines of stderr and events of all servers together, because {1}.", label, wordsFor(room)), advice].join(" ");
  item.command = { command: "workbench.action.openSettings", title: vscode.l10n.t("Open Settings"), arguments: [onlyMemory ? Settings.trafficMemory : "wirelight.traffic"] };
  item.accessibilityInformation = { label: `${label}, ${item.description}` };
  return item;
}

function wordsFor(room: Room): string {
  const memory = `${settings.trafficMemory() / MB} MB`;
  switch (room) {
    case "memory":
      return vscode.l10n.t("the traffic memory of {0} is full", memory);
    case "disk":
      return vscode.l10n.t("the traffic memory of {0} or the disk limit of {1} MB is full", memory, settings.diskLimit() / MB);
    case "earlier":
      return vscode.l10n.t("there was no more room for them");
    default:
      return assertNever(room);
  }
}
