import * as vscode from "vscode";
import type { ConfigSource } from "../../core/server/config";
import { declares } from "../../core/mcp/missingCapability";
import { offerChangeText } from "../../core/mcp/offerChangeText";
import type { LogLevel } from "../../core/mcp/types";
import { describeLaunch } from "../../core/server/describeLaunch";
import type { Server } from "../../core/server/server";
import { stateDetail } from "../../core/server/words";
import type { Trace } from "../../core/trace/trace";
import { formatDuration, formatTime } from "../format";
import { defaultFolder } from "../roots";
import { MarkdownText } from "./markdownText";
import type { OfferNewsItem } from "./offerNews";

const INSTRUCTIONS_LENGTH = 600;

/** What is known of a server beside itself. */
export interface TooltipFacts {
  readonly pid: number | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What the server is asked to log; `undefined` leaves it to the server. */
  readonly logLevel: LogLevel | undefined;
  readonly news: readonly OfferNewsItem[];
}

/** Everything that is known of a server, for the hover of its row. Text of the server is shown as text, never as Markdown. */
export function serverTooltip(server: Server, trace: Trace, facts: TooltipFacts): vscode.MarkdownString {
  const { config, state, hello } = server;
  const { pid, now, logLevel, news } = facts;
  const text = new MarkdownText().title(config.name);
  if (state.name === "running") text.fact(vscode.l10n.t("Running for"), formatDuration(now - state.since));
  else text.paragraph(stateDetail(state));
  if (pid !== undefined && state.name !== "stopped" && state.name !== "failed") text.fact(vscode.l10n.t("Process"), String(pid));
  const run = server.link === undefined ? undefined : trace.link(server.link);
  if (run) text.fact(vscode.l10n.t("Run"), String(run.run));
  if (hello) {
    text.fact(vscode.l10n.t("Server"), `${hello.info.title ?? hello.info.name} ${hello.info.version}`);
    text.fact(vscode.l10n.t("Protocol"), hello.revision);
    text.fact(vscode.l10n.t("Capabilities"), Object.keys(hello.capabilities).join(", ") || vscode.l10n.t("none"));
    if (declares(hello.capabilities, "logging")) text.fact(vscode.l10n.t("Log level"), logLevel ?? vscode.l10n.t("the server's own"));
  }
  for (const { change, at } of news) text.fact(vscode.l10n.t("At {0}", formatTime(at)), offerChangeText(change));
  text.fact(vscode.l10n.t("From"), placeOf(config.source));
  text.fact("Id", config.id);
  if (config.launch) {
    const { commandLine, details } = describeLaunch({ ...config.launch, cwd: config.launch.cwd ?? defaultFolder() });
    text.code([commandLine, ...details].join("\n"), "text");
  }
  if (hello?.instructions) text.heading(vscode.l10n.t("Instructions of the server")).code(cut(hello.instructions), "markdown");
  return text.build();
}

/** Another host starts servers from the same file, so a second process may be there. */
function placeOf({ kind, label }: ConfigSource): string {
  return kind === "shared" ? vscode.l10n.t("{0} (another host may be running it too)", label) : label;
}

function cut(text: string): string {
  if (text.length <= INSTRUCTIONS_LENGTH) return text;
  return vscode.l10n.t("{0}… ({1} more characters)", text.slice(0, INSTRUCTIONS_LENGTH), text.length - INSTRUCTIONS_LENGTH);
}
