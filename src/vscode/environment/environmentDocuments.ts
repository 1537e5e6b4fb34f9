import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { Registry } from "../../core/server/registry";
import type { Server } from "../../core/server/server";
import { environmentReport } from "../../node/environmentReport";
import { Schemes } from "../contributions";
import { pathPart } from "../documents/messageUri";
import { formatTime } from "../format";
import { defaultFolder } from "../roots";
import type { Launches } from "./launches";

/** Read-only documents about what the process of a server is given. */
export class EnvironmentDocuments implements vscode.TextDocumentContentProvider, Disposable {
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  private readonly store = new DisposableStore();
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly registry: Registry,
    private readonly launches: Launches,
  ) {
    this.store.add(this.changes);
    this.store.add(vscode.workspace.registerTextDocumentContentProvider(Schemes.environment, this));
  }

  async show({ config }: Server): Promise<vscode.TextDocument> {
    const uri = vscode.Uri.from({ scheme: Schemes.environment, path: `/${pathPart(config.name)}/environment.txt`, query: config.id });
    // An open document is not read again by itself.
    this.changes.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
    return document;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const server = this.registry.get(uri.query);
    if (!server) return `${vscode.l10n.t("[Nothing to show: this server is configured no more.]")}\n`;
    const { config, stale } = server;
    const last = this.launches.last(config.id);
    if (last) {
      const { launch, inherited, defaultCwd, at } = last;
      const occasion = stale ? vscode.l10n.t("as it was started at {0}, with a configuration that has changed since", formatTime(at)) : vscode.l10n.t("as it was started at {0}", formatTime(at));
      return environmentReport({ server: config.name, occasion, launch, inherited, defaultCwd, own: process.env });
    }
    if (!config.launch) return `${vscode.l10n.t('[Nothing to show: "{0}" in {1} does not say what to launch.]', config.name, config.source.label)}\n`;
    const occasion = vscode.l10n.t("as it will be started; inputs that were not asked for yet stand as they are written, and a command that is not found is looked for with the help of the login shell");
    return environmentReport({ server: config.name, occasion, launch: config.launch, inherited: { variables: process.env, shell: undefined, note: undefined }, defaultCwd: defaultFolder(), own: process.env });
  }

  dispose(): void {
    this.store.dispose();
  }
}
