import * as vscode from "vscode";
import { inert } from "../../../core/base/inert";
import { oneLine } from "../../format";
import type { Remembered } from "../rememberedArguments";
import { EDIT_AS_JSON } from "./step";

export interface RememberedOffer {
  readonly tool: string;
  readonly remembered: Remembered;
  /** The arguments can be asked for one after the other, not only written as JSON. */
  readonly askable: boolean;
  readonly canGoBack: boolean;
}

/** What is to become of the arguments of the last call; `anew` begins as if there had been none. */
export type RememberedChoice = "again" | "change" | "anew" | "edit" | "forget" | "back" | "left";

type Item = vscode.QuickPickItem & { readonly choice: RememberedChoice };

const FORGET: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("trash"), tooltip: vscode.l10n.t("Forget") };

/** Offers the arguments of the last call first. */
export async function offerRemembered({ tool, remembered, askable, canGoBack }: RememberedOffer): Promise<RememberedChoice> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = vscode.l10n.t("{0}: arguments", tool);
  pick.placeholder = vscode.l10n.t("Press Enter to call with the arguments of the last time");
  pick.ignoreFocusOut = true;
  pick.buttons = canGoBack ? [vscode.QuickInputButtons.Back, EDIT_AS_JSON] : [EDIT_AS_JSON];
  pick.items = [
    {
      label: `$(history) ${inert(vscode.l10n.t("Last used: {0}", oneLine(JSON.stringify(remembered.args), 100)))}`,
      ...(remembered.withheld.length > 0 && { description: inert(vscode.l10n.t("asks for {0}", remembered.withheld.map((path) => path.slice(1)).join(", "))) }),
      buttons: [FORGET],
      choice: "again",
    },
    { label: `$(edit) ${vscode.l10n.t("Change Them...")}`, choice: askable ? "change" : "edit" },
    { label: `$(add) ${vscode.l10n.t("Start Anew...")}`, choice: "anew" },
    // A button of a row cannot be reached by the keyboard.
    { label: `$(trash) ${vscode.l10n.t("Forget Them")}`, choice: "forget" },
  ];
  try {
    return await new Promise<RememberedChoice>((resolve) => {
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item) resolve(item.choice);
      });
      pick.onDidTriggerItemButton(() => resolve("forget"));
      pick.onDidTriggerButton((button) => resolve(button === vscode.QuickInputButtons.Back ? "back" : "edit"));
      pick.onDidHide(() => resolve("left"));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}
