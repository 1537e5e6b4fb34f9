import * as vscode from "vscode";
import type { CancelSignal } from "../core/base/cancel";
import { fillInputs } from "../core/server/config/fillInputs";
import type { ServerConfig } from "../core/server/config";
import type { Launch } from "../core/server/launch";
import type { Prepared } from "../core/server/server";
import { readEnvFile } from "../node/readEnvFile";
import type { Inputs } from "./inputs/inputs";
import type { Trust } from "./trust";

/** Who has a say in a launch. */
export interface PrepareParts {
  readonly trust: Trust;
  readonly inputs: Inputs;
  /** Is told of lines of a file of variables that have no effect. */
  warn(message: string): void;
}

/** How a launch was asked for; see `ServerHost.prepare`. */
export interface PrepareFor {
  readonly asked: boolean;
  readonly cancel: CancelSignal;
}

/** What is to be launched for a configuration: consent first, then the inputs, then the file of variables. */
export async function prepare(parts: PrepareParts, config: ServerConfig, { asked, cancel }: PrepareFor): Promise<Prepared> {
  const refusal = await parts.trust.permit(config, asked);
  if (refusal) return refusal;
  const { launch, inputs, name, source } = config;
  if (!launch) return { ok: false, reason: "failed", message: vscode.l10n.t('"{0}" in {1} does not say what to launch. Give it a "command".', name, source.label) };
  const answers = await parts.inputs.answers(config, asked, cancel);
  if (!answers.ok) return answers;
  return withEnvFile(parts, fillInputs(launch, inputs, answers.values));
}

/** Variables of the file come first: those that the entry itself names win, and its `null` deletes them. */
async function withEnvFile(parts: PrepareParts, launch: Launch): Promise<Prepared> {
  if (launch.envFile === undefined) return { ok: true, launch };
  const shown = launch.shown?.envFile ?? launch.envFile;
  const reading = await readEnvFile(launch.envFile, shown);
  if (!reading.ok) return { ok: false, reason: "failed", message: reading.message };
  const { values, problems } = reading.file;
  // Without the text of the line, which may be a secret.
  for (const { line } of problems) parts.warn(`Line ${line} of ${shown} sets no variable and has no effect. Write NAME=value, or put a # before it.`);
  const merged = (to: Launch): Launch => ({ ...to, env: { ...Object.fromEntries(values), ...to.env }, envFile: undefined });
  return { ok: true, launch: launch.shown ? { ...merged(launch), shown: merged(launch.shown) } : merged(launch) };
}
