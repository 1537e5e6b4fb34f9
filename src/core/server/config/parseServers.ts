import type { Node } from "jsonc-parser";
import { closestName } from "./closestName";
import type { ConfigProblem, ConfigSource } from "../config";
import { describeNode, lengthWithin, propertiesOf } from "./configNode";
import { readConfigText } from "./configText";
import { inOrder } from "./problemOrder";
import { type ParsedServers, readServers } from "./readServers";
import type { VariableEnvironment } from "./variables";

/** How other hosts call what is called `servers` here. */
const ELSEWHERE = ["mcpServers", "context_servers", "mcp"];

/**
 * Reads the text of an mcp.json: JSON with comments, `{"servers": {name: entry}}`. Total: a malformed text gives
 * problems, and the servers that could still be read.
 */
export function parseServers(text: string, source: ConfigSource, environment: VariableEnvironment): ParsedServers {
  const { root, faults } = readConfigText(text);
  const broken = faults.length > 0;
  if (!root) return { configs: [], problems: faults, broken };
  if (root.type !== "object") {
    const message = `The file must hold an object such as {"servers": {"my-server": {"command": "node"}}}, but this is ${describeNode(root)}.`;
    return { configs: [], problems: inOrder([...faults, problem("error", { offset: root.offset, length: lengthWithin(text, root) }, message)]), broken };
  }
  const warnings = warningsOf(root);
  // As every JSON parser has it, the last one counts.
  const servers = propertiesOf(root).findLast(({ name }) => name === "servers")?.value;
  if (!servers) return { configs: [], problems: inOrder([...faults, ...warnings]), broken };
  const parsed = readServers(servers, '"servers"', { text, source, environment }, faults);
  return { ...parsed, problems: inOrder([...warnings, ...parsed.problems]) };
}

/** Keys that were probably meant to be `servers`; others belong to other hosts. */
function warningsOf(root: Node): readonly ConfigProblem[] {
  const properties = propertiesOf(root);
  const present = properties.filter(({ name }) => name === "servers");
  const doubles = present.slice(0, -1).map(({ key }) => problem("warning", key, '"servers" is written twice, and the later one counts. Put all servers into one of them.'));
  if (present.length > 0) return doubles;
  return properties.flatMap(({ name, key }) => {
    if (ELSEWHERE.includes(name)) return [problem("warning", key, `In this file the servers stand under "servers"; "${name}" is what other hosts call it. Rename it to have them listed.`)];
    return closestName(name, ["servers"]) ? [problem("warning", key, `"${name}" is not known and has no effect. Did you mean "servers"?`)] : [];
  });
}

function problem(severity: ConfigProblem["severity"], { offset, length }: Pick<Node, "offset" | "length">, message: string): ConfigProblem {
  return { severity, message, offset, length, server: undefined };
}
