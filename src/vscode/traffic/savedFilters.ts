import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { Emitter } from "../../core/base/event";
import { messageOf } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import type { SavedFilters } from "../../core/feed/savedFilters";
import { adoptFilters } from "../../core/trace/filter/adoptFilters";
import { readSavedFilters as read } from "../../core/trace/filter/readSavedFilters";
import { MOST_SAVED_FILTERS, type SavedFilter } from "../../core/trace/filter/savedFilter";
import { Settings } from "../contributions";
import { readSavedFilters } from "./readSavedFilters";

/** The filters of the setting `wirelight.traffic.savedFilters`, for every Traffic page of the window. */
export class SettingFilters implements SavedFilters, Disposable {
  private readonly store = new DisposableStore();
  private readonly changes = this.store.add(new Emitter<void>());
  /** What was wrong when people were told last. */
  private told = "";

  readonly onChange = this.changes.event;

  constructor(private readonly log: Pick<vscode.LogOutputChannel, "warn">) {
    this.store.add(vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(Settings.savedFilters)) this.changes.fire();
    }));
  }

  /** Asked by pages alone, so that a mistake is told when the filters are to be used. */
  list(): readonly SavedFilter[] {
    const { filters, problems } = readSavedFilters();
    this.tell(problems);
    return filters;
  }

  /**
   * Writes them where they come from: the settings of the workspace where these have the setting, since they hide the
   * person's own, and else the person's own. What is there besides filters stays.
   */
  async save(filters: readonly SavedFilter[]): Promise<void> {
    const found = this.found();
    const isShared = found?.workspaceValue !== undefined;
    await this.write(filters, isShared ? found.workspaceValue : found?.globalValue, isShared);
  }

  /** Never into the settings of a workspace: they may be in a repository, and nobody was asked. */
  async adopt(filters: readonly SavedFilter[]): Promise<void> {
    const own = this.found()?.globalValue;
    const before = read(own).filters;
    const after = adoptFilters(before, filters);
    if (after.length > before.length) await this.write(after, own, false);
  }

  private found() {
    return this.configuration.inspect<unknown>(Settings.savedFilters);
  }

  private get configuration(): vscode.WorkspaceConfiguration {
    return vscode.workspace.getConfiguration();
  }

  /** @param before the value that they take the place of */
  private async write(filters: readonly SavedFilter[], before: unknown, isShared: boolean): Promise<void> {
    if (filters.length > MOST_SAVED_FILTERS) throw new Error(vscode.l10n.t("The filters were not saved: at most {0} are used. Delete some that are not needed any more.", MOST_SAVED_FILTERS));
    const value = [...filters, ...read(before).others];
    try {
      await this.configuration.update(Settings.savedFilters, value.length === 0 && !isShared ? undefined : value, isShared ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
    } catch (error) {
      throw new Error(vscode.l10n.t("The filters were not saved in the setting {0}: {1}", Settings.savedFilters, messageOf(error)), { cause: error });
    }
  }

  dispose(): void {
    this.store.dispose();
  }

  private tell(problems: readonly string[]): void {
    const [first] = problems;
    const all = problems.join("\n");
    if (all === this.told) return;
    this.told = all;
    if (first === undefined) return;
    for (const problem of problems) this.log.warn(`${Settings.savedFilters}: ${problem}`);
    this.warn(problems.length === 1 ? vscode.l10n.t("In the setting {0}: {1}", Settings.savedFilters, first) : vscode.l10n.t("The setting {0} has {1} problems. {2}", Settings.savedFilters, problems.length, first));
  }

  private warn(message: string): void {
    const open = vscode.l10n.t("Open Settings");
    void vscode.window.showWarningMessage(inert(message), open).then((answer) => {
      if (answer === open) void vscode.commands.executeCommand("workbench.action.openSettings", Settings.savedFilters);
    });
  }
}
