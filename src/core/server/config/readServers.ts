import type { Node } from "jsonc-parser";
import type { ConfigProblem, ServerConfig } from "../config";
import { describeNode, lengthWithin, type Property, propertiesOf } from "./configNode";
import { inOrder } from "./problemOrder";
import { type Reading, readEntry } from "./readEntry";

/** The servers of a configuration, and everything that is wrong with it. */
export interface ParsedServers {
  /** In the order of the text, one for each name, broken ones too. */
  readonly configs: readonly ServerConfig[];
  /** Of the whole text, those of the servers included, in the order of the text. */
  readonly problems: readonly ConfigProblem[];
  /** The JSON is malformed, so more servers may be configured than were found; see `carryOver`. */
  readonly broken: boolean;
}

/**
 * Reads an object that maps names to servers.
 * @param where how the object is called where people write it, for messages
 * @param faults faults of the JSON; those inside a server are handed to it, and it is not launched
 */
export function readServers(node: Node, where: string, reading: Reading, faults: readonly ConfigProblem[]): ParsedServers {
  const broken = faults.length > 0;
  if (node.type !== "object") {
    const message = `${where} must be an object that maps names to servers, such as {"my-server": {"command": "node"}}, but this is ${describeNode(node)}.`;
    return { configs: [], problems: inOrder([...faults, { severity: "error", message, offset: node.offset, length: lengthWithin(reading.text, node), server: undefined }]), broken };
  }
  const properties = propertiesOf(node);
  const counting = new Map(properties.map((property) => [property.name, property]));
  const doubles = properties.filter((property) => counting.get(property.name) !== property).map(doubled);
  let left = faults;
  const configs = [...counting.values()].map((property) => {
    const inside = left.filter((fault) => isInside(fault, property, reading.text));
    if (inside.length > 0) left = left.filter((fault) => !inside.includes(fault));
    return readEntry(property, reading, [...doubles.filter((double) => double.server === property.name), ...inside]);
  });
  return { configs, problems: inOrder([...left, ...configs.flatMap((config) => config.problems)]), broken };
}

function doubled({ name, key }: Property): ConfigProblem {
  const message = `Two servers are called "${name}", and the later one counts. Give this one another name, or remove it.`;
  return { severity: "warning", message, offset: key.offset, length: key.length, server: name };
}

/** What stands right before the name belongs to nobody; what is missing at the end only to an entry that is never closed. */
function isInside({ offset }: ConfigProblem, { node, value }: Property, text = ""): boolean {
  const end = node.offset + node.length;
  if (!value) return offset >= node.offset && offset <= end;
  return offset > node.offset && (offset < end || (offset === end && !isClosed(value, text)));
}

/** An object that is never closed ends where its last property ends, whose own bracket is not its own. */
function isClosed(value: Node, text: string): boolean {
  const end = value.offset + value.length;
  const last = value.children?.at(-1);
  return value.type !== "object" || (text[end - 1] === "}" && (!last || last.offset + last.length < end));
}
