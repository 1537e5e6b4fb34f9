import * as vscode from "vscode";
import { messageOf } from "../../core/base/failure";
import { isJsonObject, type JsonObject } from "../../core/base/json";
import { skeletonOf } from "../../core/mcp/schema/skeleton";
import type { Server } from "../../core/server/server";
import { Schemes } from "../contributions";
import type { ArgumentDrafts, Draft } from "./argumentDrafts";

/** What the JSON editor starts with: the answers given so far over the skeleton of the schema. */
export interface DraftStart {
  readonly server: Server;
  readonly tool: string;
  readonly schema: JsonObject;
  readonly args: JsonObject;
  readonly leftOut: readonly string[];
  /** Begins with just these arguments, as of a call that was made, and not over the skeleton. */
  readonly exact?: boolean;
}

/** Arguments that a person wrote, or why they cannot be sent. */
export type WrittenArguments = { readonly draft: Draft; readonly args: JsonObject } | { readonly problem: string };

export async function openArguments(drafts: ArgumentDrafts, { server, tool, schema, args, leftOut, exact = false }: DraftStart): Promise<void> {
  const skeleton = exact ? {} : skeletonOf(schema);
  const start = { ...(isJsonObject(skeleton) ? skeleton : {}), ...args };
  const kept = Object.fromEntries(Object.entries(start).filter(([name]) => !leftOut.includes(name)));
  const uri = drafts.add({ server: server.config.id, serverName: server.config.name, tool, schema }, kept);
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  editor.selection = firstValue(document);
}

/** Reads a document of arguments; the schema property, which is the editor's own, is taken out. */
export function readArguments(drafts: ArgumentDrafts, document: vscode.TextDocument): WrittenArguments {
  const draft = drafts.of(document.uri);
  if (!draft) return { problem: vscode.l10n.t("These arguments no longer belong to a tool. Use Call Tool to start again.") };
  try {
    const value: unknown = JSON.parse(document.getText());
    if (!isJsonObject(value)) return { problem: vscode.l10n.t("The arguments must be one JSON object: { ... }.") };
    const { $schema, ...rest } = value;
    const isOurs = typeof $schema === "string" && $schema.startsWith(`${Schemes.schema}:`);
    return { draft, args: isOurs ? rest : value };
  } catch (error) {
    return { problem: vscode.l10n.t("The arguments are not valid JSON: {0}", messageOf(error)) };
  }
}

/** The value of the first property that is not `$schema`, where the person goes on: typing replaces it. */
function firstValue(document: vscode.TextDocument): vscode.Selection {
  const line = 2;
  if (document.lineCount <= line + 1) return new vscode.Selection(0, 0, 0, 0);
  const text = document.lineAt(line).text;
  const [, before = text, value = ""] = /^(.*?": "?)(.*?)"?,?$/.exec(text) ?? [];
  // An object or a list goes on in the next line.
  const isWhole = !/^[[{]/.test(value);
  return new vscode.Selection(line, before.length, line, before.length + (isWhole ? value.length : 0));
}
