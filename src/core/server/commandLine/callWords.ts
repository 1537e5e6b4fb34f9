import type { JsonObject } from "../../base/json";
import { withoutSecrets } from "../../mcp/schema/withoutSecrets";
import { looksSecret } from "../config/looksSecret";
import type { Launch } from "../launch";

export interface CallToWrite {
  readonly tool: string;
  readonly args: JsonObject;
  /** The input schema of the tool, which tells secrets among the arguments; `undefined` when it is not known. */
  readonly schema: JsonObject | undefined;
  readonly launch: Launch;
  /** The launch before its variables were resolved: what came out of one is not written down. */
  readonly unresolved: Launch | undefined;
  /** Where the server runs if its launch does not say. */
  readonly defaultCwd: string;
}

/** A call for the command line of Wirelight, and what a person has to add to it. */
export interface CallWords {
  readonly words: readonly string[];
  /** One sentence each; empty when the line can be run as it is. */
  readonly notes: readonly string[];
}

/**
 * The words of the command that makes the same call from a terminal. Secrets are not among them: variables that look
 * like one are only named, so that they must be set where the line is run, and so are secret arguments.
 */
export function callWords({ tool, args, schema, launch, unresolved, defaultCwd }: CallToWrite): CallWords {
  const { args: shown, secrets } = withoutSecrets(schema, args);
  const { words: variables, named } = environmentWords(launch, unresolved);
  const words = [
    "wirelight", "call", tool,
    ...(Object.keys(shown).length === 0 ? [] : ["--args", JSON.stringify(shown)]),
    "--cwd", launch.cwd ?? defaultCwd,
    ...(launch.envFile === undefined ? [] : ["--env-file", launch.envFile]),
    ...variables,
    "--", launch.command, ...launch.args,
  ];
  return { words, notes: notesOn(words, named, secrets) };
}

function environmentWords(launch: Launch, unresolved: Launch | undefined): { readonly words: readonly string[]; readonly named: readonly string[] } {
  const words: string[] = [];
  const named: string[] = [];
  for (const [name, value] of Object.entries(launch.env)) {
    if (value === null) {
      words.push("--unset", name);
      continue;
    }
    const isSecret = looksSecret(name) || looksLikeKey(value) || isFromElsewhere(unresolved?.env[name] ?? value);
    words.push("--env", isSecret ? name : `${name}=${value}`);
    if (isSecret) named.push(name);
  }
  return { words, named };
}

/** Keys of well-known services begin with a mark of their own; others are long and look like noise, which a path does not. */
function looksLikeKey(value: string): boolean {
  return /^(sk|pk|rk|ghp|gho|ghs|github_pat|glpat|xox[a-z]|AKIA|AIza|eyJ)[-_A-Za-z0-9]/.test(value) || (/^(?!\/)[A-Za-z0-9_+/=-]{32,}$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value));
}

/** Whether a text as configured takes something from the environment, from a person or from a command. */
function isFromElsewhere(written: string): boolean {
  return [...written.matchAll(/\$\{([^}]*)\}/g)].some(([, name = ""]) => !/^(workspaceFolder(Basename)?\b|userHome$|pathSeparator$|\/$|cwd$)/.test(name));
}

function notesOn(words: readonly string[], named: readonly string[], secrets: readonly string[]): readonly string[] {
  const notes: string[] = [];
  if (named.length > 0) notes.push(`Set ${list(named)} in the terminal first: values of variables that may be secret are not copied.`);
  if (secrets.length > 0) notes.push(`Add ${list(secrets)} to the arguments: secrets are not copied.`);
  const asked = new Set(words.join("\n").match(/\$\{(?:input|command):[^}]*\}/g) ?? []);
  if (asked.size > 0) notes.push(`Replace ${list([...asked])} by the value to use.`);
  const flags = words.slice(words.indexOf("--") + 1).filter((word) => /^--?[\w-]+(=|$)/.test(word) && looksSecret(word.split("=", 1)[0] ?? ""));
  if (flags.length > 0) notes.push(`The command of the server itself seems to hold a secret, at ${list(flags.map((flag) => flag.split("=", 1)[0] ?? flag))}.`);
  return notes;
}

function list(names: readonly string[]): string {
  return names.length < 3 ? names.join(" and ") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
