import * as vscode from "vscode";
import { Commands, Schemes } from "./contributions";
import type { Edge, Exports } from "./edge";
import { FileGate } from "./fileGate";
import { WaitingFiles } from "./waitingFiles";

let edge: Promise<Edge> | undefined;
let messages: FileGate | undefined;

/** The exports of the extension, for tests: settles once everything is there. */
export interface Activated {
  readonly ready: Promise<Exports>;
}

/**
 * Does next to nothing, so that the start of the window waits for next to nothing: commands and files are there at
 * once and wait for the edge, whose code is loaded afterwards.
 */
export function activate(context: vscode.ExtensionContext): Activated {
  const standIns = Object.values(Commands).map((id) => vscode.commands.registerCommand(id, async (...args: unknown[]) => {
    await edge;
    // By now the edge has registered the command itself.
    return vscode.commands.executeCommand<unknown>(id, ...args);
  }));
  for (const scheme of [Schemes.arguments, Schemes.resource]) {
    standIns.push(vscode.workspace.registerFileSystemProvider(scheme, new WaitingFiles(() => Promise.resolve(edge)), { isCaseSensitive: true }));
  }
  messages = new FileGate(Schemes.message, () => Promise.resolve(edge));
  edge = load(context, messages, vscode.Disposable.from(...standIns));
  return { ready: edge.then(({ exports }) => exports) };
}

export async function deactivate(): Promise<void> {
  await (await edge)?.end();
  edge = undefined;
  messages?.dispose();
  messages = undefined;
}

async function load(context: vscode.ExtensionContext, messages: FileGate, standIns: vscode.Disposable): Promise<Edge> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  // The marks show what the rest costs the extension host, beside those that it sets around the activation itself.
  performance.mark("wirelight/willLoadEdge");
  const { Edge } = await import("./edge");
  standIns.dispose();
  const loaded = new Edge(context, messages);
  performance.mark("wirelight/didLoadEdge");
  await loaded.begin();
  return loaded;
}
