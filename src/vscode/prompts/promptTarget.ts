import * as vscode from "vscode";
import { isJsonObject } from "../../core/base/json";
import type { GivenValues } from "../ask/askValues";

/**
 * What `wirelight.getPrompt` may be given, by a row of the Servers tree or by a keybinding:
 * `{ "server": "<id or name>", "prompt": "<name>", "arguments": { ... } }`. Without arguments the person is asked for them;
 * with the server alone they choose among its prompts.
 */
export interface PromptTarget {
  readonly server: string;
  readonly prompt: string | undefined;
  readonly args: GivenValues | undefined;
}

const USAGE = vscode.l10n.t('Get Prompt takes { "server": string, "prompt": string, "arguments"?: { name: string } }.');

/** `undefined` when nothing of the kind was given, as from the palette; a string says what is wrong with it. */
export function readPromptTarget(given: unknown): PromptTarget | string | undefined {
  if (typeof given === "string") return { server: given, prompt: undefined, args: undefined };
  if (!isJsonObject(given)) return undefined;
  const row = rowTarget(given);
  if (row) return row;
  const { server, prompt, arguments: args } = given;
  if (!("server" in given || "prompt" in given)) return undefined;
  if (typeof server !== "string" || typeof prompt !== "string") return vscode.l10n.t('{0} "server" and "prompt" must both be strings.', USAGE);
  if (args !== undefined && !isTexts(args)) return vscode.l10n.t('{0} "arguments" must be an object of strings.', USAGE);
  return { server, prompt, args };
}

/** A row carries its server as an object. */
function rowTarget({ server, prompt }: { readonly [name: string]: unknown }): PromptTarget | undefined {
  const config = isJsonObject(server) ? server["config"] : undefined;
  const id = isJsonObject(config) ? config["id"] : undefined;
  if (typeof id !== "string") return undefined;
  return { server: id, prompt: isJsonObject(prompt) && typeof prompt["name"] === "string" ? prompt["name"] : undefined, args: undefined };
}

function isTexts(value: unknown): value is GivenValues {
  return isJsonObject(value) && Object.values(value).every((each) => typeof each === "string");
}
