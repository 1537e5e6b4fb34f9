import type * as vscode from "vscode";
import type { ConfigSource } from "../../core/server/config";
import { describeLaunch } from "../../core/server/describeLaunch";
import type { Server } from "../../core/server/server";
import { stateDetail } from "../../core/server/words";
import type { Trace } from "../../core/trace/trace";
import { formatDuration } from "../format";
import { defaultFolder } from "../roots";
import { MarkdownText } from "./markdownText";

const INSTRUCTIONS_LENGTH = 600;

/** Everything that is known of a server, for the hover of its row. Text of the server is shown as text, never as Markdown. */
export function serverTooltip(server: Server, trace: Trace, pid: number | undefined, now: number): vscode.MarkdownString {
  const { config, state, hello } = server;
  const text = new MarkdownText().title(config.name);
  if (state.name === "running") text.fact("Running for", formatDuration(now - state.since));
  else text.paragraph(stateDetail(state));
  if (pid !== undefined && state.name !== "stopped" && state.name !== "failed") text.fact("Process", String(pid));
  const run = server.link === undefined ? undefined : trace.link(server.link);
  if (run) text.fact("Run", String(run.run));
  if (hello) {
    text.fact("Server", `${hello.info.title ?? hello.info.name} ${hello.info.version}`);
    text.fact("Protocol", hello.revision);
    text.fact("Capabilities", Object.keys(hello.capabilities).join(", ") || "none");
  }
  text.fact("From", `${config.source.label}${sharedNote(config.source)}`);
  text.fact("Id", config.id);
  if (config.launch) {
    const { commandLine, details } = describeLaunch({ ...config.launch, cwd: config.launch.cwd ?? defaultFolder() });
    text.code([commandLine, ...details].join("\n"), "text");
  }
  if (hello?.instructions) text.heading("Instructions of the server").code(cut(hello.instructions), "markdown");
  return text.build();
}

/** Another host starts servers from the same file, so a second process may be there. */
function sharedNote(source: ConfigSource): string {
  return source.kind === "shared" ? " (another host may be running it too)" : "";
}

function cut(text: string): string {
  if (text.length <= INSTRUCTIONS_LENGTH) return text;
  return `${text.slice(0, INSTRUCTIONS_LENGTH)}… (${text.length - INSTRUCTIONS_LENGTH} more characters)`;
}
