import { propertiesOf } from "./configNode";
import { readConfigText } from "./configText";
import type { ConfigSource } from "../config";
import { inOrder } from "./problemOrder";
import { type ParsedServers, readServers } from "./readServers";
import type { VariableEnvironment } from "./variables";

/**
 * Reads the setting `wirelight.servers` out of the text of a settings file, so that every problem has its place.
 * Faults of the JSON elsewhere in the file are the editor's to tell. `undefined` when the text does not have the setting.
 */
export function parseSettingsText(text: string, key: string, source: ConfigSource, environment: VariableEnvironment): ParsedServers | undefined {
  const { root, faults } = readConfigText(text);
  const property = root?.type === "object" ? propertiesOf(root).findLast(({ name }) => name === key) : undefined;
  if (!property?.value) return undefined;
  const { offset, length } = property.node;
  const inside = faults.filter((fault) => fault.offset >= offset && fault.offset <= offset + length);
  const parsed = readServers(property.value, `"${key}"`, { text, source, environment }, inside);
  return { ...parsed, problems: inOrder(parsed.problems), broken: faults.length > 0 };
}
