import { listSessions } from "../sessions/listSessions";
import { removeSession } from "../sessions/removeSession";
import { newSessionId } from "../sessions/sessionId";
import { SessionWriter } from "../sessions/sessionWriter";

/** All of them are beside each other; the keys of workspaces play no part. */
const KEY = "open";

/** Space on the disk for rows that are to be found at once, as long as somebody needs it. */
export class TemporarySession {
  readonly writer: SessionWriter;

  /** @param root folder of all such sessions @param now milliseconds since the epoch */
  constructor(root: string, now: number, version: string) {
    this.writer = new SessionWriter({ root, workspaceKey: KEY, workspace: "", id: newSessionId(now), started: now, version });
  }

  /** Gives the space back. Rejects when the disk refuses; then the next `removeLeftovers` tries again. */
  async remove(): Promise<void> {
    const { writer } = this;
    await writer.flush();
    await writer.close({ servers: [], messages: 0, ended: 0 });
    await removeSession(writer.folder);
  }
}

/** Removes what windows left behind that were killed. Rejects with what the system says. */
export async function removeLeftovers(root: string): Promise<void> {
  for (const { state, folder } of await listSessions(root, KEY)) if (state === "ended") await removeSession(folder);
}
