import { createHash } from "node:crypto";
import type * as vscode from "vscode";
import type { ServerConfig } from "../core/server/config";
import { launchHash } from "../core/server/launchHash";
import { defaultFolder } from "./roots";

/**
 * Launches that a person allowed, remembered on this machine and never synced. Each is a key of its own, since several
 * windows write the same store. A changed command, argument, folder, variable, input or file is another launch, and so is
 * the same text once it stands for something else: settings and folders of the workspace are in the same hands.
 */
export class Approvals {
  constructor(private readonly memory: vscode.Memento) {}

  has(config: ServerConfig): boolean {
    return this.memory.get<boolean>(keyOf(config)) === true;
  }

  async add(config: ServerConfig): Promise<void> {
    await this.memory.update(keyOf(config), true);
  }
}

function keyOf({ source, name, unresolved, launch, inputs }: ServerConfig): string {
  const written = unresolved && launchHash(unresolved);
  const meant = launch && launchHash({ ...launch, cwd: launch.cwd ?? defaultFolder() });
  // A command of the editor that an input runs is as much part of what was allowed as the program.
  const asked = inputs.length === 0 ? [] : [inputs];
  const digest = createHash("sha256").update(JSON.stringify([source.file ?? source.label, name, written, meant, ...asked])).digest("hex");
  return `wirelight.approved.${digest}`;
}
