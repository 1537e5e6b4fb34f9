import * as vscode from "vscode";
import { Failure } from "../../../core/base/failure";
import { unloadedNote } from "../../../core/mcp/result/markdownFiles";
import { safeMarkdown } from "../../../core/mcp/result/safeMarkdown";
import type { ReadResult } from "../../../core/mcp/types";
import type { Host } from "../../host";
import { withLateProgress } from "../../lateProgress";
import { startServer } from "../../startServer";
import type { CallRecord } from "../callRecord";

/**
 * Reads a resource that a result links to, through the server that sent the link.
 * @param name of the file that is to hold it
 * @throws FileSystemError with the words for the editor that wanted to show it
 */
export async function readLinked(host: Host, { server: id, serverName }: CallRecord, uri: string, name: string): Promise<Uint8Array> {
  const server = host.registry.get(id);
  if (!server) throw vscode.FileSystemError.Unavailable(vscode.l10n.t('Server "{0}", which linked {1}, is no longer configured.', serverName, uri));
  try {
    const read = await withLateProgress(vscode.l10n.t('Reading {0} from server "{1}"', uri, serverName), async (cancel) => (await startServer(server, cancel)).readResource(uri, { cancel }));
    return bytesOf(uri, name, read);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw vscode.FileSystemError.Unavailable(vscode.l10n.t('Server "{0}" did not give {1}: {2}', serverName, uri, error.message));
  }
}

/** One content is the file; of several the editor gets all that the server sent. */
function bytesOf(uri: string, name: string, { contents, invalid }: ReadResult): Uint8Array {
  const [only] = contents;
  if (!only || contents.length > 1 || invalid.length > 0) {
    if (!only && invalid.length === 0) throw vscode.FileSystemError.Unavailable(vscode.l10n.t("The server says that {0} has no contents.", uri));
    return Buffer.from(JSON.stringify([...contents.map(({ content }) => content), ...invalid], null, 2), "utf8");
  }
  const bytes = "text" in only.content ? Buffer.from(only.content.text, "utf8") : Buffer.from(only.content.base64, "base64");
  return name.endsWith(".md") ? Buffer.from(harmless(bytes.toString("utf8")), "utf8") : bytes;
}

/** A link from one preview opens the next, which must not fetch what the server wants it to. */
function harmless(markdown: string): string {
  const safe = safeMarkdown(markdown);
  return safe === markdown ? markdown : `${unloadedNote(vscode.l10n.t("Wirelight: Read Resource... shows the text as it came"))}\n\n${safe}`;
}
