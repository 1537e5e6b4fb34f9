import { outputProblems } from "../../core/mcp/result/outputProblems";
import type { ToolResult } from "../../core/mcp/types";
import type { Server } from "../../core/server/server";
import type { Host } from "../host";
import { findTool } from "./findTool";
import type { CallRecord } from "./callRecord";
import type { ToolCall } from "./toolCall";

/** The record of a call that has just been answered, or of one that the trace still has. */
export function recordOf(host: Host, { server, tool, args }: ToolCall, result: ToolResult, request: number | undefined): CallRecord {
  const exchange = request === undefined ? undefined : host.exchanges.of(request);
  const { ended, started } = exchange ?? {};
  return {
    server: server.config.id,
    serverName: server.config.name,
    tool,
    args,
    result,
    problems: problemsOf(server, tool, result),
    request,
    answered: ended ?? Date.now(),
    duration: ended === undefined || started === undefined ? undefined : ended - started,
  };
}

function problemsOf(server: Server, tool: string, result: ToolResult): CallRecord["problems"] {
  return outputProblems(findTool(server, tool)?.outputSchema, result);
}
