import * as path from "node:path";
import type * as vscode from "vscode";
import type { ServerConfig } from "../../core/server/config";
import type { StdioLaunch } from "../../core/server/launch";
import { serverId } from "../../core/server/config/serverId";
import { settings } from "../settings";
import { NOTHING, type Reading } from "./reading";

/** The code-analysis server that comes with Wirelight, on the editor's own runtime: nothing has to be installed. */
export function readBundledServer(context: vscode.ExtensionContext): Reading {
  if (!settings.bundledServer()) return NOTHING;
  const launch: StdioLaunch = {
    type: "stdio",
    command: process.execPath,
    args: [path.join(context.extensionPath, "dist", "analyzer.js")],
    cwd: undefined,
    // Electron runs a script as Node does when this is set; a Node ignores it.
    env: { ELECTRON_RUN_AS_NODE: "1" },
    envFile: undefined,
  };
  const source = { kind: "bundled", author: "bundled", label: "Bundled", file: undefined } as const;
  const name = "code-analysis";
  const config: ServerConfig = { id: serverId(source, name), name, source, unresolved: launch, launch, remote: undefined, inputs: [], disabled: false, project: undefined, entry: undefined, problems: [], offset: undefined };
  return { configs: [config], document: undefined };
}
