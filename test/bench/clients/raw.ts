import { spawn } from "node:child_process";
import { reportListed } from "./report";

// The floor: split lines, JSON.parse, two answers; nothing is traced, checked or cleaned up.
const [command = "", ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

let rest = "";
child.stdout.setEncoding("utf8");
child.stdout.on("data", (chunk: string) => {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) take(JSON.parse(line) as { id?: number; result?: { tools?: unknown[] } });
});

function take(message: { id?: number; result?: { tools?: unknown[] } }): void {
  if (message.id === 1) {
    send({ method: "notifications/initialized" });
    send({ id: 2, method: "tools/list", params: {} });
  } else if (message.id === 2) {
    reportListed(message.result?.tools?.length ?? 0);
    child.kill("SIGKILL");
  }
}

send({
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: { roots: { listChanged: true } }, clientInfo: { name: "raw", version: "1.0.0" } },
});
