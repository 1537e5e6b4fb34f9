import * as vscode from "vscode";
import { binaryNote } from "../../core/mcp/resource/binaryNote";
import { resourceFile } from "../../core/mcp/resource/resourceFile";
import type { ReadResult } from "../../core/mcp/types";
import type { Server } from "../../core/server/server";
import type { WatchedResource } from "../../core/server/watchedResource";
import { contentBytes } from "./contentBytes";
import type { ResourceRef } from "./resourceUri";

/** What a document of a resource holds now: its content, or words on why there is none. */
export function shownContent(watched: WatchedResource, ref: ResourceRef, server: Server | undefined): Uint8Array {
  const { result, failure } = watched;
  // What the server said last counts; that it did not answer says nothing about the content.
  if (failure?.kind === "protocol" || (failure && !result)) return words(vscode.l10n.t("{0} could not be read: {1}", ref.uri, failure.message));
  if (result) return contentOf(result, ref);
  if (!server) return words(vscode.l10n.t("{0} cannot be shown: its server is no longer configured.", ref.uri));
  if (server.session || server.state.name === "starting") return words(vscode.l10n.t("{0} is being read...", ref.uri));
  return words(vscode.l10n.t("{0} is not known yet: server \"{1}\" does not run. Start it in Wirelight's Servers view, and the content will appear here.", ref.uri, server.config.name));
}

function contentOf(result: ReadResult, { uri, index }: ResourceRef): Uint8Array {
  const found = result.contents.find((each) => each.index === index);
  if (found) {
    const bytes = contentBytes(found.content);
    return resourceFile(found.content, bytes).shown === "note" ? words(binaryNote(found.content.uri, found.content.mimeType, bytes)) : bytes;
  }
  const invalid = result.invalid.find((each) => each.index === index);
  if (invalid) return words(vscode.l10n.t("Content {0} of {1} is not valid: {2}.\n\n{3}", index + 1, uri, invalid.reason, JSON.stringify(invalid.value, null, 2)));
  return words(index === 0 ? vscode.l10n.t("{0} is empty: the server sent no content.", uri) : vscode.l10n.t("{0} no longer has a content {1}.", uri, index + 1));
}

function words(text: string): Uint8Array {
  return Buffer.from(text.endsWith("\n") ? text : `${text}\n`, "utf8");
}
