import type { Node } from "jsonc-parser";
import { describeNode, type Property, propertiesOf } from "./configNode";
import type { EntryProblems } from "./entryProblems";
import type { HostFormat } from "./hostFormat";
import { quoted, textOf, type WrittenText } from "./writtenText";

/** A stdio launch whose parts have the right types, before variables are resolved. */
export interface WrittenLaunch {
  readonly command: WrittenText;
  readonly args: readonly WrittenText[];
  readonly cwd: WrittenText | undefined;
  readonly envFile: WrittenText | undefined;
  readonly env: readonly (readonly [name: string, value: WrittenText | null])[];
}

/** Reads the parts of a launch and says what is wrong with each; `undefined` when one of them cannot be used. */
export function readWritten(entry: Node, written: ReadonlyMap<string, Property>, format: HostFormat, problems: EntryProblems): WrittenLaunch | undefined {
  const fields = format.entry.nestedCommand ? flattened(written, problems) : written;
  const { cwd: cwdSupport, envFile: envFileSupport } = format.entry;
  const args = readArgs(fields.get("args")?.value, problems);
  const command = readCommand(entry, fields, format, problems);
  const cwd = cwdSupport === "ignored" ? undefined : readPath("cwd", "a folder", fields, problems);
  const envFile = envFileSupport === "read" ? readPath("envFile", "a file", fields, problems) : undefined;
  const env = readEnv(fields.get("env")?.value, format, problems);
  return command && args && cwd !== false && envFile !== false && env ? { command, args, cwd, envFile, env } : undefined;
}

/** The older shape of Zed: `"command": {"path": …, "args": …, "env": …}`. */
function flattened(fields: ReadonlyMap<string, Property>, problems: EntryProblems): ReadonlyMap<string, Property> {
  const field = fields.get("command");
  const nested = field?.value;
  if (!field || nested?.type !== "object") return fields;
  const parts = new Map(propertiesOf(nested).map((part) => [part.name === "path" ? "command" : part.name, part]));
  if (!parts.has("command")) {
    problems.error(nested, '"command" has no "path". Add the program that starts the server, or write it as the "command" itself.');
    parts.set("command", { ...field, value: undefined });
  }
  const others = new Map([...fields].filter(([name]) => name !== "command"));
  return new Map([...others, ...parts]);
}

function readCommand(entry: Node, fields: ReadonlyMap<string, Property>, format: HostFormat, problems: EntryProblems): WrittenText | undefined {
  const field = fields.get("command");
  if (!field) {
    problems.error(entry, format.entry.neither ?? 'This server has no "command". Add the program that starts it, for example "command": "node".');
    return undefined;
  }
  // A name without value is a fault of the JSON, and said already.
  if (!field.value) return undefined;
  const text = textOf(field.value, '"command"', "the program's name or path in double quotes", problems);
  if (!text) return undefined;
  if (text.value.trim() === "") {
    problems.error(text.node, '"command" is empty. Write the program that starts the server, for example "node".');
    return undefined;
  }
  warnOfCommandLine(text, fields.has("args"), problems);
  return text;
}

/** A whole command line in `command` is the commonest mistake; a path with spaces in it is none. */
function warnOfCommandLine({ value, node }: WrittenText, hasArgs: boolean, problems: EntryProblems): void {
  const [program = "", ...rest] = value.trim().split(/\s+/);
  if (hasArgs || rest.length === 0 || /[\\/"']/.test(program)) return;
  const list = rest.map((word) => JSON.stringify(word)).join(", ");
  problems.warning(node, `"command" is the program alone, and no program is called ${JSON.stringify(value)}. Write "command": ${JSON.stringify(program)}, "args": [${list}].`);
}

function readArgs(node: Node | undefined, problems: EntryProblems): readonly WrittenText[] | undefined {
  if (!node) return [];
  if (node.type !== "array") {
    const hint = node.type === "string" ? `Write "args": [${JSON.stringify(node.value)}], one string for each argument.` : 'Write "args": ["first", "second"].';
    problems.error(node, `"args" must be a list of strings, but this is ${describeNode(node)}. ${hint}`);
    return undefined;
  }
  const items = node.children ?? [];
  const texts = items.flatMap((item, index) => textOf(item, `"args"[${index}]`, quoted(item), problems) ?? []);
  return texts.length === items.length ? texts : undefined;
}

/** `undefined` when there is none, `false` when it cannot be used. */
function readPath(name: string, what: string, fields: ReadonlyMap<string, Property>, problems: EntryProblems): WrittenText | undefined | false {
  const node = fields.get(name)?.value;
  if (!node) return undefined;
  const text = textOf(node, `"${name}"`, `the path of ${what} in double quotes`, problems);
  if (!text) return false;
  if (text.value.trim() !== "") return text;
  problems.error(node, `"${name}" is empty. Write ${what}, or remove it.`);
  return false;
}

function readEnv(node: Node | undefined, format: HostFormat, problems: EntryProblems): WrittenLaunch["env"] | undefined {
  if (!node) return [];
  if (node.type !== "object") {
    problems.error(node, `"env" must be an object such as {"NAME": "value"}, but this is ${describeNode(node)}.`);
    return undefined;
  }
  const properties = propertiesOf(node);
  const variables = properties.flatMap((property) => readVariable(property, format, problems) ?? []);
  return variables.length === properties.length ? variables : undefined;
}

function readVariable({ name, key, value }: Property, { host, entry }: HostFormat, problems: EntryProblems): WrittenLaunch["env"] | undefined {
  if (name === "" || /[=\0]/.test(name)) {
    problems.error(key, `${JSON.stringify(name)} cannot be the name of an environment variable: it must not be empty nor contain "=" or NUL.`);
    return undefined;
  }
  if (!value) return undefined;
  if (value.type === "null" || value.type === "number") {
    if (!entry.looseEnv) problems.warning(value, `${host} takes only strings here; ${value.type === "null" ? "Wirelight removes the variable" : `Wirelight takes this as ${JSON.stringify(String(value.value))}`}. Write a string for ${host}.`);
    return [[name, value.type === "null" ? null : { value: String(value.value), node: value }]];
  }
  const text = textOf(value, `The variable ${JSON.stringify(name)}`, quoted(value), problems);
  return text && [[name, text]];
}
