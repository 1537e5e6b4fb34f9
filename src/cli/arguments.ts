import { parseArgs } from "node:util";
import { Failure, messageOf } from "../core/base/failure";
import { isJsonObject, type JsonObject } from "../core/base/json";

interface Common {
  /** The server to start: the words after `--`. */
  readonly server: { readonly command: string; readonly args: readonly string[] };
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
  | (Common & { readonly verb: "trace"; readonly verbose: boolean; readonly limit: number | undefined });

const OPTIONS = {
  args: { type: "string" },
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
  quiet: { type: "boolean", short: "q" },
  timeout: { type: "string" },
  for: { type: "string" },
  verbose: { type: "boolean", short: "v" },
  version: { type: "boolean" },
} as const;

const ALLOWED = {
  list: ["json", "timeout", "quiet"],
  call: ["json", "timeout", "quiet", "args"],
  trace: ["timeout", "verbose", "for"],
} as const;

type Verb = keyof typeof ALLOWED;
const isVerb = (word: string): word is Verb => Object.hasOwn(ALLOWED, word);

/**
 * Reads the words after `wirelight`.
 * @param readFile used for `--args @file`
 * @throws Failure of kind `usage`
 */
export function parseInvocation(words: readonly string[], readFile: (path: string) => string): Invocation {
  const cut = words.indexOf("--");
  const own = cut < 0 ? words : words.slice(0, cut);
  const launch = cut < 0 ? [] : words.slice(cut + 1);
  const { values, positionals } = readOptions(own);
  const [verb, ...rest] = positionals;
  if (values.version === true) return { verb: "version" };
  if (values.help === true || verb === undefined || verb === "help") return { verb: "help", topic: verb === "help" ? rest[0] : verb };
  if (!isVerb(verb)) throw usage(`There is no command "${verb}". The commands are list, call and trace.`);
  refuseForeignOptions(verb, Object.keys(values));
  const common: Common = { server: serverOf(verb, launch), timeout: milliseconds("--timeout", values.timeout), quiet: values.quiet === true };
  if (verb === "call") {
    const [tool, ...extra] = rest;
    if (tool === undefined) throw usage("Which tool? Write: wirelight call <tool> [--args <json>] -- <command> [args...]");
    refuseExtra(extra);
    return { ...common, verb, tool, json: values.json === true, arguments: toolArguments(values.args, readFile) };
  }
  refuseExtra(rest);
  if (verb === "list") return { ...common, verb, json: values.json === true };
  return { ...common, verb, verbose: values.verbose === true, limit: milliseconds("--for", values.for) };
}

function usage(message: string): Failure {
  return new Failure("usage", message);
}

function readOptions(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: true });
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

function serverOf(verb: string, launch: readonly string[]): Common["server"] {
  const [command, ...args] = launch;
  if (command === undefined || command === "") {
    throw usage(`Which server? Put its command after --, for example: wirelight ${verb} ... -- npx -y @modelcontextprotocol/server-everything`);
  }
  return { command, args };
}

function milliseconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 2 ** 31 - 1) {
    throw usage(`${option} takes a whole number of milliseconds from 1 to ${2 ** 31 - 1}, not "${text}".`);
  }
  return value;
}

function toolArguments(text: string | undefined, readFile: (path: string) => string): JsonObject {
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

function argumentsFile(path: string, readFile: (path: string) => string): string {
  try {
    return readFile(path);
  } catch (error) {
    throw usage(`--args @${path}: the file cannot be read: ${messageOf(error)}`);
  }
}
