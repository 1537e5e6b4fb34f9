import * as vscode from "vscode";
import type { JsonObject } from "../../core/base/json";
import { withoutSecrets } from "../../core/mcp/schema/withoutSecrets";
import { oneLine } from "../format";

const LENGTH = 90;

/** Arguments on one short line, their secrets as dots: a list of calls may be looked at by others. */
export function shortArguments(args: JsonObject, schema: JsonObject | undefined): string {
  if (Object.keys(args).length === 0) return vscode.l10n.t("no arguments");
  const { args: kept, secrets } = withoutSecrets(schema, args);
  const masked = Object.keys(args).map((name) => [name, Object.hasOwn(kept, name) || secrets.length === 0 ? kept[name] : "••••"] as const);
  return oneLine(JSON.stringify(Object.fromEntries(masked)), LENGTH);
}
