import type { ServerConfig } from "../config";
import type { ParsedServers } from "./readServers";

/**
 * The servers of a text, and behind them those that the text before it had and that a malformed text no longer shows:
 * a forgotten bracket must not stop what runs.
 * @param before what this gave for the text before
 */
export function carryOver(before: readonly ServerConfig[], parsed: ParsedServers): readonly ServerConfig[] {
  if (!parsed.broken) return parsed.configs;
  const found = new Set(parsed.configs.map((config) => config.id));
  return [...parsed.configs, ...before.filter((config) => !found.has(config.id))];
}
