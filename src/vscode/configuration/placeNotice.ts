import type * as vscode from "vscode";

/** Something about a place of configuration that has no server to show it; a row of its own in the Servers view. */
export interface PlaceNotice {
  /** Unique among them and stable. */
  readonly id: string;
  readonly kind: "info" | "warning" | "error";
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly command: vscode.Command | undefined;
}
