import type { Node } from "jsonc-parser";
import { isJsonObject } from "../../base/json";
import type { ConfigProblem, ConfigSource, ServerConfig } from "../config";
import { describeNode, type Property, propertiesOf } from "./configNode";
import { carrierOf } from "./entryCarrier";
import { checkKeys, isDisabled } from "./entryKeys";
import { EntryProblems } from "./entryProblems";
import { EntryResolver } from "./entryResolver";
import type { HostFormat } from "./hostFormat";
import { jsonValueOf } from "./jsonValueOf";
import type { InputTable } from "./readInputs";
import { serverId } from "./serverId";
import type { VariableEnvironment } from "./variableEnvironment";
import { readWritten } from "./writtenLaunch";
import { readRemote } from "./writtenRemote";

/** What is the same for all servers of a map. */
export interface Reading {
  /** `undefined` when the configuration came as a value. */
  readonly text: string | undefined;
  readonly source: ConfigSource;
  readonly environment: VariableEnvironment;
  readonly format: HostFormat;
  readonly inputs: InputTable;
  /** Absolute path of the project that the servers are for, in a file that holds those of several. */
  readonly project: string | undefined;
}

/**
 * One server as configured. A fault of severity `error` prevents the launch and nothing else.
 * @param faults faults of the JSON inside the entry
 */
export function readEntry({ name, key, value }: Property, reading: Reading, faults: readonly ConfigProblem[]): ServerConfig {
  const { text, source, project } = reading;
  const problems = new EntryProblems(name, text, faults);
  if (name.trim() === "") problems.error(key, "This server has no name. Write one between the quotes.");
  const parts = { ...NOTHING, ...(value ? readParts(value, reading, problems) : {}) };
  const entry = value && jsonValueOf(value);
  return {
    id: serverId(source, name, project),
    name,
    source,
    ...parts,
    launch: problems.fatal ? undefined : parts.launch,
    project,
    entry: isJsonObject(entry) ? entry : undefined,
    problems: problems.all,
    offset: text === undefined ? undefined : key.offset,
  };
}

type Parts = Pick<ServerConfig, "unresolved" | "launch" | "remote" | "inputs" | "disabled">;

const NOTHING: Parts = { unresolved: undefined, launch: undefined, remote: undefined, inputs: [], disabled: false };

function readParts(node: Node, { format, environment, inputs, project }: Reading, problems: EntryProblems): Partial<Parts> {
  if (node.type !== "object") {
    problems.error(node, `A server must be an object such as {"command": "node", "args": ["server.js"]}, but this is ${describeNode(node)}.`);
    return {};
  }
  const fields = fieldsOf(node, problems);
  const disabled = isDisabled(fields, format, problems);
  const carrier = carrierOf(fields, format, problems);
  if (!carrier) return { disabled };
  const resolver = new EntryResolver(format, environment, inputs, problems);
  if (carrier.type !== "stdio") {
    const sound = !problems.fatal;
    const written = readRemote(node, carrier, fields, problems);
    const remote = written && resolver.remote(carrier.type, written);
    const usable = sound && !problems.fatal;
    problems.error(carrier.place, 'Wirelight does not open HTTP servers yet, only those that it starts itself by a "command". Other hosts can go on using this one.');
    return { disabled, remote: usable ? remote : undefined, inputs: resolver.inputs };
  }
  checkKeys(fields, format, problems);
  const written = readWritten(node, fields, format, problems);
  if (!written) return { disabled };
  const { unresolved, launch } = resolver.launches(written);
  // A program of a project runs in it, as the host runs it there.
  return { disabled, unresolved, launch: { ...launch, cwd: launch.cwd ?? project }, inputs: resolver.inputs };
}

function fieldsOf(node: Node, problems: EntryProblems): ReadonlyMap<string, Property> {
  const fields = new Map<string, Property>();
  for (const property of propertiesOf(node)) {
    const earlier = fields.get(property.name);
    if (earlier) problems.warning(earlier.key, `"${property.name}" is written twice, and the later one counts. Remove one of them.`);
    fields.set(property.name, property);
  }
  return fields;
}
