import { spawn } from "node:child_process";
import type { JsonObject } from "../../../src/core/base/json";
import { type BenchClient, type Connect, separate } from "./client";

interface Message {
  readonly id?: number;
  readonly result?: unknown;
}

/** The floor: split lines, JSON.parse, find the promise, one write a request; nothing is kept, checked or cleaned up. */
export const connect: Connect = (commands) => separate(commands.map(open));

async function open([command = "", ...args]: readonly string[]): Promise<BenchClient & { readonly kept: () => number }> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
  const pending = new Map<number, (result: unknown) => void>();
  let seen = 0;
  let lastId = 0;
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const request = (method: string, params?: JsonObject): Promise<unknown> =>
    new Promise((resolve) => {
      const id = ++lastId;
      pending.set(id, resolve);
      send({ id, method, ...(params && { params }) });
    });
  // Pieces of an unfinished line are joined once: joining with every chunk would be quadratic.
  let pieces: string[] = [];
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (chunk: string) => {
    if (!chunk.includes("\n")) {
      pieces.push(chunk);
      return;
    }
    const lines = (pieces.length === 0 ? chunk : pieces.join("") + chunk).split("\n");
    const rest = lines.pop() ?? "";
    pieces = rest === "" ? [] : [rest];
    for (const line of lines) {
      const { id, result } = JSON.parse(line) as Message;
      seen++;
      if (id === undefined) continue;
      pending.get(id)?.(result);
      pending.delete(id);
    }
  });
  await request("initialize", { protocolVersion: "2025-11-25", capabilities: { roots: { listChanged: true } }, clientInfo: { name: "raw", version: "1.0.0" } });
  send({ method: "notifications/initialized" });
  return {
    ping: () => request("ping"),
    call: (name, tool) => request("tools/call", { name, arguments: tool }),
    kept: () => seen,
  };
}
