import * as vscode from "vscode";
import { assertNever } from "../../../core/base/assertNever";
import { inert } from "../../../core/base/inert";
import type { Exchange } from "../../../core/trace/exchange";
import type { Server } from "../../../core/server/server";
import { formatDuration, formatTime, oneLine } from "../../format";
import { findTool } from "../findTool";
import { shortArguments } from "../shortArguments";
import type { PastCall } from "./callHistory";

export type PickedCall = { readonly action: "open" | "repeat" | "compare"; readonly call: PastCall };

export interface CallQuestion {
  readonly title: string;
  readonly placeholder: string;
  readonly server: Server;
  readonly calls: readonly PastCall[];
  /** Calls can be repeated and compared from here. */
  readonly hasActions: boolean;
}

type Item = vscode.QuickPickItem & { readonly call: PastCall };

const REPEAT: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("refresh"), tooltip: vscode.l10n.t("Repeat with the Same Arguments") };
const COMPARE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("diff"), tooltip: vscode.l10n.t("Compare with...") };

/** Asks for one of the calls that were made; `undefined` when the person leaves. */
export async function pickCall({ title, placeholder, server, calls, hasActions }: CallQuestion): Promise<PickedCall | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const several = new Set(calls.map(({ tool }) => tool)).size > 1;
  pick.items = calls.map((call) => itemOf(server, call, several, hasActions));
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item) resolve({ action: "open", call: item.call });
      });
      pick.onDidTriggerItemButton(({ button, item }) => resolve({ action: button === REPEAT ? "repeat" : "compare", call: item.call }));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function itemOf(server: Server, call: PastCall, withTool: boolean, hasActions: boolean): Item {
  const { exchange, tool, args } = call;
  const { started, ended, reason } = exchange;
  const about = [withTool ? tool : undefined, statusWords(exchange), ended === undefined ? undefined : formatDuration(ended - started)];
  const detail = [shortArguments(args, findTool(server, tool)?.inputSchema), reason && oneLine(reason, 120)];
  const isComparable = exchange.status === "ok" || exchange.status === "tool-error";
  return {
    label: `${statusIcon(exchange)} ${formatTime(started)}`,
    description: inert(about.filter((part) => part !== undefined).join(" · ")),
    detail: inert(detail.filter((part) => part !== undefined).join(" · ")),
    ...(hasActions && { buttons: isComparable ? [COMPARE, REPEAT] : [REPEAT] }),
    call,
  };
}

function statusIcon({ status }: Exchange): string {
  switch (status) {
    case "ok":
      return "$(pass)";
    case "tool-error":
      return "$(warning)";
    case "error":
    case "malformed":
    case "closed":
      return "$(error)";
    case "cancelled":
      return "$(circle-slash)";
    case "pending":
      return "$(loading~spin)";
    default:
      return assertNever(status);
  }
}

function statusWords({ status }: Exchange): string {
  switch (status) {
    case "ok":
      return vscode.l10n.t("OK");
    case "tool-error":
      return vscode.l10n.t("tool error");
    case "error":
      return vscode.l10n.t("protocol error");
    case "malformed":
      return vscode.l10n.t("malformed answer");
    case "closed":
      return vscode.l10n.t("connection closed");
    case "cancelled":
      return vscode.l10n.t("cancelled");
    case "pending":
      return vscode.l10n.t("no answer yet");
    default:
      return assertNever(status);
  }
}
