import type { CancelSignal } from "../../core/base/cancel";
import { toolLists } from "../../core/trace/diff/text/toolLists";
import { inBreaks } from "../inBreaks";
import type { KnownSession } from "./knownSessions";
import type { RunPlace } from "./side";

/** The runs of a session that have rows, newest first. @param withTools only those that were asked for their tools, and answered */
export function runsOf(session: KnownSession, withTools: boolean, cancel: CancelSignal): Promise<readonly RunPlace[]> {
  return session.read(async ({ trace, exchanges }) => {
    const lists = withTools ? await inBreaks(toolLists(trace, exchanges), cancel) : undefined;
    const infos = trace.links().filter(({ link }) => (lists ? lists.has(link) : exchanges.rows(link, 1).total > 0));
    return infos.map(({ link, name, run, opened }) => ({ session, link, name, run, opened })).reverse();
  });
}
