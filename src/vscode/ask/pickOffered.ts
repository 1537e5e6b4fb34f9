import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import type { Offer } from "../../core/mcp/types";
import type { Server } from "../../core/server/server";
import { stateLabel } from "../../core/server/words";
import { oneLine } from "../format";
import { serverTitle } from "../serverTitle";

/** One thing of a server that can be chosen, as it is listed. */
export interface OfferedItem<T> {
  readonly icon: string;
  readonly label: string;
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly value: T;
}

/** What is to be chosen out of what servers offer. */
export interface OfferedPick<T> {
  readonly title: string;
  readonly placeholder: string;
  /** `resources`, after "list its". */
  readonly noun: string;
  /** The lists that they come from. */
  readonly lists: readonly (keyof Offer)[];
  /** `undefined` for a server that has nothing of the kind. */
  itemsOf(server: Server): readonly OfferedItem<T>[] | undefined;
}

export type PickedOffer<T> =
  | { readonly type: "item"; readonly server: Server; readonly value: T }
  /** A server that has to run before its lists are known. */
  | { readonly type: "start"; readonly server: Server };

type OfferItem<T> = vscode.QuickPickItem & { readonly choice?: PickedOffer<T> };

/** Asks for one thing out of all that the servers offer, running ones first; `undefined` when the person leaves. */
export async function pickOffered<T>(servers: readonly Server[], wanted: OfferedPick<T>): Promise<PickedOffer<T> | undefined> {
  const pick = vscode.window.createQuickPick<OfferItem<T>>();
  pick.title = wanted.title;
  pick.placeholder = wanted.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const refresh = () => {
    const active = pick.activeItems[0];
    pick.items = allItems(servers, wanted);
    const again = pick.items.find((item) => active && item.choice?.server === active.choice?.server && item.label === active.label && item.description === active.description);
    if (again) pick.activeItems = [again];
  };
  refresh();
  // Servers come up and lists change while the picker is open.
  const subscriptions = servers.map((server) => server.onChange(refresh));
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => {
        const choice = pick.selectedItems[0]?.choice;
        if (choice) resolve(choice);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
    pick.dispose();
  }
}

function allItems<T>(servers: readonly Server[], wanted: OfferedPick<T>): OfferItem<T>[] {
  const running = servers.filter((server) => server.session);
  const others = servers.filter((server) => !server.session);
  const items = [...running, ...others].flatMap((server) => {
    const title = serverTitle(server, servers);
    const own = itemsOf(server, title, wanted);
    if (own.length === 0) return [];
    return [{ label: `${inert(title)}${server.session ? "" : ` (${stateLabel(server.state)})`}`, kind: vscode.QuickPickItemKind.Separator }, ...own];
  });
  return items.length > 0 ? items : [{ label: `$(info) ${vscode.l10n.t("No {0}", wanted.noun)}`, description: vscode.l10n.t("no server offers any") }];
}

function itemsOf<T>(server: Server, serverName: string, wanted: OfferedPick<T>): OfferItem<T>[] {
  const items = wanted.itemsOf(server);
  if (!server.session && (items === undefined || items.length === 0)) return server.offer ? [] : [startItem(server, serverName, wanted)];
  const listed = (items ?? []).map((item) => itemOf(server, serverName, item));
  const isLoading = wanted.lists.some((list) => server.loading.has(list));
  return isLoading ? [...listed, { label: `$(loading~spin) ${vscode.l10n.t('Listing the {0} of "{1}"...', wanted.noun, inert(serverName))}` }] : listed;
}

function itemOf<T>(server: Server, serverName: string, { icon, label, title, detail, value }: OfferedItem<T>): OfferItem<T> {
  // The server again, although it stands above: while something is typed, VS Code hides the separators.
  const about = [title === label ? undefined : title, serverName, server.session ? undefined : vscode.l10n.t("starts the server")];
  return {
    label: `$(${icon}) ${inert(oneLine(label, 160))}`,
    description: inert(oneLine(about.filter((each) => each !== undefined).join(" · "), 200)),
    ...(detail === undefined ? {} : { detail: inert(oneLine(detail, 160)) }),
    choice: { type: "item", server, value },
  };
}

function startItem<T>(server: Server, serverName: string, { noun }: OfferedPick<T>): OfferItem<T> {
  const { state } = server;
  const detail = "message" in state ? { detail: inert(oneLine(state.message, 160)) } : {};
  return { label: `$(play) ${vscode.l10n.t('Start "{0}" and list its {1}', inert(serverName), noun)}`, ...detail, choice: { type: "start", server } };
}
