import { isJsonObject } from "../../base/json";
import { compactSize } from "./compactSize";
import { estimateTokens } from "./estimateTokens";

/** What one tool takes of a model's context before anything is called. */
export interface ToolCost {
  readonly name: string;
  /** UTF-8 bytes of name, description and input schema as compact JSON: what hosts hand to a model. */
  readonly bytes: number;
  /** Estimated, see `estimateTokens`. */
  readonly tokens: number;
}

export interface DefinitionCost {
  /** Most expensive first. */
  readonly tools: readonly ToolCost[];
  readonly bytes: number;
  readonly tokens: number;
  /** Bytes of the answers as they crossed the wire, all pages. */
  readonly wireBytes: number;
  /** False when a page is missing: its row is gone, cannot be read, or has not been asked for. */
  readonly complete: boolean;
}

/** What the definitions in the results of `tools/list` cost (MCP, Server Features, Tools). Entries that are no objects are left out. */
export function definitionCost(results: readonly unknown[], wireBytes: number, complete: boolean): DefinitionCost {
  const tools = results.flatMap(toolsOf).map(costOf).toSorted((one, other) => other.bytes - one.bytes);
  return { tools, bytes: sum(tools, ({ bytes }) => bytes), tokens: sum(tools, ({ tokens }) => tokens), wireBytes, complete };
}

function toolsOf(result: unknown): unknown[] {
  return isJsonObject(result) && Array.isArray(result["tools"]) ? result["tools"].filter(isJsonObject) : [];
}

function costOf(tool: unknown): ToolCost {
  const { name, description, inputSchema } = isJsonObject(tool) ? tool : {};
  const bytes = compactSize({ name, description, inputSchema });
  return { name: typeof name === "string" ? name : "(without a name)", bytes, tokens: estimateTokens(bytes) };
}

function sum(tools: readonly ToolCost[], of: (tool: ToolCost) => number): number {
  return tools.reduce((total, tool) => total + of(tool), 0);
}
