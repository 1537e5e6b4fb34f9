import * as vscode from "vscode";
import type { CancelSignal } from "../../core/base/cancel";
import { Failure } from "../../core/base/failure";
import { behaviourText } from "../../core/trace/diff/text/behaviourText";
import { toolLists } from "../../core/trace/diff/text/toolLists";
import { toolsText } from "../../core/trace/diff/text/toolsText";
import { latestPages } from "../../core/trace/statistics/latestPages";
import { inBreaks } from "./inBreaks";
import type { KnownSession } from "./knownSessions";
import type { RunPlace, Side } from "./side";

/** The newest list of tools of a run. */
export async function toolsSide(run: RunPlace, cancel: CancelSignal): Promise<Side> {
  const pages = await run.session.read(async ({ trace, exchanges }) => {
    const lists = await inBreaks(toolLists(trace, exchanges), cancel);
    return latestPages(lists.get(run.link) ?? [], (seq) => {
      const answer = exchanges.of(seq)?.answer;
      const [asked, answered] = [trace.at(seq), answer === undefined ? undefined : trace.at(answer)];
      return Promise.resolve(asked && answered && { request: asked.bytes(), answer: answered.bytes() });
    });
  });
  if (!pages) throw new Failure("config", vscode.l10n.t("The tools of {0} are no longer kept, or were never listed. Start the server, which asks for them.", titleOf(run)));
  return { title: titleOf(run), text: toolsText(pages), time: run.opened };
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
  const pieces: string[] = [];
  await session.read(({ trace, exchanges }) => inBreaks(behaviourText({ trace, exchanges, link }), cancel, (piece) => pieces.push(piece)));
  return pieces.join("");
}

function titleOf({ name, run }: RunPlace): string {
  return vscode.l10n.t("{0} run {1}", name, run);
}
