import type * as vscode from "vscode";
import { isJsonObject, type JsonObject } from "../../core/base/json";

/** What is needed to make a call again, in this window or after a reload. */
export interface RememberedCall {
  /** Id and name of the server: the name is for people, when the server is gone. */
  readonly server: string;
  readonly serverName: string;
  readonly tool: string;
  readonly args: JsonObject;
}

const KEY = "wirelight.lastCall";

/** The last call that was sent from this workspace. */
export class LastCall {
  constructor(private readonly memory: vscode.Memento) {}

  get(): RememberedCall | undefined {
    const value = this.memory.get<unknown>(KEY);
    if (!isJsonObject(value)) return undefined;
    const { server, serverName, tool, args } = value;
    if (typeof server !== "string" || typeof serverName !== "string" || typeof tool !== "string" || !isJsonObject(args)) return undefined;
    return { server, serverName, tool, args };
  }

  async set(call: RememberedCall): Promise<void> {
    await this.memory.update(KEY, call);
  }
}
