import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock";
import { type Disposable, DisposableStore } from "../../core/base/disposable";
import { messageOf } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import type { FeedAct } from "../../core/feed/feedHost";
import { RECORDING_EXTENSION } from "../../core/trace/recording/recordingFormat";
import { Commands, Editors } from "../contributions";
import type { History } from "../history/history";
import { keepOpen } from "../history/keepOpen";
import type { TrafficSource } from "../history/trafficSource";
import type { Host } from "../host";
import { exportTraffic } from "../exports/exportTraffic";
import { lintRows } from "../lintRows";
import { defaultFolder } from "../roots";
import type { RegisteredTraffic } from "../traffic";
import { askComment } from "../traffic/askComment";
import type { TrafficPanel } from "../traffic/trafficPanel";
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
  /** `undefined` when the person changed their mind. */
  const asked = async (given: unknown, title: string): Promise<SaveOptions | undefined> => {
    const wanted = isWanted(given) ? given : await lookedAt(title);
    if (!wanted) return undefined;
    const { source, seqs, filter } = wanted;
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
  const lookedAt = async (title: string): Promise<Wanted | undefined> => {
    const { panel } = traffic;
    const source = editor.active ?? (panel.visible && panel.shown.length > 0 ? await askSession(panel.shown, title) : history.live);
    return source && { source, seqs: [], filter: "" };
  };
  store.add(vscode.commands.registerCommand(Commands.saveRecording, async (wanted: unknown) => {
    const options = await asked(wanted, vscode.l10n.t("Save Recording"));
    return options && keeping(options, saveRecording);
  }));
  store.add(vscode.commands.registerCommand(Commands.exportTraffic, async (wanted: unknown) => {
    const options = await asked(wanted, vscode.l10n.t("Export Traffic"));
    return options && keeping(options, () => exportTraffic({ ...options, lint: lintRows(options.source.trace, host.registry) }));
  }));
  store.add(vscode.commands.registerCommand(Commands.openRecording, openRecording));
  return { editor, dispose: () => store.dispose() };
}

/** Writes traffic that stays open until it is written, also when the page that shows it is closed, or its session is deleted. */
async function keeping(options: SaveOptions, write: (options: SaveOptions) => Promise<vscode.Uri | undefined>): Promise<vscode.Uri | undefined> {
  try {
    return await keepOpen(options.source, () => write(options));
  } catch (error) {
    void vscode.window.showErrorMessage(inert(messageOf(error)));
    return undefined;
  }
}

/** A file holds the traffic of one session: asks which, when several are shown. */
async function askSession(shown: TrafficPanel["shown"], title: string): Promise<TrafficSource | undefined> {
  const [first, ...others] = shown;
  if (others.length === 0) return first?.source;
  const items = shown.map((session) => ({ label: inert(session.title), source: session.source }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t("Choose the session to take; a file holds the traffic of one") }))?.source;
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
