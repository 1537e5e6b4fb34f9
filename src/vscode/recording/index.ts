import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import type { FeedAct } from "../../core/feed/feedHost";
import { RECORDING_EXTENSION } from "../../core/trace/recording/recordingFormat";
import { Commands, Editors } from "../contributions";
import type { History } from "../history/history";
import type { TrafficSource } from "../history/trafficSource";
import type { Host } from "../host";
import { exportTraffic } from "../exports/exportTraffic";
import { lintRows } from "../lintRows";
import { defaultFolder } from "../roots";
import type { RegisteredTraffic } from "../traffic";
import { askComment } from "../traffic/askComment";
import type { OpenedRecording } from "./openedRecording";
import { RecordingEditor } from "./recordingEditor";
import { saveRecording, type SaveOptions } from "./saveRecording";

export interface RecordingSources {
  readonly host: Host;
  readonly history: History;
  readonly traffic: Pick<RegisteredTraffic, "panel" | "marks" | "savedFilters" | "act">;
  readonly clock: Clock;
}

/** What Save Recording or Export Traffic is asked to take; without, it is what the person looks at. */
interface Wanted {
  readonly source: TrafficSource;
  readonly seqs: readonly number[];
  readonly filter: string | undefined;
}

/** Registers the commands that save, export and open recordings, and the editor that shows them. */
export function registerRecordings({ host, history, traffic, clock }: RecordingSources): Disposable & { readonly editor: RecordingEditor } {
  const store = new DisposableStore();
  const asked = (given: unknown): SaveOptions => {
    const { source, seqs, filter } = isWanted(given) ? given : { source: shown(), seqs: [], filter: "" };
    const marks = source === editor.find(source.session) ? editor.find(source.session) : traffic.marks;
    return { source, seqs, filter, marks: new Map(marks?.of(source.session).map(({ seq, comment }) => [seq, comment])), now: clock.now() };
  };
  const act = async (recording: OpenedRecording, chosen: FeedAct<TrafficSource>): Promise<void> => {
    const { action, seqs, text } = chosen;
    if (action === "mark") recording.set(recording.session, seqs, text ?? "");
    else if (action === "unmark") recording.set(recording.session, seqs, undefined);
    else if (action === "comment") await comment(recording, seqs, text);
    else if (action === "clear") throw new Error(vscode.l10n.t("A recording is open for reading only; nothing can be cleared in it."));
    else await traffic.act(chosen);
  };
  const editor = store.add(new RecordingEditor({ host, library: history.library, savedFilters: traffic.savedFilters, clock, act }));
  const shown = (): TrafficSource => editor.active ?? (traffic.panel.visible ? traffic.panel.source : undefined) ?? history.live;
  store.add(vscode.commands.registerCommand(Commands.saveRecording, (wanted: unknown) => saveRecording(asked(wanted))));
  store.add(vscode.commands.registerCommand(Commands.exportTraffic, (wanted: unknown) => {
    const options = asked(wanted);
    return exportTraffic({ ...options, lint: lintRows(options.source.trace, host.registry) });
  }));
  store.add(vscode.commands.registerCommand(Commands.openRecording, openRecording));
  return { editor, dispose: () => store.dispose() };
}

/** Asks for the comment when the page did not. */
async function comment(recording: OpenedRecording, seqs: readonly number[], given: string | undefined): Promise<void> {
  const text = given ?? (await askComment(recording.of(), seqs, vscode.l10n.t("Comment on the marked row; Save Recording keeps it in a new file")));
  if (text !== undefined) recording.set(recording.session, seqs, text);
}

/** @param given what to open without asking, as other extensions and keybindings may have it */
async function openRecording(given: unknown): Promise<void> {
  const uris = given instanceof vscode.Uri ? [given] : await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Open Recording"),
    canSelectMany: true,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(defaultFolder()),
    filters: { [vscode.l10n.t("MCP Recordings")]: [RECORDING_EXTENSION], [vscode.l10n.t("All Files")]: ["*"] },
  });
  for (const uri of uris ?? []) await vscode.commands.executeCommand("vscode.openWith", uri, Editors.recording);
}

/** Only our own code has a source at hand. */
function isWanted(value: unknown): value is Wanted {
  return typeof value === "object" && value !== null && "source" in value && "seqs" in value && Array.isArray(value.seqs) && "filter" in value && (value.filter === undefined || typeof value.filter === "string");
}
