import * as vscode from "vscode";
import { isJsonObject, type JsonObject } from "../../core/base/json";
import { keptText } from "../../core/mcp/schema/keptText";
import { Schemes } from "../contributions";
import { MemoryFiles } from "./memoryFiles";
import { safeName } from "./safeName";

/** Which call a document of arguments is for. */
export interface Draft {
  /** Id of the server. */
  readonly server: string;
  readonly serverName: string;
  readonly tool: string;
  /** The input schema when the document was opened: it validates even while the server is stopped. */
  readonly schema: JsonObject;
}

interface StoredDraft extends Draft {
  readonly name: string;
  readonly text: string;
}

const KEY = "wirelight.argumentDrafts";

/** A long text for one argument, while it is being written in an editor of its own. */
export interface TextDraft {
  readonly uri: vscode.Uri;
  /** Names what the text is for: `"note" of "form"`. */
  readonly about: string;
  /** What was written, once the person says so; `undefined` when the editor was closed instead. */
  readonly written: Promise<string | undefined>;
}

/**
 * The open documents of arguments. They survive a reload of the window, as their editors do, but for secrets in them, and
 * go with their tabs.
 */
export class ArgumentDrafts implements vscode.Disposable {
  private readonly files = new MemoryFiles(Schemes.arguments, false);
  private readonly drafts = new Map<string, StoredDraft>();
  private readonly texts = new Map<string, { readonly draft: TextDraft; readonly settle: (text: string | undefined) => void }>();
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly memory: vscode.Memento) {
    for (const [folder, draft] of Object.entries(readStored(memory))) {
      this.drafts.set(folder, draft);
      this.files.restore(folder, draft.name, Buffer.from(draft.text, "utf8"));
    }
    this.subscriptions = vscode.Disposable.from(
      this.files.onDidChangeFile((changes) => {
        for (const { uri } of changes) this.keepText(uri);
      }),
      this.files.onDidRemove((folder) => {
        this.texts.get(folder)?.settle(undefined);
        this.texts.delete(folder);
        if (!this.drafts.delete(folder)) return;
        this.store();
      }),
      this.files,
    );
    if (this.drafts.size > 0) void reopenFailed();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Makes a document that names its schema in its first property, where the JSON language service looks for it. */
  add(draft: Draft, args: JsonObject): vscode.Uri {
    const folder = this.files.freeFolder(draft.serverName);
    const tool = safeName(draft.tool);
    // Not `<tool>.json` alone: a tool called "package" would get the schema of package.json.
    const name = `${tool} arguments.json`;
    const schema = vscode.Uri.from({ scheme: Schemes.schema, path: `/${folder}/${tool}.json` });
    const text = `${JSON.stringify({ $schema: schema.toString(), ...args }, null, 2)}\n`;
    this.drafts.set(folder, { ...draft, name, text });
    this.store();
    return this.files.add(folder, name, Buffer.from(text, "utf8"));
  }

  /** Makes a document for a long text; nothing of it is kept. */
  addText(serverName: string, about: string, name: string, text: string): TextDraft {
    const folder = this.files.freeFolder(serverName);
    const uri = this.files.add(folder, `${safeName(name)}.txt`, Buffer.from(text, "utf8"));
    let settle: (text: string | undefined) => void = () => undefined;
    const written = new Promise<string | undefined>((resolve) => (settle = resolve));
    const draft = { uri, about, written };
    this.texts.set(folder, { draft, settle });
    return draft;
  }

  /** The long text that is written in a document; `undefined` for any other document. */
  textOf(uri: vscode.Uri): TextDraft | undefined {
    return this.texts.get(this.files.folderOf(uri) ?? "")?.draft;
  }

  /** Takes a long text as it is now. */
  settleText(uri: vscode.Uri, text: string): void {
    this.texts.get(this.files.folderOf(uri) ?? "")?.settle(text);
  }

  /** The draft behind a document of arguments or behind its schema document. */
  of(uri: vscode.Uri): Draft | undefined {
    return this.drafts.get(uri.path.split("/")[1] ?? "");
  }

  private keepText(uri: vscode.Uri): void {
    const folder = this.files.folderOf(uri) ?? "";
    const draft = this.drafts.get(folder);
    if (!draft) return;
    this.drafts.set(folder, { ...draft, text: Buffer.from(this.files.bytesOf(uri)).toString("utf8") });
    this.store();
  }

  private store(): void {
    const kept = [...this.drafts].map(([folder, draft]) => [folder, { ...draft, text: keptText(draft.schema, draft.text) }]);
    void this.memory.update(KEY, Object.fromEntries(kept));
  }
}

/**
 * A remote window may restore editors before it knows which extension serves their files; the ones in front then show an
 * error. Opening them again is what their "Try Again" does.
 */
async function reopenFailed(): Promise<void> {
  for (const { activeTab, viewColumn } of vscode.window.tabGroups.all) {
    const input = activeTab?.input;
    if (!(input instanceof vscode.TabInputText) || input.uri.scheme !== Schemes.arguments) continue;
    if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === input.uri.toString())) continue;
    await vscode.window.showTextDocument(input.uri, { viewColumn, preserveFocus: true, preview: false });
  }
}

function readStored(memory: vscode.Memento): { readonly [folder: string]: StoredDraft } {
  const value = memory.get<unknown>(KEY);
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([folder, draft]) => (isStoredDraft(draft) ? [[folder, draft]] : [])));
}

function isStoredDraft(value: unknown): value is StoredDraft {
  return (
    isJsonObject(value) && isJsonObject(value.schema) &&
    [value.server, value.serverName, value.tool, value.name, value.text].every((each) => typeof each === "string")
  );
}
