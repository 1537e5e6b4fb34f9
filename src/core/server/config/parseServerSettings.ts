import type { ConfigSource } from "../config";
import { nodeOf } from "./configNode";
import { type ParsedServers, readServers } from "./readServers";
import type { VariableEnvironment } from "./variables";

/**
 * Reads the value of the setting `wirelight.servers`: an object that maps names to entries of the same shape as in an
 * mcp.json. The value comes without its text, so every offset is 0.
 */
export function parseServerSettings(value: unknown, source: ConfigSource, environment: VariableEnvironment): ParsedServers {
  if (value === undefined || value === null) return { configs: [], problems: [], broken: false };
  return readServers(nodeOf(value), '"wirelight.servers"', { text: undefined, source, environment }, []);
}
