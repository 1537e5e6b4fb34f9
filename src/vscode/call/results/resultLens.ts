import * as vscode from "vscode";
import { inert } from "../../../core/base/inert";
import { annotationWords } from "../../../core/mcp/result/annotationWords";
import { Commands, Schemes } from "../../contributions";
import { formatBytes, formatDuration, oneLine } from "../../format";
import type { CallRecord } from "../callRecord";
import type { ResultView, ShownFile } from "./resultView";

/** Says above the text of a result how the call went and what is wrong with it, and offers what can be done with it. */
export function registerResultLens(results: ResultView): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider({ scheme: Schemes.result }, {
    provideCodeLenses(document) {
      const shown = results.of(document.uri);
      if (!shown) return [];
      const top = new vscode.Range(0, 0, 0, 0);
      return commandsFor(shown, document.uri).map((command) => new vscode.CodeLens(top, command));
    },
  });
}

function commandsFor({ record, file }: ShownFile, uri: vscode.Uri): readonly vscode.Command[] {
  const action = (title: string, command: string): vscode.Command => ({ title, command, arguments: [uri] });
  if ("resource" in file.content) {
    const arg = { serverId: record.server, uri: file.content.resource };
    return [
      words(`$(link) ${vscode.l10n.t('{0}, read from server "{1}"', inert(oneLine(file.content.resource, 120)), inert(record.serverName))}`),
      { title: vscode.l10n.t("Open as Resource"), command: "wirelight.readResource", arguments: [arg] },
    ];
  }
  return [
    words(statusOf(record)),
    ...problemLens(record),
    ...(file.cutFrom === undefined ? [] : [action(vscode.l10n.t("Open Whole Result ({0})", formatBytes(file.cutFrom)), Commands.openWholeResult)]),
    action(vscode.l10n.t("Repeat"), Commands.repeatResult),
    action(vscode.l10n.t("Edit Arguments"), Commands.editResultArguments),
    action(vscode.l10n.t("Save..."), Commands.saveResult),
    action(vscode.l10n.t("Copy as CLI Line"), Commands.copyCliLine),
    action(vscode.l10n.t("Show in Traffic"), Commands.showResultInTraffic),
  ];
}

/** Without a command the title is just text. */
function words(title: string): vscode.Command {
  return { title, command: "" };
}

function statusOf({ result, duration }: CallRecord): string {
  const [block] = result.content;
  const about = block && result.content.length === 1 ? annotationWords(block) : [];
  const how = result.isError ? `$(warning)\u00a0${vscode.l10n.t("Tool error")}` : `$(pass)\u00a0${vscode.l10n.t("OK")}`;
  const parts = [...(duration === undefined ? [] : [formatDuration(duration)]), ...about.map((words) => inert(oneLine(words, 80)))];
  return [how, ...parts].join(" · ");
}

function problemLens({ problems }: CallRecord): readonly vscode.Command[] {
  const [first] = problems;
  if (!first) return [];
  const brief = oneLine(first.brief, 100);
  const words = problems.length > 1 ? vscode.l10n.t("{0} (and {1} more)", brief, problems.length - 1) : brief;
  return [{ title: `$(warning)\u00a0${inert(words)}`, command: "workbench.actions.view.problems" }];
}
