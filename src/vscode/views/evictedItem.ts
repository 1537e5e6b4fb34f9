import * as vscode from "vscode";
import { Settings } from "../contributions";
import { plural } from "../format";
import { settings } from "../settings";

/** The row that tells how many rows had to make room; a click leads to the setting. */
export function evictedItem(id: string, rows: number): vscode.TreeItem {
  const label = `${plural(rows, "older row")} dropped`;
  const item = new vscode.TreeItem(label);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon("archive");
  item.description = `the traffic memory of ${settings.trafficMemory() / (1024 * 1024)} MB is full`;
  item.tooltip = `${label}: messages, lines of stderr and events of all servers together, because the traffic memory is full. The setting ${Settings.trafficMemory} makes it larger.`;
  item.command = { command: "workbench.action.openSettings", title: "Open Setting", arguments: [Settings.trafficMemory] };
  item.accessibilityInformation = { label: `${label}, ${item.description}` };
  return item;
}
