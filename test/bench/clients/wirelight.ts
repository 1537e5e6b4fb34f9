import path from "node:path";
import { DEFAULT_TIMEOUTS, PRODUCT } from "../../../src/core/base/product";
import { McpServer } from "../../../src/core/server/mcpServer";
import { nodeClock } from "../../../src/node/clock";
import "../../../src/node/jsonrpcRuntime";
import "../../../src/node/utf8Check";
import { Reaper } from "../../../src/node/reaper";
import { StdioTransport } from "../../../src/node/stdio";
import { benchServer } from "./benchServer";
import { reportListed } from "./report";
import { openStore } from "./wirelightStore";

// The whole of our hosting, as in the editor and on the command line: reaper, trace, lifecycle, session, all four lists.
async function main(): Promise<void> {
  const reaper = new Reaper(nodeClock, path.join(__dirname, "reaper.js"));
  const config = benchServer(process.argv.slice(2));
  const { trace } = openStore(undefined);
  const server = new McpServer(config, {
    trace,
    sessionOptions: () => ({ clock: nodeClock, client: PRODUCT, initializeTimeout: DEFAULT_TIMEOUTS.initialize, requestTimeout: DEFAULT_TIMEOUTS.request, roots: () => [] }),
    prepare: () => Promise.resolve({ ok: true, launch: config.launch }),
    openTransport: (opened) => new StdioTransport(opened, { clock: nodeClock, reaper }),
  });
  await server.start(true);
  reportListed(server.offer?.tools?.items.length ?? 0);
  process.exit(0);
}

void main();
