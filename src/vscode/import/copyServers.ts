import * as vscode from "vscode";
import { isJsonObject, type JsonObject } from "../../core/base/json";
import { freeName } from "../../core/server/config/freeName";
import { HOST_TITLES } from "../../node/hostConfigs/hostName";
import { Settings } from "../contributions";
import type { FoundServer } from "./foundServer";

/** A server, as it is to stand in the setting. */
export type CopiedServer = Pick<FoundServer, "name" | "host"> & { readonly entry: JsonObject };

export type CopyTarget = vscode.ConfigurationTarget.Global | vscode.ConfigurationTarget.Workspace;

/** What was written; `undo` takes back exactly that. */
export interface Copied {
  readonly names: readonly string[];
  /** Those that were there already, word by word. */
  readonly present: number;
  readonly undo: () => Promise<void>;
}

/** Adds servers to `wirelight.servers`; what has the name already keeps it. */
export async function copyServers(servers: readonly CopiedServer[], target: CopyTarget): Promise<Copied> {
  const before = valueIn(target) ?? {};
  const added: { [name: string]: JsonObject } = {};
  let present = 0;
  for (const { name, host, entry } of servers) {
    const values = { ...before, ...added };
    if (same(values[name], entry)) {
      present++;
      continue;
    }
    added[freeName(name, HOST_TITLES[host], new Set(Object.keys(values)))] = entry;
  }
  const names = Object.keys(added);
  if (names.length > 0) await write(target, { ...before, ...added });
  return { names, present, undo: () => remove(added, target) };
}

/** What was changed since then stays: it is not what was copied any more. */
async function remove(added: { readonly [name: string]: JsonObject }, target: CopyTarget): Promise<void> {
  const now = valueIn(target) ?? {};
  const left = Object.fromEntries(Object.entries(now).filter(([name, entry]) => !same(added[name], entry)));
  await write(target, Object.keys(left).length === 0 ? undefined : left);
}

function valueIn(target: CopyTarget): JsonObject | undefined {
  const inspected = vscode.workspace.getConfiguration().inspect<unknown>(Settings.servers);
  const value = target === vscode.ConfigurationTarget.Global ? inspected?.globalValue : inspected?.workspaceValue;
  return isJsonObject(value) ? value : undefined;
}

async function write(target: CopyTarget, value: JsonObject | undefined): Promise<void> {
  await vscode.workspace.getConfiguration().update(Settings.servers, value, target);
}

function same(one: unknown, other: unknown): boolean {
  return one !== undefined && canonical(one) === canonical(other);
}

/** The order of keys does not count; that of list items does. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isJsonObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));
}
