import { parseArgs } from "node:util";
import { assertNever } from "../core/base/assertNever";
import { Failure, messageOf } from "../core/base/failure";
import { isJsonObject, type JsonObject } from "../core/base/json";
import { isRecordingVerb, RECORDING_OPTIONS, type RecordingInvocation, recordingInvocation } from "./recordingArguments";
import { type ServerWords, serverWords, type Surroundings } from "./serverWords";

interface Common {
  /** The server to start: the words after `--`. */
  readonly server: ServerWords;
  /** Milliseconds for each request; `undefined` means the default. */
  readonly timeout: number | undefined;
  /** Hide the server's stderr. */
  readonly quiet: boolean;
}

/** What a command line asks for. */
export type Invocation =
  | { readonly verb: "help"; readonly topic: string | undefined }
  | { readonly verb: "version" }
  | (Common & { readonly verb: "list"; readonly json: boolean })
  | (Common & { readonly verb: "call"; readonly json: boolean; readonly tool: string; readonly arguments: JsonObject })
  | (Common & { readonly verb: "read"; readonly json: boolean; readonly uri: string })
  | (Common & { readonly verb: "prompt"; readonly json: boolean; readonly prompt: string; readonly arguments: { readonly [name: string]: string } })
  | (Common & { readonly verb: "trace"; readonly verbose: boolean; readonly limit: number | undefined })
  | RecordingInvocation;

const OPTIONS = {
  args: { type: "string" },
  cwd: { type: "string" },
  env: { type: "string", multiple: true },
  "env-file": { type: "string" },
  unset: { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
  quiet: { type: "boolean", short: "q" },
  timeout: { type: "string" },
  for: { type: "string" },
  verbose: { type: "boolean", short: "v" },
  version: { type: "boolean" },
  filter: { type: "string" },
  format: { type: "string" },
  "as-sent": { type: "boolean" },
} as const;

/** What every command that starts a server takes. */
const ALWAYS = ["timeout", "cwd", "env", "env-file", "unset"] as const;

const ALLOWED = {
  list: ["json", "quiet", ...ALWAYS],
  call: ["args", "json", "quiet", ...ALWAYS],
  read: ["json", "quiet", ...ALWAYS],
  prompt: ["args", "json", "quiet", ...ALWAYS],
  trace: ["verbose", "for", ...ALWAYS],
  ...RECORDING_OPTIONS,
} as const;

type Verb = keyof typeof ALLOWED;
const isVerb = (word: string): word is Verb => Object.hasOwn(ALLOWED, word);

/** What the command that names something calls it. */
const SUBJECTS = {
  call: { question: "Which tool?", usage: "wirelight call <tool> [--args <json>] -- <command> [args...]" },
  read: { question: "Which resource?", usage: "wirelight read <uri> -- <command> [args...]" },
  prompt: { question: "Which prompt?", usage: "wirelight prompt <name> [--args <json>] -- <command> [args...]" },
} as const;

/**
 * Reads the words after `wirelight`.
 * @throws Failure of kind `usage`
 */
export function parseInvocation(words: readonly string[], surroundings: Surroundings): Invocation {
  const cut = words.indexOf("--");
  const own = cut < 0 ? words : words.slice(0, cut);
  const launch = cut < 0 ? [] : words.slice(cut + 1);
  const { values, positionals } = readOptions(own);
  const [verb, ...rest] = positionals;
  if (values.version === true) return { verb: "version" };
  if (values.help === true || verb === undefined || verb === "help") return { verb: "help", topic: verb === "help" ? rest[0] : verb };
  if (!isVerb(verb)) throw usage(`There is no command "${verb}". The commands are list, call, read, prompt, trace, show, stats and diff.`);
  refuseForeignOptions(verb, Object.keys(values));
  if (isRecordingVerb(verb)) return recordingInvocation(verb, [...rest, ...launch], values);
  const common: Common = {
    server: serverWords({ verb, launch, cwd: values.cwd, env: values.env ?? [], unset: values.unset ?? [], envFile: values["env-file"] }, surroundings),
    timeout: milliseconds("--timeout", values.timeout),
    quiet: values.quiet === true,
  };
  const name = subjectOf(verb, rest);
  const json = values.json === true;
  switch (verb) {
    case "list":
      return { ...common, verb, json };
    case "call":
      return { ...common, verb, json, tool: name, arguments: argumentsGiven(values.args, surroundings) };
    case "read":
      return { ...common, verb, json, uri: name };
    case "prompt":
      return { ...common, verb, json, prompt: name, arguments: promptArguments(argumentsGiven(values.args, surroundings)) };
    case "trace":
      return { ...common, verb, verbose: values.verbose === true, limit: milliseconds("--for", values.for) };
    default:
      return assertNever(verb);
  }
}

/** What the command is about; empty for one that is about the whole server. */
function subjectOf(verb: Exclude<Verb, RecordingInvocation["verb"]>, rest: readonly string[]): string {
  const isNamed = verb !== "list" && verb !== "trace";
  const [subject] = rest;
  refuseExtra(isNamed ? rest.slice(1) : rest);
  if (!isNamed) return "";
  if (subject === undefined) throw usage(`${SUBJECTS[verb].question} Write: ${SUBJECTS[verb].usage}`);
  return subject;
}

function usage(message: string): Failure {
  return new Failure("usage", message);
}

function readOptions(words: readonly string[]) {
  // A filter may begin with a minus, which would be taken for another option.
  const args = words.flatMap((word, index) => (words[index - 1] === "--filter" ? [] : [word === "--filter" && index + 1 < words.length ? `${word}=${words[index + 1]}` : word]));
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw usage(messageOf(error));
  }
}

function refuseForeignOptions(verb: Verb, given: readonly string[]): void {
  const allowed: readonly string[] = ALLOWED[verb];
  const foreign = given.find((option) => !allowed.includes(option));
  if (foreign !== undefined) {
    throw usage(`"wirelight ${verb}" has no option --${foreign}. It takes ${allowed.map((each) => `--${each}`).join(", ")}.`);
  }
}

function refuseExtra(words: readonly string[]): void {
  if (words.length > 0) throw usage(`Unexpected "${words.join(" ")}". Did you forget -- before the server's command?`);
}

function milliseconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 2 ** 31 - 1) {
    throw usage(`${option} takes a whole number of milliseconds from 1 to ${2 ** 31 - 1}, not "${text}".`);
  }
  return value;
}

function argumentsGiven(text: string | undefined, { readFile }: Surroundings): JsonObject {
  if (text === undefined) return {};
  const json = text.startsWith("@") ? argumentsFile(text.slice(1), readFile) : text;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw usage(`--args is not JSON: ${messageOf(error)}`);
  }
  if (!isJsonObject(value)) throw usage('--args must be a JSON object, for example {"message":"hi"}.');
  return value;
}

/** Arguments of prompts are texts (2025-11-25, server/prompts); numbers and switches are what people write all the same. */
function promptArguments(args: JsonObject): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => {
    if (typeof value === "string") return [name, value];
    if (typeof value === "number" || typeof value === "boolean") return [name, String(value)];
    throw usage(`--args: "${name}" must be a text; arguments of prompts are nothing else.`);
  }));
}

function argumentsFile(path: string, readFile: Surroundings["readFile"]): string {
  try {
    return readFile(path);
  } catch (error) {
    throw usage(`--args @${path}: the file cannot be read: ${messageOf(error)}`);
  }
}
