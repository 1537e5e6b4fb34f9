import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import type { Exchange, ExchangeStatus } from "../../core/trace/exchange";
import { Commands } from "../contributions";
import { formatCount, formatDuration, oneLine } from "../format";
import { describeFrame } from "./frameLooks";
import type { MessageNode, RowNode } from "./trafficNode";

interface Icon {
  readonly id: string;
  readonly color?: string;
}

const STATUS_ICONS: { readonly [status in ExchangeStatus]: Icon } = {
  pending: { id: "loading~spin" },
  ok: { id: "check", color: "testing.iconPassed" },
  "tool-error": { id: "warning", color: "problemsWarningIcon.foreground" },
  error: { id: "error", color: "problemsErrorIcon.foreground" },
  malformed: { id: "bracket-error", color: "problemsErrorIcon.foreground" },
  cancelled: { id: "circle-slash" },
  closed: { id: "debug-disconnect", color: "problemsErrorIcon.foreground" },
};

const STATUS_WORDS: { readonly [status in ExchangeStatus]: string } = {
  pending: vscode.l10n.t("pending"),
  ok: vscode.l10n.t("answered"),
  "tool-error": vscode.l10n.t("tool error"),
  error: vscode.l10n.t("error"),
  malformed: vscode.l10n.t("malformed answer"),
  cancelled: vscode.l10n.t("cancelled"),
  closed: vscode.l10n.t("connection closed"),
};

/** Looks of a row below a run; the hover is left to `resolveTreeItem`. */
export function itemOf(node: RowNode, now: number): vscode.TreeItem {
  switch (node.type) {
    case "exchange":
      return exchangeItem(node, now);
    case "frame":
      return frameItem(node);
    case "older": {
      const item = new vscode.TreeItem(vscode.l10n.t("Show older"));
      item.id = node.id;
      item.iconPath = new vscode.ThemeIcon("history");
      item.description = node.hidden === 1 ? vscode.l10n.t("1 older row not shown") : vscode.l10n.t("{0} older rows not shown", formatCount(node.hidden));
      item.command = { command: Commands.showOlderTraffic, title: vscode.l10n.t("Show Older"), arguments: [{ session: node.source.session, link: node.link }] };
      item.accessibilityInformation = { label: vscode.l10n.t("Show older, {0}", item.description) };
      return item;
    }
    default:
      return assertNever(node);
  }
}

function exchangeItem(node: MessageNode & { type: "exchange" }, now: number): vscode.TreeItem {
  const { exchange } = node;
  const icon = STATUS_ICONS[exchange.status];
  const arrow = exchange.sender === "client" ? "→" : "←";
  const item = row(node, `${arrow} ${exchangeTitle(exchange)}`, icon);
  item.description = exchangeWords(exchange, now);
  item.contextValue = "wirelight.message:exchange";
  const direction = exchange.sender === "client" ? vscode.l10n.t("sent") : vscode.l10n.t("received");
  const status = STATUS_WORDS[exchange.status];
  const spoken = item.description.startsWith(status) ? item.description : `${status}, ${item.description}`;
  item.accessibilityInformation = { label: `${exchangeTitle(exchange)}, ${direction}, ${spoken}` };
  return item;
}

export function exchangeTitle({ method, subject }: Exchange): string {
  return subject === undefined ? method : `${method} ${oneLine(subject, 80)}`;
}

export function exchangeStatusWords(status: ExchangeStatus): string {
  return STATUS_WORDS[status];
}

/** Duration, and what went wrong. */
function exchangeWords(exchange: Exchange, now: number): string {
  const duration = formatDuration((exchange.ended ?? now) - exchange.started);
  const more = exchange.extraAnswers.length;
  const extra = more === 0 ? "" : ` · ${more === 1 ? vscode.l10n.t("1 more answer") : vscode.l10n.t("{0} more answers", formatCount(more))}`;
  switch (exchange.status) {
    case "pending":
      return `${vscode.l10n.t("pending {0}", duration)}${extra}`;
    case "ok":
      return `${duration}${extra}`;
    case "closed":
      return `${STATUS_WORDS[exchange.status]} · ${duration}${extra}`;
    // Why it was cancelled tells a timeout from a person who gave up.
    case "cancelled":
    case "tool-error":
    case "error":
    case "malformed":
      return `${exchange.reason === undefined ? STATUS_WORDS[exchange.status] : oneLine(exchange.reason, 100)} · ${duration}${extra}`;
    default:
      return assertNever(exchange.status);
  }
}

function frameItem(node: MessageNode & { type: "frame" }): vscode.TreeItem {
  const looks = describeFrame(node.frame);
  const item = row(node, looks.label, looks.icon);
  if (looks.description !== undefined) item.description = looks.description;
  item.contextValue = node.frame.kind === "host" ? "wirelight.event" : "wirelight.message:frame";
  item.accessibilityInformation = { label: [looks.spoken, looks.description].filter((part) => part !== undefined).join(", ") };
  return item;
}

function row(node: MessageNode, label: string, icon: Icon): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = node.id;
  item.iconPath = icon.color === undefined ? new vscode.ThemeIcon(icon.id) : new vscode.ThemeIcon(icon.id, new vscode.ThemeColor(icon.color));
  item.command = { command: Commands.openMessage, title: vscode.l10n.t("Open Message"), arguments: [node.source.live ? node.seq : { session: node.source.session, seq: node.seq }, { preserveFocus: true }] };
  return item;
}
