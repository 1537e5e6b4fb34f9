import * as path from "node:path";
import * as vscode from "vscode";
import type { Server } from "../../../src/core/server/server";
import type { Exports } from "../../../src/vscode/edge";
import type { Activated } from "../../../src/vscode/extension";
import { until } from "./until";

/** The running extension under test. */
export async function wirelight(): Promise<Exports> {
  return (await extension().activate()).ready;
}

/** A file of the checkout. */
export function inCheckout(...parts: readonly string[]): string {
  return path.join(extension().extensionPath, ...parts);
}

/** The open folder, a copy of the sample workspace. */
export function workspaceFolder(): vscode.WorkspaceFolder {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("The tests need an open folder.");
  return folder;
}

export interface ServerEntry {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly env?: { readonly [name: string]: string };
}

/** One of the rogues. */
export function rogue(name: string, ...args: readonly string[]): ServerEntry {
  return { command: "node", args: [inCheckout("test", "fixtures", "servers", `${name}.mjs`), ...args] };
}

/** Configures the person's own servers, which start by themselves; replaces what was configured before. */
export async function configureServers(servers: { readonly [name: string]: unknown } | undefined): Promise<void> {
  const { registry } = await wirelight();
  await vscode.workspace.getConfiguration().update("wirelight.servers", servers, vscode.ConfigurationTarget.Global);
  const names = Object.keys(servers ?? {});
  await until("the registry follows the setting", () => {
    const own = registry.servers.filter(({ config }) => config.source.label === "User Settings").map(({ config }) => config.name);
    return own.length === names.length && names.every((name) => own.includes(name));
  });
}

/** The server of this name once it is in this state. */
export async function serverIn(name: string, state: Server["state"]["name"]): Promise<Server> {
  const { registry } = await wirelight();
  return until(`server ${name} is ${state}`, () => {
    const server = registry.servers.find(({ config }) => config.name === name);
    return server?.state.name === state ? server : undefined;
  }, () => JSON.stringify(registry.servers.map(({ config, state: now }) => [config.name, now])));
}

function extension(): vscode.Extension<Activated> {
  const found = vscode.extensions.getExtension<Activated>("wirelight.wirelight");
  if (!found) throw new Error("VS Code does not know wirelight.wirelight");
  return found;
}
