import * as vscode from "vscode";
import { isJsonObject, type JsonObject } from "../../core/base/json";
import type { ArgumentDrafts } from "../call/argumentDrafts";
import { openArguments } from "../call/argumentsEditor";
import { copyCliLine } from "../call/copyCliLine";
import { findTool } from "../call/findTool";
import { Commands } from "../contributions";
import type { Host } from "../host";
import type { SentRequest } from "./requestOf";
import type { Server } from "../../core/server/server";

/** Makes a request once more, of those that there is a command for; what a server answers is shown as always. */
export async function sendAgain({ server, method, params }: SentRequest): Promise<void> {
  const { name, uri } = params;
  if (method === "tools/call" && typeof name === "string") {
    await vscode.commands.executeCommand(Commands.callTool, { server, tool: name, arguments: argumentsOf(params) });
  } else if (method === "resources/read" && typeof uri === "string") {
    await vscode.commands.executeCommand(Commands.readResource, { server, uri });
  } else if (method === "prompts/get" && typeof name === "string") {
    await vscode.commands.executeCommand(Commands.getPrompt, { server, prompt: name, arguments: argumentsOf(params) });
  } else {
    throw new Error(vscode.l10n.t("{0} cannot be sent again by hand: only calls of tools, reads of resources and prompts can.", method));
  }
}

/** Opens the arguments of a call in an editor, from which they are sent. */
export async function editAndSend(host: Host, drafts: ArgumentDrafts, request: SentRequest): Promise<void> {
  const { server, tool, args } = callOf(host, request);
  await openArguments(drafts, { server, tool, schema: findTool(server, tool)?.inputSchema ?? {}, args, leftOut: [], exact: true });
}

/** Copies a call as a line for a terminal. */
export async function copyCommandLine(host: Host, request: SentRequest): Promise<void> {
  const call = callOf(host, request);
  await copyCliLine({ ...call, schema: findTool(call.server, call.tool)?.inputSchema });
}

function callOf(host: Host, { server: id, method, params }: SentRequest): { readonly server: Server; readonly tool: string; readonly args: JsonObject } {
  const { name } = params;
  if (method !== "tools/call" || typeof name !== "string") throw new Error(vscode.l10n.t("This is no call of a tool. Choose the row of a tools/call request."));
  const server = host.registry.get(id);
  if (!server) throw new Error(vscode.l10n.t("The server of this call is no longer configured."));
  return { server, tool: name, args: argumentsOf(params) };
}

function argumentsOf({ arguments: args }: JsonObject): JsonObject {
  return isJsonObject(args) ? args : {};
}
