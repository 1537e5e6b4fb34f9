import * as vscode from "vscode";
import type { HostName } from "../../node/hostConfigs/hostName";
import { Settings } from "../contributions";
import { settings } from "../settings";

/** Lets Wirelight keep reading the files of these hosts; the answer takes that back. */
export async function linkHosts(hosts: readonly HostName[]): Promise<{ readonly added: readonly HostName[]; readonly undo: () => Promise<void> }> {
  const before = settings.linkedConfigurations();
  const added = hosts.filter((host) => !before.includes(host));
  if (added.length > 0) await write([...before, ...added]);
  return { added, undo: () => write(settings.linkedConfigurations().filter((entry) => !added.some((host) => host === entry))) };
}

async function write(entries: readonly string[]): Promise<void> {
  await vscode.workspace.getConfiguration().update(Settings.linkedConfigurations, entries.length === 0 ? undefined : entries, vscode.ConfigurationTarget.Global);
}
