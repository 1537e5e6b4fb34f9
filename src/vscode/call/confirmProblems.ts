import * as vscode from "vscode";
import { inert } from "../../core/base/inert";
import type { JsonObject } from "../../core/base/json";
import type { SchemaProblem } from "../../core/mcp/schema/schemaProblem";
import { validateArguments } from "../../core/mcp/schema/validate";
import type { ToolCall } from "./toolCall";

/** A message shows this many; the editor marks them all. */
const MOST_SHOWN = 3;

/** Checks the arguments against the schema; asks only when something is wrong. */
export async function confirmProblems({ tool, args }: ToolCall, schema: JsonObject): Promise<"send" | "edit" | "leave"> {
  const problems = validateArguments(schema, args);
  if (problems.length === 0) return "send";
  const shown = problems.slice(0, MOST_SHOWN).map(inWords);
  if (problems.length > MOST_SHOWN) shown.push(vscode.l10n.t("and {0} more", problems.length - MOST_SHOWN));
  const ofSchema = problems.every((problem) => problem.of === "schema");
  const opening = ofSchema ? vscode.l10n.t('The input schema of "{0}" has faults, so the arguments cannot be checked fully', tool) : vscode.l10n.t('The arguments do not fit the input schema of "{0}"', tool);
  const send = vscode.l10n.t("Send Anyway");
  const edit = vscode.l10n.t("Edit");
  const answer = await vscode.window.showWarningMessage(inert(`${opening}: ${shown.join("; ")}.`), send, edit);
  if (answer === send) return "send";
  return answer === edit ? "edit" : "leave";
}

function inWords({ of, path, message }: SchemaProblem): string {
  const place = path === "" ? (of === "value" ? vscode.l10n.t("the whole") : vscode.l10n.t("the schema")) : path;
  return `${place} ${message}`.replace(/\.$/, "");
}
