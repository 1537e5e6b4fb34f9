import path from "node:path";
import { DEFAULT_TIMEOUTS, PRODUCT } from "../../../src/core/base/product";
import type { ServerConfig } from "../../../src/core/server/config";
import { McpServer } from "../../../src/core/server/mcpServer";
import { MemoryTrace } from "../../../src/core/trace/memoryTrace";
import { nodeClock } from "../../../src/node/clock";
import "../../../src/node/jsonrpcRuntime";
import { Reaper } from "../../../src/node/reaper";
import { StdioTransport } from "../../../src/node/stdio";
import { reportListed } from "./report";

// The whole of our hosting, as in the editor and on the command line: reaper, trace, lifecycle, session, all four lists.
const [command = "", ...args] = process.argv.slice(2);
const reaper = new Reaper(nodeClock, path.join(__dirname, "reaper.js"));
const launch = { type: "stdio", command, args, cwd: process.cwd(), env: {} } as const;
const config: ServerConfig = {
  id: "bench", name: "bench", unresolved: launch, launch, problems: [], offset: undefined,
  source: { kind: "command-line", author: "user", label: "bench", file: undefined },
};
const server = new McpServer(config, {
  trace: new MemoryTrace(nodeClock, { budgetBytes: 1 << 26 }),
  sessionOptions: () => ({ clock: nodeClock, client: PRODUCT, initializeTimeout: DEFAULT_TIMEOUTS.initialize, requestTimeout: DEFAULT_TIMEOUTS.request, roots: () => [] }),
  permit: () => Promise.resolve({ allowed: true }),
  openTransport: (opened) => new StdioTransport(opened, { clock: nodeClock, reaper }),
});

void server.start(true).then(() => {
  reportListed(server.offer?.tools?.items.length ?? 0);
  process.exit(0);
});
