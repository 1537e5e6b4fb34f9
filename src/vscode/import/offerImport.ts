import * as vscode from "vscode";
import type { ServerConfig } from "../../core/server/config";
import { HOST_TITLES } from "../../node/hostConfigs/hostName";
import { Commands } from "../contributions";
import { formatCount } from "../format";
import { findServers } from "./findServers";

const OFFERED = "wirelight.importOffered";

/** Once per machine, where nothing is configured yet and other hosts have servers: tells that they can be imported. */
export async function offerImport(context: vscode.ExtensionContext, configs: readonly ServerConfig[]): Promise<void> {
  if (context.globalState.get<boolean>(OFFERED) === true || configs.some(({ source }) => source.kind !== "bundled")) return;
  const own = (await findServers(context)).servers.filter(({ place }) => place.source.author === "user");
  if (own.length === 0) return;
  await context.globalState.update(OFFERED, true);
  const programs = new Intl.ListFormat(vscode.env.language, { type: "conjunction" }).format(new Set(own.map(({ host }) => HOST_TITLES[host])));
  const choose = vscode.l10n.t("Choose...");
  const answer = await vscode.window.showInformationMessage(
    own.length === 1
      ? vscode.l10n.t('Wirelight can use 1 MCP server that you have configured for {0}. Later: "Wirelight: Import Servers...".', programs)
      : vscode.l10n.t('Wirelight can use {0} MCP servers that you have configured for {1}. Later: "Wirelight: Import Servers...".', formatCount(own.length), programs),
    choose,
  );
  if (answer === choose) await vscode.commands.executeCommand(Commands.importServers);
}
