import type { Node } from "jsonc-parser";
import { closestName } from "./closestName";
import type { ConfigProblem, ConfigSource } from "../config";
import { describeNode, lengthWithin, type Property, propertiesOf } from "./configNode";
import type { HostFormat, ServersPlace } from "./hostFormat";

/** A map of servers in a configuration. */
export interface LocatedServers {
  readonly servers: Node;
  /** How it is called where people write it, for messages. */
  readonly where: string;
  /** The whole property, with its name; everything where the file is a bare map. */
  readonly extent: Node;
  readonly inputs: Node | undefined;
  readonly kind: ConfigSource["kind"] | undefined;
  readonly project: string | undefined;
}

export interface Located {
  readonly maps: readonly LocatedServers[];
  /** What is wrong with where they stand; faults of the whole file. */
  readonly problems: readonly ConfigProblem[];
}

/** What hosts call the map of servers, one or the other. */
const NAMES = ["servers", "mcpServers", "context_servers"];

/** Finds the maps of servers: where the host reads them, or else where another host would. */
export function locateServers(root: Node, format: HostFormat, text: string): Located {
  const problems: ConfigProblem[] = [];
  const maps = [...format.places.flatMap((place) => at(root, place, problems) ?? []), ...inProjects(root, format)];
  if (maps.length > 0 || format.isSettings || hasProjects(root, format)) return { maps, problems };
  const elsewhere = otherName(root, format, problems) ?? bareMap(root, format, text, problems);
  return { maps: elsewhere ? [elsewhere] : [], problems: elsewhere ? problems : [...problems, ...hints(root, format)] };
}

function at(root: Node, { path, inputs, kind }: ServersPlace, problems: ConfigProblem[]): LocatedServers | undefined {
  const property = propertyAt(root, path, problems);
  if (!property?.value) return undefined;
  return { servers: property.value, where: `"${path.at(-1)}"`, extent: property.node, inputs: inputs && propertyAt(root, inputs, problems)?.value, kind, project: undefined };
}

/** As every JSON parser has it, the last one of equal names counts; said where both could be meant. */
function propertyAt(root: Node, [name, ...rest]: readonly string[], problems: ConfigProblem[]): Property | undefined {
  const found = propertiesOf(root).filter((property) => property.name === name);
  const counting = found.at(-1);
  if (rest.length > 0) return counting?.value && propertyAt(counting.value, rest, problems);
  for (const { key } of found.slice(0, -1)) problems.push(problem("warning", key, `"${name}" is written twice, and the later one counts. Put everything into one of them.`));
  return counting;
}

/** Servers that belong to one project each, as in `~/.claude.json`. */
function inProjects(root: Node, { projects, places }: HostFormat): readonly LocatedServers[] {
  const all = projects === undefined ? undefined : propertiesOf(root).findLast(({ name }) => name === projects)?.value;
  const path = places[0]?.path ?? [];
  return last(all).flatMap(({ name: project, value }) => {
    const property = value && propertyAt(value, path, []);
    return property?.value ? [{ servers: property.value, where: `"${path.at(-1)}" of the project ${project}`, extent: property.node, inputs: undefined, kind: undefined, project }] : [];
  });
}

function last(node: Node | undefined): readonly Property[] {
  return node ? [...new Map(propertiesOf(node).map((property) => [property.name, property])).values()] : [];
}

function hasProjects(root: Node, { projects }: HostFormat): boolean {
  return projects !== undefined && propertiesOf(root).some(({ name, value }) => name === projects && value?.type === "object");
}

function otherName(root: Node, { host, places }: HostFormat, problems: ConfigProblem[]): LocatedServers | undefined {
  const own = places[0]?.path.at(-1);
  const property = propertiesOf(root).findLast(({ name, value }) => name !== own && NAMES.includes(name) && value);
  if (!property?.value) return undefined;
  const { name, key, value, node } = property;
  problems.push(problem("warning", key, `${host} reads servers under "${own}"; "${name}" is what other hosts call it. Wirelight lists them all the same. Rename it for ${host} to find them.`));
  return { servers: value, where: `"${name}"`, extent: node, inputs: propertyAt(root, places[0]?.inputs ?? [], problems)?.value, kind: undefined, project: undefined };
}

/** The file itself as the map, when it holds something that looks like a server. */
function bareMap(root: Node, { host, places, bareMap: support }: HostFormat, text: string, problems: ConfigProblem[]): LocatedServers | undefined {
  const entries = propertiesOf(root).filter(({ name, value }) => value?.type === "object" && !name.startsWith("$"));
  const [first] = entries;
  if (support === "no" || !first || !entries.some(looksLikeServer)) return undefined;
  if (support === "accepted") {
    problems.push(problem("warning", first.key, `${host} reads servers under "${places[0]?.path.at(-1)}"; here they stand at the top of the file. Wirelight lists them all the same. Move them for ${host} to find them.`));
  }
  const servers: Node = { type: "object", offset: root.offset, length: lengthWithin(text, root), children: entries.map(({ node }) => node) };
  return { servers, where: "The file", extent: root, inputs: undefined, kind: undefined, project: undefined };
}

function looksLikeServer({ value }: Property): boolean {
  return value !== undefined && propertiesOf(value).some(({ name, value: part }) => ["command", "url", "serverUrl"].includes(name) && (part?.type === "string" || part?.type === "object"));
}

/** Keys that were probably meant to be the one of the servers; others belong to other hosts. */
function hints(root: Node, { host, places }: HostFormat): readonly ConfigProblem[] {
  const own = places[0]?.path.at(-1) ?? "";
  return propertiesOf(root).flatMap(({ name, key }) => {
    if (name === "mcp") return [problem("warning", key, `${host} reads servers under "${own}" at the top of this file, and not under "mcp". Move them there to have them listed.`)];
    return name !== own && closestName(name, [own]) ? [problem("warning", key, `"${name}" is not known and has no effect. Did you mean "${own}"?`)] : [];
  });
}

/** What to say of a file that holds something else than an object. */
export function notAnObject(root: Node, { places }: HostFormat, text: string): ConfigProblem {
  const example = (places[0]?.path ?? []).reduceRight((inner, name) => `{${JSON.stringify(name)}: ${inner}}`, '{"my-server": {"command": "node"}}');
  return problem("error", { offset: root.offset, length: lengthWithin(text, root) }, `The file must hold an object such as ${example}, but this is ${describeNode(root)}.`);
}

function problem(severity: ConfigProblem["severity"], { offset, length }: Pick<Node, "offset" | "length">, message: string): ConfigProblem {
  return { severity, message, offset, length, server: undefined };
}
