import { propertiesOf } from "./configNode";
import { readConfigText } from "./configText";
import type { ConfigSource } from "../config";
import { parseConfig } from "./parseConfig";
import type { ParsedServers } from "./readServers";
import type { VariableEnvironment } from "./variableEnvironment";

/** Reads the setting out of the text of a settings file; `undefined` when the text does not have it. */
export function parseSettingsText(text: string, key: string, source: ConfigSource, environment: VariableEnvironment): ParsedServers | undefined {
  const { root } = readConfigText(text);
  const property = root?.type === "object" ? propertiesOf(root).findLast(({ name }) => name === key) : undefined;
  return property?.value && parseConfig(text, "vscode-settings", source, environment);
}
