import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import type { WatchedResource } from "../../core/server/watchedResource";
import { Commands, Schemes } from "../contributions";
import type { ResourceFiles } from "./resourceFiles";

/** Says in the language status of an open resource whether it follows the server, and what went wrong in the last reading. */
export class ResourceStatus implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem("wirelight.resource", { scheme: Schemes.resource });
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly files: ResourceFiles) {
    this.item.name = vscode.l10n.t("MCP Resource");
    this.subscriptions = vscode.Disposable.from(
      this.item,
      vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
      files.onDidChange(() => this.draw()),
    );
    this.draw();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private draw(): void {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const watched = uri && this.files.find(uri);
    if (!uri || !watched) return;
    const { item } = this;
    const [text, detail] = inWords(watched);
    item.text = text;
    item.detail = watched.failure ? vscode.l10n.t("The last reading failed: {0}", watched.failure.message) : detail;
    item.accessibilityInformation = { label: [item.name, text.replace(/^\$\([\w-]+\) /, ""), item.detail].filter((part) => part).join(", ") };
    item.busy = watched.busy;
    item.severity = watched.failure ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    item.command = { command: Commands.refreshResource, title: vscode.l10n.t("Read Again"), arguments: [uri] };
  }
}

function inWords({ subscription }: WatchedResource): readonly [text: string, detail: string] {
  switch (subscription.state) {
    case "subscribed":
      return [`$(broadcast) ${vscode.l10n.t("Live")}`, vscode.l10n.t("The server tells when this resource changes")];
    case "asking":
      return [`$(broadcast) ${vscode.l10n.t("Subscribing")}`, ""];
    case "unsupported":
      return [`$(file) ${vscode.l10n.t("As read")}`, vscode.l10n.t("The server has no subscriptions")];
    case "refused":
      return [`$(file) ${vscode.l10n.t("As read")}`, vscode.l10n.t("The server refused the subscription: {0}", subscription.failure.message)];
    case "none":
      return [`$(debug-disconnect) ${vscode.l10n.t("As last read")}`, vscode.l10n.t("The server does not run")];
    default:
      return assertNever(subscription);
  }
}
