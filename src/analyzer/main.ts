import { join } from "node:path";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { log } from "./server/log";
import { createServer } from "./server/createServer";
import type { ToolRuntime } from "./server/toolRuntime";
import { readVersion } from "./server/version";

/**
 * The process: an MCP server on stdin and stdout. Nothing but the protocol may go to stdout.
 *
 * Everything that only calls need (files, threads, grammars) is loaded with the first one, so that
 * listing the tools costs as little as the protocol library allows.
 */
function main(bundleFolder: string): void {
  const grammars = join(bundleFolder, "grammars");
  const files = {
    worker: join(bundleFolder, "analyzerWorker.js"),
    engine: join(grammars, "web-tree-sitter.wasm"),
    grammars,
  };
  let loaded: Promise<ToolRuntime> | undefined;
  const runtime = (): Promise<ToolRuntime> => {
    loaded ??= import("./server/toolRuntime").then((module) => new module.ToolRuntime(files));
    return loaded;
  };
  const version = readVersion(bundleFolder);
  const workingDirectory = process.cwd();
  serveStdio(() => createServer({ version, workingDirectory, runtime }), {
    onerror: (error) => log(error.message),
  });
  // The threads would keep the process alive after the client has gone.
  process.stdin.once("close", () => void loaded?.then((started) => started.dispose()));
  process.stdout.once("error", () => process.exit(1));
}

main(__dirname);
