import type { ConfigProblem, ConfigSource, ServerConfig } from "../config";
import { propertiesOf } from "./configNode";
import { readConfigText } from "./configText";
import type { ConfigFormat } from "./format";
import { FORMATS } from "./formats";
import type { HostFormat } from "./hostFormat";
import { type LocatedServers, locateServers, notAnObject } from "./locateServers";
import { inOrder } from "./problemOrder";
import { readInputs } from "./readInputs";
import { type ParsedServers, readServers } from "./readServers";
import type { VariableEnvironment } from "./variableEnvironment";

/**
 * Reads a configuration text of any host: JSON with comments and trailing commas in every format. Total: a malformed text
 * gives problems, and the servers that could still be read. What the host would not read or resolve is said at its place.
 */
export function parseConfig(text: string, format: ConfigFormat, source: ConfigSource, environment: VariableEnvironment): ParsedServers {
  const host = FORMATS[format];
  const { root, faults } = readConfigText(text);
  const broken = faults.length > 0;
  if (!root) return { configs: [], problems: host.isSettings ? [] : faults, broken };
  if (root.type !== "object") return { configs: [], problems: host.isSettings ? [] : inOrder([...faults, notAnObject(root, host, text)]), broken };
  const { maps, problems } = locateServers(root, host, text);
  const told = host.isSettings ? faults.filter((fault) => maps.some(({ extent }) => isWithin(fault, extent))) : faults;
  const found = readMaps(maps, { text, source, environment, host }, told);
  return { configs: found.configs, problems: inOrder([...problems, ...found.problems]), broken };
}

function isWithin({ offset }: ConfigProblem, extent: { readonly offset: number; readonly length: number }): boolean {
  return offset >= extent.offset && offset <= extent.offset + extent.length;
}

interface Reading {
  readonly text: string;
  readonly source: ConfigSource;
  readonly environment: VariableEnvironment;
  readonly host: HostFormat;
}

/** @param faults those that are told; each is handed to the server that it is in */
function readMaps(maps: readonly LocatedServers[], reading: Reading, faults: readonly ConfigProblem[]): Pick<ParsedServers, "configs" | "problems"> {
  const configs = new Map<string, ServerConfig>();
  const problems: ConfigProblem[] = [];
  let left = faults;
  for (const map of maps) {
    const parsed = readMap(map, reading, left);
    left = parsed.problems.filter((problem) => left.includes(problem));
    problems.push(...parsed.problems.filter((problem) => !left.includes(problem)));
    for (const config of parsed.configs) {
      const first = configs.get(config.id);
      if (first) problems.push(hidden(config, map));
      else configs.set(config.id, config);
    }
  }
  const counting = [...configs.values()];
  // What is wrong with a server that does not count helps nobody.
  const dropped = (problem: ConfigProblem): boolean => problem.server !== undefined && !counting.some((config) => config.problems.includes(problem));
  return { configs: counting, problems: [...left, ...problems.filter((problem) => !dropped(problem))] };
}

function hidden({ name, offset }: ServerConfig, { servers }: LocatedServers): ConfigProblem {
  const key = propertiesOf(servers).find((property) => property.key.offset === offset)?.key ?? servers;
  return { severity: "warning", message: `Another place in this file has a server ${JSON.stringify(name)} too, and that one counts. Give this one another name, or remove it.`, offset: key.offset, length: key.length, server: undefined };
}

function readMap({ servers, where, inputs, kind, project }: LocatedServers, { text, source, environment, host }: Reading, faults: readonly ConfigProblem[]): ParsedServers {
  const { table, problems } = readInputs(inputs, text);
  const parsed = readServers(servers, where, {
    text,
    source: { ...source, ...(kind && { kind }), ...(project !== undefined && { label: `${source.label} (${project})` }) },
    environment: project === undefined ? environment : { ...environment, workspaceFolder: project },
    format: host,
    inputs: table,
    project,
  }, faults);
  return { ...parsed, problems: [...problems, ...parsed.problems] };
}
