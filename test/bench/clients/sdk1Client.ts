import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { type BenchClient, type Connect, PATIENCE, separate } from "./client";

/** The official client with the log that a person would keep: every message as the object it was parsed to. */
export const connect: Connect = (commands) => separate(commands.map(open));

async function open([command = "", ...args]: readonly string[]): Promise<BenchClient & { readonly kept: () => number }> {
  const client = new Client({ name: "sdk1", version: "1.0.0" }, { capabilities: { roots: { listChanged: true } } });
  const transport = new StdioClientTransport({ command, args, stderr: "ignore" });
  await client.connect(transport);
  const log: unknown[] = [];
  const deliver = transport.onmessage;
  transport.onmessage = (message): void => {
    log.push(message);
    deliver?.(message);
  };
  const options = { timeout: PATIENCE };
  return {
    ping: () => client.ping(options),
    call: (name, tool) => client.callTool({ name, arguments: tool }, undefined, options),
    kept: () => log.length,
  };
}
