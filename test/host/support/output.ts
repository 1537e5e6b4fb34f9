import * as vscode from "vscode";
import { until } from "./until";

/** One line of a log channel. */
export interface LogLine {
  readonly level: string;
  readonly text: string;
}

/** The text of the output channel that `show` brings up, as the Output view has it at that moment. */
export async function outputText(title: string, show: () => Thenable<unknown>): Promise<string> {
  await show();
  const document = await until(`the output channel "${title}" is shown`, () => shownOutput(title), shownUris);
  return document.getText();
}

/** The lines of a server's log, with their levels. */
export async function logOf(serverId: string, title: string): Promise<LogLine[]> {
  const text = await outputText(`Wirelight: ${title}`, () => vscode.commands.executeCommand("wirelight.showServerLog", serverId));
  return text.split(/\r?\n(?=\d{4}-\d\d-\d\d )/).map((line) => {
    const [, level = "", rest = line] = /^[\d-]+ [\d:.]+ \[(\w+)\] ([^]*)$/.exec(line) ?? [];
    return { level, text: rest.trimEnd() };
  });
}

/** The lines of the channel "Wirelight Trace". */
export async function traceLines(): Promise<string[]> {
  const text = await outputText("Wirelight Trace", () => vscode.commands.executeCommand("wirelight.showTrace"));
  return text.split("\n").filter((line) => line !== "");
}

/** The sum of the numbers in front of a wording. */
export function sumOf(lines: readonly string[], wording: RegExp): number {
  return lines.reduce((sum, line) => sum + Number((wording.exec(line)?.[1] ?? "0").replaceAll(",", "")), 0);
}

/** VS Code takes from the title what a file name cannot have. */
function shownOutput(title: string): vscode.TextDocument | undefined {
  const name = title.replaceAll(/[\\/:*?"<>|]/g, "");
  const isIts = ({ path }: vscode.Uri): boolean => path.endsWith(`.${name}.log`) || path.endsWith(`-${name}`);
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === "output" && isIts(document.uri))?.document;
}

function shownUris(): string {
  return vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString()).join(", ");
}
