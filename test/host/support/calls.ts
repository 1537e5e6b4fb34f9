import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { isJsonObject } from "../../../src/core/base/json";
import type { Server } from "../../../src/core/server/server";
import { inCheckout, type ServerEntry, wirelight } from "./wirelight";

/** What a call command settles with. */
export interface Outcome {
  readonly type: "result" | "failed" | "left";
  readonly isError?: boolean;
  readonly opened?: readonly string[];
  readonly kind?: string;
  readonly message?: string;
}

/** One of the reference servers from npm. */
export function npmServer(name: string, ...args: readonly string[]): ServerEntry {
  return { command: "node", args: [inCheckout("node_modules", "@modelcontextprotocol", `server-${name}`, "dist", "index.js"), ...args] };
}

export async function serverNamed(name: string): Promise<Server> {
  const { registry } = await wirelight();
  return registry.servers.find(({ config }) => config.name === name) ?? assert.fail(`there is no server "${name}"`);
}

export async function bundledServer(): Promise<Server> {
  const { registry } = await wirelight();
  return registry.servers.find(({ config }) => config.source.kind === "bundled") ?? assert.fail("there is no bundled server");
}

export function call(server: string, tool: string, args: object): Thenable<Outcome> {
  return vscode.commands.executeCommand<Outcome>("wirelight.callTool", { server, tool, arguments: args });
}

/** A document that a call has opened. */
export async function opened(outcome: Outcome, index = 0): Promise<vscode.TextDocument> {
  const uri = outcome.opened?.[index] ?? assert.fail(`nothing was opened: ${JSON.stringify(outcome)}`);
  return vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
}

/** The `params` of the last message of a method that was sent to a server. */
export async function lastSent(server: Server, method: string): Promise<{ readonly [name: string]: unknown } | undefined> {
  const { trace } = await wirelight();
  for (let seq = trace.next - 1; seq >= trace.first; seq--) {
    const frame = trace.at(seq);
    if (frame?.link !== server.link || frame?.from !== "client" || frame.method !== method) continue;
    const message = frame.message();
    return isJsonObject(message) && isJsonObject(message["params"]) ? message["params"] : undefined;
  }
  return undefined;
}

/** Puts something else in the place of a function of the VS Code API while `work` runs: what a test cannot click. */
export async function replacing<K extends keyof typeof vscode.window>(name: K, replacement: (typeof vscode.window)[K], work: () => Promise<unknown>): Promise<void> {
  const original = Object.getOwnPropertyDescriptor(vscode.window, name) ?? assert.fail(`the API has no ${name}`);
  Object.defineProperty(vscode.window, name, { ...original, value: replacement });
  try {
    await work();
  } finally {
    Object.defineProperty(vscode.window, name, original);
  }
}
