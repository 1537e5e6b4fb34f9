import type { JsonObject } from "../../base/json";
import type { ServerConfig } from "../config";
import type { StdioLaunch } from "../launch";
import { FORMATS } from "./formats";
import { MARKS, writtenOut } from "./portableMarks";
import { homePath } from "./resolvePath";
import type { VariableEnvironment } from "./variableEnvironment";
import { resolveVariables } from "./variables";

/**
 * A server in the words of `wirelight.servers`, and the same as a launch for people to read; or what of it means something
 * else there: our setting has no way to say that a text which looks like one of its variables is no variable.
 */
export type Portable =
  | { readonly type: "exact"; readonly entry: JsonObject; readonly written: StdioLaunch }
  | { readonly type: "inexact"; readonly parts: readonly InexactPart[] };

export interface InexactPart {
  /** Where it stands in the entry: `command`, `args[0]`, `env.NAME`. */
  readonly part: string;
  /** As the host's file says it. */
  readonly text: string;
}

/** A text of a launch, with its variables marked. */
interface Part extends InexactPart {
  readonly value: string;
  /** Our setting reads a `~` at its beginning as the home folder. */
  readonly tilde: boolean;
}

/**
 * What a server gets in `wirelight.servers`; `undefined` when there is no process to start.
 * @param config parsed with `environment`
 * @param environment a `portableEnvironment`
 * @param runsIn the folder that it runs in unless it says so itself, where the copy has to name it; as in `environment`
 */
export function portableEntry(config: ServerConfig, environment: VariableEnvironment, runsIn?: string): Portable | undefined {
  const { launch, unresolved, disabled, project } = config;
  if (!launch || !unresolved) return undefined;
  const placed = { ...launch, cwd: launch.cwd ?? project ?? runsIn };
  const parts = partsOf(placed, unresolved).filter((part) => !isExact(part, environment));
  if (parts.length > 0) return { type: "inexact", parts: parts.map(({ part, text }) => ({ part, text })) };
  const written = inWords(placed);
  return { type: "exact", entry: entryOf(written, disabled), written };
}

function partsOf({ command, args, cwd, env, envFile }: StdioLaunch, from: StdioLaunch): readonly Part[] {
  const part = (name: string, value: string | null | undefined, text: string | null | undefined, tilde = false): readonly Part[] =>
    (typeof value === "string" ? [{ part: name, value, text: text ?? writtenOut(value), tilde }] : []);
  return [
    ...part("command", command, from.command, true),
    ...args.flatMap((value, index) => part(`args[${index}]`, value, from.args[index], true)),
    ...part("cwd", cwd, from.cwd),
    ...Object.entries(env).flatMap(([name, value]) => part(`env.${name}`, value, from.env[name])),
    ...part("envFile", envFile, from.envFile),
  ];
}

/** Whether our setting reads the words back as what they were made of. */
function isExact({ value, text, tilde }: Part, environment: VariableEnvironment): boolean {
  if (MARKS.test(text)) return false;
  const read = resolveVariables(writtenOut(value), FORMATS["vscode-settings"].variables, environment);
  if (read.inputs.length > 0 || read.problems.some(({ severity }) => severity === "error")) return false;
  return value === (tilde ? homePath(read.text, environment.userHome) : read.text);
}

function inWords({ command, args, cwd, env, envFile }: StdioLaunch): StdioLaunch {
  return {
    type: "stdio",
    command: writtenOut(command),
    args: args.map(writtenOut),
    cwd: cwd === undefined ? undefined : writtenOut(cwd),
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value && writtenOut(value)])),
    envFile: envFile === undefined ? undefined : writtenOut(envFile),
  };
}

function entryOf({ command, args, cwd, env, envFile }: StdioLaunch, disabled: boolean): JsonObject {
  return {
    command,
    ...(args.length === 0 ? {} : { args }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...(envFile === undefined ? {} : { envFile }),
    ...(disabled ? { disabled } : {}),
  };
}
