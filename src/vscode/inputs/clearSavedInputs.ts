import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import type { Server } from "../../core/server/server";
import { formatCount } from "../format";
import type { SavedInput, SavedInputs } from "./savedInputs";

const KINDS: { readonly [kind in SavedInput["kind"]]: string } = {
  secret: vscode.l10n.t("secret"),
  value: vscode.l10n.t("value"),
  command: vscode.l10n.t("answer of a command, kept as long as this window"),
};

/** Forgets answers, so that the next start asks again. Of one server all that it uses, else those that are chosen. */
export async function clearSavedInputs(saved: SavedInputs, server: Server | undefined): Promise<void> {
  const all = saved.list();
  const found = server ? all.filter((each) => saved.isOf(each, server.config.source, server.config.inputs)) : all;
  if (found.length === 0) {
    void vscode.window.showInformationMessage(server
      ? vscode.l10n.t('Nothing is saved for "{0}": the inputs of a server are remembered when you have given them.', inert(server.config.name))
      : vscode.l10n.t("Nothing is saved: the inputs of a server are remembered when you have given them."));
    return;
  }
  const items = found.map((input) => ({ label: inert(input.id), description: `${KINDS[input.kind]} · ${inert(input.place)}`, picked: server !== undefined, input }));
  const chosen = await vscode.window.showQuickPick(items, { canPickMany: true, title: vscode.l10n.t("Clear Saved Inputs"), placeHolder: vscode.l10n.t("Choose what Wirelight forgets; the next start asks again"), matchOnDescription: true });
  if (!chosen || chosen.length === 0) return;
  for (const { input } of chosen) await saved.forget(input);
  void vscode.window.showInformationMessage(chosen.length === 1
    ? vscode.l10n.t("Forgot 1 saved input. Servers that use it ask again when they are started.")
    : vscode.l10n.t("Forgot {0} saved inputs. Servers that use them ask again when they are started.", formatCount(chosen.length)));
}
