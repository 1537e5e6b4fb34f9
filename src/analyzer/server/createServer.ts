import { log } from "./log";
import { ProtocolError, ProtocolErrorCode, Server, type ServerContext } from "@modelcontextprotocol/server";
import type { AnalyzerTool } from "../tools/analyzerTool";
import type { CallContext } from "../tools/callContext";
import { complexityTool } from "../tools/complexityTool";
import { outlineTool } from "../tools/outlineTool";
import { throttleProgress } from "./progressThrottle";
import type { ToolRuntime } from "./toolRuntime";
import { WorkspaceBases } from "./workspaceBases";

export interface ServerOptions {
  readonly version: string;
  /** Where relative paths start when the client has no roots. */
  readonly workingDirectory: string;
  /** Called for every call; loads the runtime the first time. */
  readonly runtime: () => Promise<ToolRuntime>;
}

/**
 * The protocol side of the analyzer, on the SDK's low-level server: the tools check their arguments
 * themselves, because their messages are better and a schema compiler would double the size.
 */
export function createServer({ version, workingDirectory, runtime }: ServerOptions): Server {
  const server = new Server({ name: "wirelight-analyzer", title: "Wirelight Code Analysis", version }, { capabilities: { tools: {} } });
  const tools = [definitionOf(outlineTool), definitionOf(complexityTool)];
  const bases = new WorkspaceBases(workingDirectory);
  server.setNotificationHandler("notifications/roots/list_changed", () => bases.forget());
  server.setRequestHandler("tools/list", () => ({ tools }));
  server.setRequestHandler("tools/call", async ({ params }, context) => {
    // A request with an envelope is of the modern revision, in which servers ask nothing.
    const hasRoots = context.mcpReq.envelope === undefined && server.getClientCapabilities()?.roots !== undefined;
    const reply = await (
      await runtime()
    ).call(params.name, params.arguments, {
      signal: context.mcpReq.signal,
      onProgress: progressOf(context),
      bases: () => bases.get(hasRoots ? (timeout) => askRoots(context, timeout) : undefined),
    });
    if (reply === undefined) {
      const known = tools.map((tool) => tool.name).join(", ");
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool "${params.name}"; the tools are ${known}.`);
    }
    return reply;
  });
  return server;
}

function definitionOf<Item extends { readonly path: string }>(tool: AnalyzerTool<Item>) {
  const { name, title, description, inputSchema, outputSchema } = tool;
  const annotations = { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
  return { name, title, description, inputSchema, outputSchema, annotations };
}

async function askRoots(context: ServerContext, timeout: number): Promise<readonly { readonly uri: string }[]> {
  const { roots } = await context.mcpReq.send({ method: "roots/list" }, { timeout });
  return roots;
}

function progressOf(context: ServerContext): CallContext["onProgress"] {
  const progressToken = context.mcpReq._meta?.progressToken;
  if (progressToken === undefined) {
    return undefined;
  }
  return throttleProgress((progress, total) => {
    const params = { progressToken, progress, total, message: `${progress} of ${total} files` };
    // The connection may close in between; the request is then aborted anyway.
    context.mcpReq.notify({ method: "notifications/progress", params }).catch((error: unknown) => {
      log(`Progress could not be sent: ${String(error)}`);
    });
  });
}
