import type { ConfigSource } from "../config";
import { nodeOf } from "./configNode";
import { FORMATS } from "./formats";
import { readInputs } from "./readInputs";
import { type ParsedServers, readServers } from "./readServers";
import type { VariableEnvironment } from "./variableEnvironment";

/**
 * Reads the value of the setting `wirelight.servers`: an object that maps names to entries of the same shape as in an
 * mcp.json. The value comes without its text, so every offset is 0.
 * @param inputs the value of `wirelight.inputs`, a list like the `inputs` of an mcp.json
 */
export function parseServerSettings(value: unknown, source: ConfigSource, environment: VariableEnvironment, inputs?: unknown): ParsedServers {
  if (value === undefined || value === null) return { configs: [], problems: [], broken: false };
  const { table, problems } = readInputs(inputs === undefined || inputs === null ? undefined : nodeOf(inputs), undefined);
  const parsed = readServers(nodeOf(value), '"wirelight.servers"', { text: undefined, source, environment, format: FORMATS["vscode-settings"], inputs: table, project: undefined }, []);
  return { ...parsed, problems: [...problems, ...parsed.problems] };
}
