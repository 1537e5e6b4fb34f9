import type * as vscode from "vscode";
import { isJsonObject, type JsonObject } from "../../core/base/json";
import { withoutSecrets } from "../../core/mcp/schema/withoutSecrets";

const KEY = "wirelight.arguments";
/** Tools that are remembered, and the longest arguments, in characters of JSON: a workspace's memory is no archive. */
const MOST_TOOLS = 200;
const LONGEST = 100_000;

/** The arguments of the last call of a tool, as far as they may be kept. */
export interface Remembered {
  readonly args: JsonObject;
  /** JSON pointers of the secrets that were not kept. */
  readonly withheld: readonly string[];
}

/** What a call is remembered by. */
export interface RememberedTool {
  /** Id of the server. */
  readonly server: string;
  readonly tool: string;
}

/** Remembers in the workspace what each tool was called with last; never a secret. */
export class RememberedArguments {
  constructor(private readonly memory: vscode.Memento) {}

  get(tool: RememberedTool): Remembered | undefined {
    return this.stored().get(keyOf(tool));
  }

  async set(tool: RememberedTool, schema: JsonObject | undefined, args: JsonObject): Promise<void> {
    const { args: kept, secrets } = withoutSecrets(schema, args);
    const stored = this.stored();
    // The newest come last, so that the oldest can be dropped.
    stored.delete(keyOf(tool));
    const isEmpty = Object.keys(args).length === 0;
    // What is too long to keep must not leave older arguments behind that would pass for the last ones.
    if (!isEmpty && JSON.stringify(kept).length <= LONGEST) stored.set(keyOf(tool), { args: kept, withheld: secrets });
    await this.memory.update(KEY, [...stored].slice(-MOST_TOOLS));
  }

  async forget(tool: RememberedTool): Promise<void> {
    const stored = this.stored();
    if (stored.delete(keyOf(tool))) await this.memory.update(KEY, [...stored]);
  }

  async forgetAll(): Promise<void> {
    await this.memory.update(KEY, undefined);
  }

  private stored(): Map<string, Remembered> {
    const value = this.memory.get<unknown>(KEY);
    const entries = Array.isArray(value) ? (value as readonly unknown[]) : [];
    return new Map(entries.flatMap((entry): [string, Remembered][] => (isEntry(entry) ? [[entry[0], entry[1]]] : [])));
  }
}

function keyOf({ server, tool }: RememberedTool): string {
  return JSON.stringify([server, tool]);
}

function isEntry(value: unknown): value is readonly [string, Remembered] {
  if (!Array.isArray(value) || typeof value[0] !== "string") return false;
  const remembered: unknown = value[1];
  return isJsonObject(remembered) && isJsonObject(remembered["args"]) && Array.isArray(remembered["withheld"]) && remembered["withheld"].every((each) => typeof each === "string");
}
