import { spawn } from "node:child_process";
import { type BenchClient, type Connect, separate } from "./client";

const LF = 0x0a;

/** Below the floor: counts line feeds and takes every line that a request waits for as its answer, unread. */
export const connect: Connect = (commands) => separate(commands.map(open));

async function open([command = "", ...args]: readonly string[]): Promise<BenchClient & { readonly kept: () => number }> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
  let seen = 0;
  let awaited: { readonly count: number; readonly resolve: () => void } | undefined;
  child.stdout.on("data", (chunk: Buffer) => {
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, at + 1)) seen++;
    if (awaited && seen >= awaited.count) awaited.resolve();
  });
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  /** @param lines how many come until the answer, which is the last of them */
  const request = (method: string, params: object, lines: number): Promise<void> =>
    new Promise((resolve) => {
      awaited = { count: seen + lines, resolve };
      send({ id: 1, method, params });
    });
  await request("initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "count", version: "1.0.0" } }, 1);
  return {
    ping: () => request("ping", {}, 1),
    call: (name, tool) => request("tools/call", { name, arguments: tool }, Number(tool["count"] ?? 0) + 1),
    kept: () => seen,
  };
}
