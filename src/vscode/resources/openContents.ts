import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import { resourceFile } from "../../core/mcp/resource/resourceFile";
import type { ReadResult } from "../../core/mcp/types";
import { formatBytes } from "../format";
import { contentBytes } from "./contentBytes";
import { resourceUri } from "./resourceUri";

/** More documents than this are not opened unasked. */
const MOST_AT_ONCE = 4;

/** One content as a document. */
interface ContentFile {
  readonly uri: vscode.Uri;
  readonly name: string;
  readonly editor: "text" | "preview";
  readonly about: string;
}

export interface OpenedResource {
  /** Id and name of the server. */
  readonly server: string;
  readonly serverName: string;
  readonly uri: string;
  readonly result: ReadResult;
  /** Leaves the keyboard where it is, as after a click in a tree. */
  readonly keepFocus: boolean;
}

/** Opens the contents of a resource, each as a document of its own; of many the person chooses. Returns what was opened. */
export async function openContents(resource: OpenedResource): Promise<readonly vscode.Uri[]> {
  const files = filesOf(resource);
  const chosen = files.length <= MOST_AT_ONCE ? files : await choose(resource.uri, files);
  // Only a lone document is a preview, which the next replaces: of several, each would replace the one before.
  const preview = chosen.length === 1;
  for (const { uri, editor } of chosen) {
    const options: vscode.TextDocumentShowOptions = { preview, preserveFocus: resource.keepFocus };
    // The ending of a name is the server's choice, and must not choose an editor that runs what it opens, as a notebook's does.
    if (editor === "text") await vscode.commands.executeCommand("vscode.openWith", uri, "default", options);
    else await vscode.commands.executeCommand("vscode.open", uri, options);
  }
  return chosen.map(({ uri }) => uri);
}

function filesOf({ server, serverName, uri, result }: OpenedResource): readonly ContentFile[] {
  const several = result.contents.length + result.invalid.length > 1;
  const at = (index: number, fileName: string) => resourceUri({ server, uri, index }, serverName, several ? `${index + 1} ${fileName}` : fileName);
  const valid = result.contents.map(({ index, content }): ContentFile & { readonly index: number } => {
    const bytes = contentBytes(content);
    const { name, shown } = resourceFile(content, bytes);
    // What is no text gets a name of one, or the editor would take the words about it for it.
    const address = at(index, shown === "note" ? `${name}.txt` : name);
    return { index, uri: address, name, editor: shown === "preview" ? "preview" : "text", about: `${content.mimeType ?? vscode.l10n.t("no type")} · ${formatBytes(bytes.length)}` };
  });
  const invalid = result.invalid.map(({ index, reason }): ContentFile & { readonly index: number } => (
    { index, uri: at(index, "not a content.txt"), name: vscode.l10n.t("Content {0}", index + 1), editor: "text", about: reason }
  ));
  const files = [...valid, ...invalid].toSorted((one, other) => one.index - other.index);
  return files.length > 0 ? files : [{ uri: at(0, "empty.txt"), name: vscode.l10n.t("empty"), editor: "text", about: "" }];
}

async function choose(uri: string, files: readonly ContentFile[]): Promise<readonly ContentFile[]> {
  const items = files.map((file) => ({ label: inert(file.name), description: inert(file.about), file }));
  const chosen = await vscode.window.showQuickPick(items, { canPickMany: true, title: vscode.l10n.t("Read Resource"), placeHolder: inert(vscode.l10n.t("{0} has {1} contents; choose those to open", uri, files.length)), matchOnDescription: true });
  return (chosen ?? []).map(({ file }) => file);
}
