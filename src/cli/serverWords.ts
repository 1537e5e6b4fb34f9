import path from "node:path";
import { Failure, messageOf } from "../core/base/failure";
import { parseEnvFile } from "../core/server/config/parseEnvFile";

/** The server that a command line starts. */
export interface ServerWords {
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** Added to the inherited environment; `null` deletes a variable. */
  readonly env: { readonly [name: string]: string | null };
  /** Lines of the environment file that have no effect, one sentence each. */
  readonly warnings: readonly string[];
}

/** What the words of a command line are read against. */
export interface Surroundings {
  /** For `--args @file` and `--env-file`; throws when it cannot. */
  readonly readFile: (path: string) => string;
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
}

export interface GivenWords {
  readonly verb: string;
  readonly launch: readonly string[];
  readonly cwd: string | undefined;
  readonly env: readonly string[];
  readonly unset: readonly string[];
  readonly envFile: string | undefined;
}

/** @throws Failure of kind `usage` */
export function serverWords(given: GivenWords, surroundings: Surroundings): ServerWords {
  const [command, ...args] = given.launch;
  if (command === undefined || command === "") {
    throw usage(`Which server? Put its command after --, for example: wirelight ${given.verb} ... -- npx -y @modelcontextprotocol/server-everything`);
  }
  const file = environmentFile(given.envFile, surroundings);
  const variables = given.env.flatMap((word) => variable(word, surroundings));
  return {
    command,
    args,
    cwd: given.cwd === undefined ? surroundings.cwd : path.resolve(surroundings.cwd, given.cwd),
    env: Object.fromEntries([...file.values, ...variables, ...given.unset.map((name) => [name, null] as const)]),
    warnings: file.warnings,
  };
}

/** `NAME=value` sets a variable; `NAME` alone only says that the server needs it, so that a forgotten one is noticed here. */
function variable(word: string, { env }: Surroundings): readonly (readonly [string, string])[] {
  const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  if (name === "") throw usage(`--env takes NAME=value, not "${word}".`);
  if (value !== undefined) return [[name, value]];
  if (env[name] === undefined) throw usage(`--env ${name}: this variable is not set here. Set it first, or write --env ${name}=value.`);
  return [];
}

function environmentFile(name: string | undefined, { readFile }: Surroundings): { readonly values: Iterable<readonly [string, string]>; readonly warnings: readonly string[] } {
  if (name === undefined) return { values: [], warnings: [] };
  let text: string;
  try {
    text = readFile(name);
  } catch (error) {
    throw usage(`--env-file ${name}: the file cannot be read: ${messageOf(error)}`);
  }
  const { values, problems } = parseEnvFile(text);
  return { values, warnings: problems.map(({ line, message }) => `${name}, line ${line}: ${message}`) };
}

function usage(message: string): Failure {
  return new Failure("usage", message);
}
