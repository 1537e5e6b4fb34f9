import * as vscode from "vscode";
import { isJsonObject, type JsonObject } from "../../core/base/json";
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

/** The open documents of arguments. They survive a reload of the window, as their editors do, and go with their tabs. */
export class ArgumentDrafts implements vscode.Disposable {
  private readonly files = new MemoryFiles(Schemes.arguments, false);
  private readonly drafts = new Map<string, StoredDraft>();
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
        this.drafts.delete(folder);
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

  /** The draft behind a document of arguments or behind its schema document. */
  of(uri: vscode.Uri): Draft | undefined {
    return this.drafts.get(uri.path.split("/")[1] ?? "");
  }

  private keepText(uri: vscode.Uri): void {
    const folder = this.files.folderOf(uri) ?? "";
    const draft = this.drafts.get(folder);
    if (!draft) return;
    this.drafts.set(folder, { ...draft, text: Buffer.from(this.files.readFile(uri)).toString("utf8") });
    this.store();
  }

  private store(): void {
    void this.memory.update(KEY, Object.fromEntries(this.drafts));
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
