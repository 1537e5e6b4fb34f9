import * as vscode from "vscode";
import { isJsonObject } from "../../core/base/json";
import type { GivenValues } from "../ask/askValues";

/**
 * What `wirelight.readResource` may be given, by a row of the Servers tree, a link or a keybinding:
 * `{ "server": "<id or name>", "uri": "..." }` or `{ "server", "template": "...", "values": { ... } }`. Without values the
 * person is asked for them; with the server alone they choose among its resources.
 */
export type ResourceTarget =
  | { readonly type: "server"; readonly server: string }
  | { readonly type: "resource"; readonly server: string; readonly uri: string }
  | { readonly type: "template"; readonly server: string; readonly template: string; readonly values: GivenValues | undefined };

const USAGE = vscode.l10n.t('Read Resource takes { "server": string, "uri": string } or { "server": string, "template": string, "values"?: { name: string } }.');

/** `undefined` when nothing of the kind was given, as from the palette; a string says what is wrong with it. */
export function readResourceTarget(given: unknown): ResourceTarget | string | undefined {
  if (typeof given === "string") return { type: "server", server: given };
  if (!isJsonObject(given)) return undefined;
  const row = rowTarget(given);
  if (row) return row;
  const { server, uri, template, values } = given;
  if (!("server" in given || "uri" in given)) return undefined;
  if (typeof server !== "string") return vscode.l10n.t('{0} "server" must be a string.', USAGE);
  if (typeof uri === "string") return { type: "resource", server, uri };
  if (typeof template !== "string") return vscode.l10n.t('{0} "uri" or "template" must be a string.', USAGE);
  if (values !== undefined && !isTexts(values)) return vscode.l10n.t('{0} "values" must be an object of strings.', USAGE);
  return { type: "template", server, template, values };
}

/** A row carries its server as an object. */
function rowTarget({ server, resource, template }: { readonly [name: string]: unknown }): ResourceTarget | undefined {
  const config = isJsonObject(server) ? server["config"] : undefined;
  const id = isJsonObject(config) ? config["id"] : undefined;
  if (typeof id !== "string") return undefined;
  if (isJsonObject(resource) && typeof resource["uri"] === "string") return { type: "resource", server: id, uri: resource["uri"] };
  if (isJsonObject(template) && typeof template["uriTemplate"] === "string") return { type: "template", server: id, template: template["uriTemplate"], values: undefined };
  return { type: "server", server: id };
}

function isTexts(value: unknown): value is GivenValues {
  return isJsonObject(value) && Object.values(value).every((each) => typeof each === "string");
}
