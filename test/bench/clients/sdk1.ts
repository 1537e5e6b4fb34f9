import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { reportListed } from "./report";

const [command = "", ...args] = process.argv.slice(2);

async function main(): Promise<void> {
  const client = new Client({ name: "sdk1", version: "1.0.0" }, { capabilities: { roots: { listChanged: true } } });
  await client.connect(new StdioClientTransport({ command, args, stderr: "ignore" }));
  const { tools } = await client.listTools();
  reportListed(tools.length);
  process.exit(0);
}

void main();
