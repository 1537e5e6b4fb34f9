import type { Tool } from "../../core/mcp/types";
import type { Server } from "../../core/server/server";

/** The tool as the server lists it now, or listed it in its last run. */
export function findTool(server: Server, name: string): Tool | undefined {
  return server.offer?.tools?.items.find((tool) => tool.name === name);
}
