import type * as vscode from "vscode";
import { isJsonObject, type JsonObject } from "../../core/base/json";
import { withoutSecrets } from "../../core/mcp/schema/withoutSecrets";

/** What is needed to make a call again, in this window or after a reload. */
export interface RememberedCall {
  /** Id and name of the server: the name is for people, when the server is gone. */
  readonly server: string;
  readonly serverName: string;
  readonly tool: string;
  readonly args: JsonObject;
  /** Secrets were left out of the arguments, so that they cannot be sent as they are. */
  readonly incomplete: boolean;
}

const KEY = "wirelight.lastCall";

/** The last call that was sent from this workspace; its secrets are known until the window is reloaded. */
export class LastCall {
  private current: RememberedCall | undefined;

  constructor(private readonly memory: vscode.Memento) {}

  get(): RememberedCall | undefined {
    if (this.current) return this.current;
    const value = this.memory.get<unknown>(KEY);
    if (!isJsonObject(value)) return undefined;
    const { server, serverName, tool, args, incomplete } = value;
    if (typeof server !== "string" || typeof serverName !== "string" || typeof tool !== "string" || !isJsonObject(args)) return undefined;
    return { server, serverName, tool, args, incomplete: incomplete === true };
  }

  async set(call: Omit<RememberedCall, "incomplete">, schema: JsonObject | undefined): Promise<void> {
    this.current = { ...call, incomplete: false };
    const { args, secrets } = withoutSecrets(schema, call.args);
    await this.memory.update(KEY, { ...call, args, incomplete: secrets.length > 0 });
  }

  async forget(): Promise<void> {
    this.current = undefined;
    await this.memory.update(KEY, undefined);
  }
}
