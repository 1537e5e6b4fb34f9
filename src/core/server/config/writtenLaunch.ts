import type { Node } from "jsonc-parser";
import { describeNode, type Property, propertiesOf } from "./configNode";
import type { EntryProblems } from "./entryProblems";

/** A string as it was written, with its place. */
export interface WrittenText {
  readonly value: string;
  readonly node: Node;
}

/** A stdio launch whose parts have the right types, before variables are resolved. */
export interface WrittenLaunch {
  readonly command: WrittenText;
  readonly args: readonly WrittenText[];
  readonly cwd: WrittenText | undefined;
  readonly env: readonly (readonly [name: string, value: WrittenText | null])[];
}

/** Reads the parts of a launch and says what is wrong with each; `undefined` when one of them cannot be used. */
export function readWritten(entry: Node, fields: ReadonlyMap<string, Property>, problems: EntryProblems): WrittenLaunch | undefined {
  const args = readArgs(fields.get("args")?.value, problems);
  const command = readCommand(entry, fields, problems);
  const cwd = readCwd(fields.get("cwd")?.value, problems);
  const env = readEnv(fields.get("env")?.value, problems);
  return command && args && cwd !== false && env ? { command, args, cwd, env } : undefined;
}

function readCommand(entry: Node, fields: ReadonlyMap<string, Property>, problems: EntryProblems): WrittenText | undefined {
  const field = fields.get("command");
  if (!field) {
    problems.error(entry, 'This server has no "command". Add the program that starts it, for example "command": "node".');
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
function readCwd(node: Node | undefined, problems: EntryProblems): WrittenText | undefined | false {
  if (!node) return undefined;
  const text = textOf(node, '"cwd"', "the folder's path in double quotes", problems);
  if (!text) return false;
  if (text.value.trim() !== "") return text;
  problems.error(node, '"cwd" is empty. Write a folder, or remove it.');
  return false;
}

function readEnv(node: Node | undefined, problems: EntryProblems): WrittenLaunch["env"] | undefined {
  if (!node) return [];
  if (node.type !== "object") {
    problems.error(node, `"env" must be an object such as {"NAME": "value"}, but this is ${describeNode(node)}.`);
    return undefined;
  }
  const properties = propertiesOf(node);
  const variables = properties.flatMap((property) => readVariable(property, problems) ?? []);
  return variables.length === properties.length ? variables : undefined;
}

function readVariable({ name, key, value }: Property, problems: EntryProblems): WrittenLaunch["env"] | undefined {
  if (name === "" || /[=\0]/.test(name)) {
    problems.error(key, `${JSON.stringify(name)} cannot be the name of an environment variable: it must not be empty nor contain "=" or NUL.`);
    return undefined;
  }
  if (!value) return undefined;
  if (value.type === "null") return [[name, null]];
  // Hosts that share the file take numbers here.
  if (value.type === "number") return [[name, { value: String(value.value), node: value }]];
  const text = textOf(value, `The variable ${JSON.stringify(name)}`, quoted(value), problems);
  return text && [[name, text]];
}

function quoted(node: Node): string {
  return node.type === "number" || node.type === "boolean" ? `"${String(node.value)}" in double quotes` : "a string in double quotes";
}

function textOf(node: Node, what: string, instead: string, problems: EntryProblems): WrittenText | undefined {
  const value: unknown = node.value;
  if (typeof value !== "string") {
    problems.error(node, `${what} must be a string, but this is ${describeNode(node)}. Write ${instead}.`);
    return undefined;
  }
  if (value.includes("\0")) {
    problems.error(node, `${what} contains a NUL character, which no program can be given. Remove it.`);
    return undefined;
  }
  return { value, node };
}
