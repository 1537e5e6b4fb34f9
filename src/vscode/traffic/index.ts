import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { FeedAct } from "../../core/feed/feedHost";
import type { Marks } from "../../core/feed/marks";
import type { SavedFilters } from "../../core/feed/savedFilters";
import type { ArgumentDrafts } from "../call/argumentDrafts";
import { Commands } from "../contributions";
import type { History } from "../history/history";
import type { TrafficSource } from "../history/trafficSource";
import type { Host } from "../host";
import { SettingFilters } from "./savedFilters";
import { StoredMarks } from "./storedMarks";
import { trafficActs } from "./trafficActs";
import { TrafficPanel } from "./trafficPanel";
import { WindowSessions } from "./windowSessions";

export interface TrafficPanelSources {
  readonly host: Host;
  readonly history: History;
  readonly drafts: ArgumentDrafts;
  readonly clock: Clock;
}

/** What every Traffic page of the window shares, the panel's and those of recordings. */
export interface RegisteredTraffic extends Disposable {
  readonly panel: TrafficPanel;
  readonly marks: Marks;
  readonly savedFilters: SavedFilters;
  readonly act: (act: FeedAct<TrafficSource>) => Promise<void>;
}

/** Registers the Traffic panel. */
export function registerTraffic({ host, history, drafts, clock }: TrafficPanelSources): RegisteredTraffic {
  const store = new DisposableStore();
  const { context, log } = host;
  const marks = store.add(new StoredMarks(context.workspaceState));
  store.add(history.live.trace.onClear(() => marks.clear(history.live.session)));
  const savedFilters = store.add(new SettingFilters(log));
  const act = trafficActs({ host, drafts, marks, history });
  const sessions = store.add(new WindowSessions(history, clock));
  const panel = store.add(new TrafficPanel({ extensionUri: context.extensionUri, clock, warn: (message) => log.warn(message), sessions, marks, savedFilters, act }));
  store.add(vscode.commands.registerCommand(Commands.showTrafficPanel, (row: unknown) => panel.show(rowOf(row, history.live.session))));
  return { panel, marks, savedFilters, act, dispose: () => store.dispose() };
}

/** What other commands may want shown: `{ seq }` of this window, or `{ session, seq }`. */
function rowOf(value: unknown, live: string): { readonly session: string; readonly seq: number } | undefined {
  if (typeof value !== "object" || value === null || !("seq" in value) || typeof value.seq !== "number") return undefined;
  return { session: "session" in value && typeof value.session === "string" ? value.session : live, seq: value.seq };
}
