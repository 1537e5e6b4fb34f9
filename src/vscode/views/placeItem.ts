import * as vscode from "vscode";
import type { PlaceNotice } from "../configuration/placeNotice";
import { oneLine } from "../format";
import { kindWord } from "./kindWord";

const ICONS: { readonly [kind in PlaceNotice["kind"]]: vscode.ThemeIcon } = {
  info: new vscode.ThemeIcon("info"),
  warning: new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground")),
  error: new vscode.ThemeIcon("error", new vscode.ThemeColor("problemsErrorIcon.foreground")),
};

/** A row below the servers, for a place that has none to show. */
export interface PlaceNode {
  readonly type: "place";
  readonly id: string;
  readonly place: PlaceNotice;
}

export function placeItem({ id, place }: PlaceNode): vscode.TreeItem {
  const { kind, label, description, detail, command } = place;
  const item = new vscode.TreeItem(label);
  item.id = id;
  item.description = oneLine(description, 120);
  item.tooltip = detail;
  item.iconPath = ICONS[kind];
  item.contextValue = "wirelight.place";
  item.accessibilityInformation = { label: `${label}, ${kindWord(kind)}, ${description}` };
  if (command) item.command = command;
  return item;
}
