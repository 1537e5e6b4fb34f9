import * as vscode from "vscode";
import { isJsonObject, type JsonObject } from "../../core/base/json";
import type { Registry } from "../../core/server/registry";
import type { Server } from "../../core/server/server";
import { isToolTarget } from "../toolTarget";

/**
 * What `wirelight.callTool` may be given, by a row of the Servers tree or by a keybinding:
 * `{ "server": "<id or name>", "tool": "<name>", "arguments": { ... } }`. Without arguments the person is asked for them.
 */
export interface CallTarget {
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject | undefined;
}

/** `undefined` when nothing of the kind was given, as from the palette; a string says what is wrong with it. */
export function readCallTarget(given: unknown): CallTarget | string | undefined {
  if (isToolTarget(given)) return { server: given.serverId, tool: given.toolName, args: undefined };
  if (!isJsonObject(given) || !("server" in given || "tool" in given)) return undefined;
  const { server, tool, arguments: args } = given;
  if (typeof server !== "string" || typeof tool !== "string") return vscode.l10n.t('Call Tool takes { "server": string, "tool": string, "arguments"?: object }; "server" and "tool" must both be strings.');
  if (args !== undefined && !isJsonObject(args)) return vscode.l10n.t('Call Tool takes { "server": string, "tool": string, "arguments"?: object }; "arguments" must be an object.');
  return { server, tool, args };
}

/** By id, else by name when only one server has it. */
export function findServer(registry: Registry, idOrName: string): Server | undefined {
  const byId = registry.get(idOrName);
  if (byId) return byId;
  const named = registry.servers.filter((server) => server.config.name === idOrName);
  return named.length === 1 ? named[0] : undefined;
}
