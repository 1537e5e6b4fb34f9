import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import type { Tool } from "../../core/mcp/types";
import type { Server } from "../../core/server/server";
import { stateLabel } from "../../core/server/words";
import { oneLine } from "../format";
import { serverTitle } from "../serverTitle";

/** What was picked; `edit`: the person wants to write the arguments as JSON at once. */
export type PickedTool =
  | { readonly type: "tool"; readonly server: Server; readonly tool: Tool; readonly edit: boolean }
  | { readonly type: "start"; readonly server: Server };

type ToolItem = vscode.QuickPickItem & { readonly choice?: PickedTool };

const EDIT: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("json"), tooltip: vscode.l10n.t("Write the Arguments as JSON") };

/** Asks for a tool out of all tools of the given servers, running ones first; `undefined` when the person leaves. */
export async function pickTool(servers: readonly Server[]): Promise<PickedTool | undefined> {
  const pick = vscode.window.createQuickPick<ToolItem>();
  pick.title = vscode.l10n.t("Call Tool");
  pick.placeholder = vscode.l10n.t("Choose the tool to call");
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const refresh = () => {
    const active = pick.activeItems[0]?.choice;
    pick.items = toolItems(servers);
    const again = pick.items.filter((item) => active && item.choice && isSame(item.choice, active));
    if (again.length > 0) pick.activeItems = again;
  };
  refresh();
  // Servers come up and lists change while the picker is open.
  const subscriptions = servers.map((server) => server.onChange(refresh));
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item?.choice) resolve(item.choice);
      });
      pick.onDidTriggerItemButton(({ item }) => resolve(item.choice?.type === "tool" ? { ...item.choice, edit: true } : item.choice));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
    pick.dispose();
  }
}

function toolItems(servers: readonly Server[]): ToolItem[] {
  const running = servers.filter((server) => server.session);
  const others = servers.filter((server) => !server.session);
  return [...running, ...others].flatMap((server) => [
    { label: `${inert(serverTitle(server, servers))}${server.session ? "" : ` (${stateLabel(server.state)})`}`, kind: vscode.QuickPickItemKind.Separator },
    ...itemsOf(server, serverTitle(server, servers)),
  ]);
}

function itemsOf(server: Server, serverName: string): ToolItem[] {
  const tools = server.offer?.tools?.items ?? [];
  const items = tools.map((tool) => toolItem(server, serverName, tool));
  if (!server.session && items.length === 0) return [startItem(server, serverName)];
  if (items.length === 0) return [{ label: `$(info) ${vscode.l10n.t("No tools")}`, description: vscode.l10n.t("this server offers none") }];
  return items;
}

function toolItem(server: Server, serverName: string, tool: Tool): ToolItem {
  const title = tool.title ?? tool.annotations?.title;
  // The server again, although it stands above its tools: while something is typed, VS Code hides the separators.
  const about = [title === tool.name ? undefined : title, serverName, server.session ? undefined : vscode.l10n.t("starts the server")];
  return {
    label: `$(tools) ${inert(tool.name)}`,
    description: inert(about.filter((each) => each !== undefined).join(" · ")),
    ...(tool.description === undefined ? {} : { detail: inert(oneLine(tool.description, 160)) }),
    buttons: [EDIT],
    choice: { type: "tool", server, tool, edit: false },
  };
}

function startItem(server: Server, serverName: string): ToolItem {
  const { state } = server;
  const detail = "message" in state ? { detail: inert(oneLine(state.message, 160)) } : {};
  return { label: `$(play) ${vscode.l10n.t('Start "{0}" and list its tools', inert(serverName))}`, ...detail, choice: { type: "start", server } };
}

function isSame(one: PickedTool, other: PickedTool): boolean {
  if (one.server !== other.server || one.type !== other.type) return false;
  return one.type === "start" || other.type === "start" || one.tool.name === other.tool.name;
}
