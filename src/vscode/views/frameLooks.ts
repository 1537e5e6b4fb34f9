import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import { isJsonObject } from "../../core/base/json";
import { describeClosed } from "../../core/mcp/describeClosed";
import type { Frame, HostEvent } from "../../core/wire/frame";
import { formatBytes, oneLine } from "../format";

/** Longest message that is parsed for a row's description; an opened message is shown whole. */
const PARSED_BYTES = 100_000;
const DESCRIPTION = 120;

/** How a frame that belongs to no exchange looks in a list. */
export interface FrameLooks {
  readonly label: string;
  readonly description: string | undefined;
  /** What a screen reader says for the label. */
  readonly spoken: string;
  readonly icon: { readonly id: string; readonly color?: string };
}

const WARNING = { id: "warning", color: "problemsWarningIcon.foreground" } as const;

export function describeFrame(frame: Frame): FrameLooks {
  const arrow = frame.from === "client" ? "→" : "←";
  const way = frame.from === "client" ? vscode.l10n.t("sent") : vscode.l10n.t("received");
  switch (frame.kind) {
    case "host":
      return frame.event ? eventLooks(frame.event) : looks(vscode.l10n.t("event"), undefined, { id: "circle-small" });
    case "junk":
      return { label: `← ${vscode.l10n.t("stray line")}`, description: strayWords(frame), spoken: vscode.l10n.t("stray line on stdout"), icon: WARNING };
    case "stderr":
      return { label: "← stderr", description: lineWords(frame), spoken: vscode.l10n.t("line on stderr"), icon: { id: "output" } };
    case "notification": {
      const method = frame.method ?? vscode.l10n.t("notification without method");
      return { label: `${arrow} ${method}`, description: faultOr(frame, notificationWords(frame)), spoken: `${method}, ${way}`, icon: frame.fault ? WARNING : { id: "bell" } };
    }
    case "request":
      return { label: `${arrow} ${frame.method ?? vscode.l10n.t("request")}`, description: faultOr(frame, undefined), spoken: vscode.l10n.t("request {0}, {1}", frame.method ?? "", way), icon: frame.fault ? WARNING : { id: "question" } };
    case "result":
    case "error":
      return {
        label: `${arrow} ${vscode.l10n.t("answer to an unknown request")}`,
        description: [vscode.l10n.t("id {0}", JSON.stringify(frame.id) ?? vscode.l10n.t("missing")), ...(frame.fault ? [frame.fault] : [])].join(" · "),
        spoken: vscode.l10n.t("answer to an unknown request, {0}", way),
        icon: WARNING,
      };
    case "batch":
      return { label: `${arrow} ${vscode.l10n.t("batch")}`, description: formatBytes(frame.size), spoken: vscode.l10n.t("batch, {0}", way), icon: { id: "layers" } };
    default:
      return assertNever(frame.kind);
  }
}

function faultOr(frame: Frame, words: string | undefined): string | undefined {
  return frame.fault ? vscode.l10n.t("malformed: {0}", frame.fault) : words;
}

function strayWords(frame: Frame): string {
  return frame.junk === "empty" ? vscode.l10n.t("(empty)") : lineWords(frame);
}

function lineWords(frame: Frame): string {
  // Decoding the whole of a 50 MB line for one row would block the host.
  return frame.size > PARSED_BYTES ? `(${formatBytes(frame.size)})` : oneLine(frame.text(), DESCRIPTION);
}

/** The most telling part of the params of the notifications that MCP knows (2025-11-25). */
function notificationWords(frame: Frame): string | undefined {
  if (frame.size > PARSED_BYTES) return formatBytes(frame.size);
  const message = frame.message();
  const params = isJsonObject(message) ? message["params"] : undefined;
  if (!isJsonObject(params)) return undefined;
  if (frame.method === "notifications/message") return oneLine(`${asText(params["level"])}: ${asText(params["data"])}`, DESCRIPTION);
  const { progress, total, message: text, reason, uri } = params;
  if (frame.method === "notifications/progress") {
    return oneLine([`${asText(progress)}${total === undefined ? "" : `/${asText(total)}`}`, asText(text)].filter(Boolean).join(" "), DESCRIPTION);
  }
  return oneLine(asText(reason ?? uri), DESCRIPTION) || undefined;
}

function asText(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function eventLooks(event: HostEvent): FrameLooks {
  switch (event.type) {
    case "spawned":
      return looks(vscode.l10n.t("started"), vscode.l10n.t("process {0}", event.pid), { id: "play" });
    case "note":
      return looks(vscode.l10n.t("note"), oneLine(event.message, DESCRIPTION), { id: "info" });
    case "stdin-closed":
      return looks(vscode.l10n.t("stdin closed"), undefined, { id: "sign-out" });
    case "signal":
      return looks(vscode.l10n.t("{0} sent", event.signal), undefined, { id: "zap" });
    case "survivors":
      return looks(
        event.ended ? vscode.l10n.t("left-over processes ended") : vscode.l10n.t("left-over processes out of reach"),
        vscode.l10n.t("process {0}", event.pids.join(", ")),
        event.ended ? { id: "info" } : WARNING,
      );
    case "send-failed":
      return looks(vscode.l10n.t("sending failed"), oneLine(event.message, DESCRIPTION), { id: "error", color: "problemsErrorIcon.foreground" });
    case "closed": {
      const { closed } = event;
      const calm = closed.how === "exited" && closed.asked;
      return looks(oneLine(describeClosed(closed), DESCRIPTION), undefined, calm ? { id: "debug-stop" } : { id: "error", color: "problemsErrorIcon.foreground" });
    }
    default:
      return assertNever(event);
  }
}

function looks(label: string, description: string | undefined, icon: FrameLooks["icon"]): FrameLooks {
  return { label, description, spoken: label, icon };
}
