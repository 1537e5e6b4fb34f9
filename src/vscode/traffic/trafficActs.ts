import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import { onUnexpectedError } from "../../core/base/unexpected";
import type { FeedAct } from "../../core/feed/feedHost";
import type { Marks } from "../../core/feed/marks";
import type { ArgumentDrafts } from "../call/argumentDrafts";
import { Commands } from "../contributions";
import type { History } from "../history/history";
import type { TrafficSource } from "../history/trafficSource";
import type { Host } from "../host";
import { actOnSeveral } from "./actOnSeveral";
import { answerSoon } from "./answerSoon";
import { askComment } from "./askComment";
import { compareMessages } from "./compareMessages";
import { copyJson } from "./copyJson";
import { copySdkTest } from "./copySdkTest";
import { requestOf, type SentRequest } from "./requestOf";
import { copyCommandLine, editAndSend, sendAgain } from "./sendAgain";

export interface ActOptions {
  readonly host: Host;
  readonly drafts: ArgumentDrafts;
  readonly marks: Marks;
  readonly history: History;
}

/** Carries out what a person chose on a Traffic page; rejects with an error for them. */
export function trafficActs(options: ActOptions): (act: FeedAct<TrafficSource>) => Promise<void> {
  const perform = async (act: FeedAct<TrafficSource>): Promise<void> => {
    for (const { source } of [act, ...act.beside]) await source.folded;
    await (act.beside.length > 0 ? actOnSeveral(options, act) : carryOut(options, act));
  };
  return (act) => answerSoon(perform(act));
}

async function carryOut({ host, drafts, marks, history }: ActOptions, { source, action, seqs, text }: FeedAct<TrafficSource>): Promise<void> {
  const { session, trace } = source;
  switch (action) {
    case "open":
      return open(Commands.openMessage, session, seqs);
    case "openRaw":
      return open(Commands.openRawMessage, session, seqs);
    case "compare":
      return compareMessages(history, source, seqs);
    case "copyJson":
      return copyJson([{ source, seqs }]);
    case "copyCommandLine":
      return copyCommandLine(host, request(source, seqs));
    case "copySdkTest":
      return copySdkTest(host, source, seqs);
    case "sendAgain":
      return sendAgain(request(source, seqs));
    case "editAndSend":
      return editAndSend(host, drafts, request(source, seqs));
    case "mark":
      return marks.set(session, seqs, text ?? "");
    case "unmark":
      return marks.set(session, seqs, undefined);
    case "comment":
      return comment(marks, session, seqs, text);
    case "clear":
      if (!source.live) throw new Error(vscode.l10n.t("Only the traffic of this window can be cleared; Delete Earlier Sessions removes the others."));
      return trace.clear();
    case "save":
      return ask(Commands.saveRecording, { source, seqs, filter: text });
    case "export":
      return ask(Commands.exportTraffic, { source, seqs, filter: text });
    default:
      assertNever(action);
  }
}

/** A person may take their time to answer, which the page does not wait for; the command itself tells them what goes wrong. */
function ask(command: string, wanted: { readonly source: TrafficSource; readonly seqs: readonly number[]; readonly filter: string | undefined }): void {
  vscode.commands.executeCommand(command, wanted).then(undefined, onUnexpectedError);
}

async function open(command: string, session: string, [seq]: readonly number[]): Promise<void> {
  if (seq !== undefined) await vscode.commands.executeCommand(command, { session, seq });
}

function request({ trace, exchanges }: TrafficSource, [seq]: readonly number[]): SentRequest {
  const found = seq === undefined ? undefined : requestOf(trace, exchanges.of(seq)?.request ?? seq);
  if (!found) throw new Error(vscode.l10n.t("Choose a request that was sent to a server. If it was one, it is no longer kept."));
  return found;
}

/** Asks for the comment when the page did not. */
async function comment(marks: Marks, session: string, seqs: readonly number[], given: string | undefined): Promise<void> {
  const text = given ?? (await askComment(marks.of(session), seqs, vscode.l10n.t("Comment on the marked row; it is kept with the traffic")));
  if (text !== undefined) marks.set(session, seqs, text);
}
