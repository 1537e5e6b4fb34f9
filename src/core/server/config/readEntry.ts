import type { Node } from "jsonc-parser";
import { closestName } from "./closestName";
import type { ConfigProblem, ConfigSource, ServerConfig } from "../config";
import { describeNode, type Property, propertiesOf } from "./configNode";
import { EntryProblems } from "./entryProblems";
import type { Launch } from "../launch";
import { resolveWritten } from "./resolveWritten";
import { serverId } from "./serverId";
import type { VariableEnvironment } from "./variables";
import { readWritten } from "./writtenLaunch";

/** What is the same for all servers of a text. */
export interface Reading {
  /** `undefined` when the configuration came as a value. */
  readonly text: string | undefined;
  readonly source: ConfigSource;
  readonly environment: VariableEnvironment;
}

/** Keys that other hosts give a meaning and that change nothing here. */
const HARMLESS = new Set(["dev", "gallery", "version", "icon", "description"]);

const UNSUPPORTED: ReadonlyMap<string, string> = new Map([
  ["envFile", 'Wirelight does not read "envFile" yet, so its variables are missing. Write them under "env".'],
  ["disabled", 'Wirelight does not follow "disabled" yet: the server can be started all the same.'],
  ["sandbox", "Wirelight does not sandbox servers: this one runs with all your rights."],
  ["sandboxEnabled", "Wirelight does not sandbox servers: this one runs with all your rights."],
]);

const KNOWN = ["type", "command", "args", "cwd", "env", ...UNSUPPORTED.keys()];

/**
 * One server as configured. A fault of severity `error` prevents the launch and nothing else.
 * @param faults faults of the JSON inside the entry
 */
export function readEntry({ name, key, value }: Property, reading: Reading, faults: readonly ConfigProblem[]): ServerConfig {
  const problems = new EntryProblems(name, reading.text, faults);
  if (name.trim() === "") problems.error(key, "This server has no name. Write one between the quotes.");
  const launches = value ? readLaunches(value, reading, problems) : NONE;
  return {
    id: serverId(reading.source, name),
    name,
    source: reading.source,
    unresolved: launches.unresolved,
    launch: problems.fatal ? undefined : launches.launch,
    problems: problems.all,
    offset: reading.text === undefined ? undefined : key.offset,
  };
}

interface Launches {
  readonly unresolved: Launch | undefined;
  readonly launch: Launch | undefined;
}

const NONE: Launches = { unresolved: undefined, launch: undefined };

function readLaunches(node: Node, reading: Reading, problems: EntryProblems): Launches {
  if (node.type !== "object") {
    problems.error(node, `A server must be an object such as {"command": "node", "args": ["server.js"]}, but this is ${describeNode(node)}.`);
    return NONE;
  }
  const fields = fieldsOf(node, problems);
  if (!isStdio(fields, problems)) return NONE;
  for (const field of fields.values()) checkKey(field, fields, problems);
  const written = readWritten(node, fields, problems);
  return written ? resolveWritten(written, reading.environment, problems) : NONE;
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

const TYPES = ["stdio", "http", "sse"];

/** Says what is wrong with the type; `false` when there is no process to start. */
function isStdio(fields: ReadonlyMap<string, Property>, problems: EntryProblems): boolean {
  const type = fields.get("type")?.value;
  const written: unknown = type?.value;
  if (type && (typeof written !== "string" || !TYPES.includes(written))) {
    const meant = typeof written === "string" ? closestName(written, TYPES) : undefined;
    problems.error(type, `"type" must be "stdio", but this is ${typeof written === "string" ? `"${written}"` : describeNode(type)}.${meant ? ` Is "${meant}" meant?` : ""}`);
    return false;
  }
  const url = fields.get("url") ?? fields.get("serverUrl");
  const remote = written === "http" || written === "sse" ? type : written === undefined && !fields.has("command") ? url?.key : undefined;
  if (remote) {
    problems.error(remote, 'Wirelight does not open HTTP servers yet, only those that it starts itself by a "command". Other hosts can go on using this one.');
    return false;
  }
  return true;
}

function checkKey({ name, key, value }: Property, fields: ReadonlyMap<string, Property>, problems: EntryProblems): void {
  const unsupported = UNSUPPORTED.get(name);
  if (unsupported !== undefined) {
    // Switched off it asks for nothing that is not done.
    if (value?.value !== false) problems.warning(key, unsupported);
    return;
  }
  if (KNOWN.includes(name) || HARMLESS.has(name)) return;
  const meant = closestName(name, KNOWN.filter((each) => !fields.has(each)));
  problems.warning(key, meant
    ? `"${name}" is not known and has no effect. Did you mean "${meant}"?`
    : `"${name}" is not known and has no effect. Known are "type", "command", "args", "cwd" and "env".`);
}
