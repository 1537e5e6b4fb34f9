import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { Registry } from "../../core/server/registry";
import { Commands, Walkthroughs } from "../contributions";
import { importServers } from "../import/importServers";
import { clearSavedInputs } from "../inputs/clearSavedInputs";
import type { SavedInputs } from "../inputs/savedInputs";
import { serverOf } from "../serverOf";

interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly registry: Registry;
  readonly savedInputs: SavedInputs;
}

/** Commands about what is configured and what was asked for it. */
export function registerConfigurationCommands({ context, registry, savedInputs }: Parts): Disposable {
  const store = new DisposableStore();
  store.add(vscode.commands.registerCommand(Commands.importServers, () => importServers(context)));
  store.add(vscode.commands.registerCommand(Commands.clearSavedInputs, (target: unknown) => clearSavedInputs(savedInputs, serverOf(registry, target))));
  store.add(vscode.commands.registerCommand(Commands.openUserConfiguration, () => vscode.commands.executeCommand("workbench.mcp.openUserMcpJson")));
  store.add(vscode.commands.registerCommand(Commands.getStarted, () => vscode.commands.executeCommand("workbench.action.openWalkthrough", { category: `${context.extension.id}#${Walkthroughs.start}` }, false)));
  return store;
}
