import * as vscode from "vscode";
import type { CancelSignal } from "../../core/base/cancel";
import { Failure } from "../../core/base/failure";
import { behaviourText } from "../../core/trace/diff/text/behaviourText";
import { LARGEST } from "../../core/trace/diff/text/largest";
import { toolLists } from "../../core/trace/diff/text/toolLists";
import { toolsText } from "../../core/trace/diff/text/toolsText";
import { latestPages } from "../../core/trace/statistics/latestPages";
import { Pause } from "../../node/recordings/pause";
import { formatBytes } from "../format";
import { inBreaks } from "../inBreaks";
import type { KnownSession } from "./knownSessions";
import type { RunPlace, Side } from "./side";

/** The newest list of tools of a run. */
export async function toolsSide(run: RunPlace, cancel: CancelSignal): Promise<Side> {
  const pages = await run.session.read(async ({ trace, exchanges }) => {
    const lists = await inBreaks(toolLists(trace, exchanges), cancel);
    const pause = new Pause();
    return latestPages(lists.get(run.link) ?? [], async (seq) => {
      if (pause.isDue) await pause.take();
      if (cancel.cancelled) throw new Failure("cancelled", "Cancelled.");
      const answer = exchanges.of(seq)?.answer;
      const [asked, answered] = [trace.at(seq), answer === undefined ? undefined : trace.at(answer)];
      const largest = Math.max(asked?.size ?? 0, answered?.size ?? 0);
      if (largest > LARGEST) throw new Failure("config", vscode.l10n.t("The list of tools of {0} has {1} on one page, which is too much to be laid out. Save both sessions as recordings and run wirelight diff.", titleOf(run), formatBytes(largest)));
      return asked && answered && { request: asked.bytes(), answer: answered.bytes() };
    });
  });
  if (!pages) throw new Failure("config", vscode.l10n.t("The tools of {0} are no longer kept, or were never listed. Start the server, which asks for them.", titleOf(run)));
  return { title: titleOf(run), text: await textOf(toolsText(pages), cancel), time: run.opened };
}

/** What a server did in a run. */
export async function runSide(run: RunPlace, cancel: CancelSignal): Promise<Side> {
  return { title: titleOf(run), text: await behaviour(run.session, run.link, cancel), time: run.opened };
}

/** What all servers of a session did. */
export async function sessionSide(session: KnownSession, cancel: CancelSignal): Promise<Side> {
  return { title: session.title, text: await behaviour(session, undefined, cancel), time: session.started };
}

async function behaviour(session: KnownSession, link: number | undefined, cancel: CancelSignal): Promise<string> {
  return session.read(({ trace, exchanges }) => textOf(behaviourText({ trace, exchanges, link }), cancel));
}

async function textOf(steps: Generator<string, void>, cancel: CancelSignal): Promise<string> {
  const pieces: string[] = [];
  await inBreaks(steps, cancel, (piece) => pieces.push(piece));
  return pieces.join("");
}

function titleOf({ name, run }: RunPlace): string {
  return vscode.l10n.t("{0} run {1}", name, run);
}
