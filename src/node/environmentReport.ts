import { posix, win32 } from "node:path";
import { isSecretName } from "../core/mcp/schema/secretName";
import { MASK } from "../core/server/config/fillInputs";
import type { StdioLaunch } from "../core/server/launch";
import { quoteWord } from "../core/server/quoteWord";
import { escapeText } from "../core/trace/escape";
import { childEnvironment, markVariable } from "./env";
import { findCommand } from "./findCommand";
import type { Inherited } from "./inheritance";

export interface EnvironmentFacts {
  readonly server: string;
  /** Which start is described: a sentence without its full stop. */
  readonly occasion: string;
  readonly launch: StdioLaunch;
  readonly inherited: Inherited;
  /** Where a launch without `cwd` runs. */
  readonly defaultCwd: string;
  /** The environment of this process. */
  readonly own: NodeJS.ProcessEnv;
}

/**
 * What the process of a server is given, as a text to read and to send to others: what differs comes first, and what
 * looks like a secret is masked everywhere.
 */
export function environmentReport({ server, occasion, launch, inherited, defaultCwd, own }: EnvironmentFacts): string {
  const shown = launch.shown ?? launch;
  const cwd = launch.cwd ?? defaultCwd;
  const env = environmentOf(inherited.variables, launch);
  const masked = new Map(Object.keys(env).map((name) => [name, maskedValue(name, env, launch, shown)]));
  const found = findCommand({ command: launch.command, cwd, env: unmarked(env) });
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [`MCP server "${escapeText(server)}": ${occasion}`, [
      `Command      ${[shown.command, ...maskArguments(shown.args)].map(quoteWord).join(" ")}`,
      `File         ${found ? file(found, launch, shown) : "not found"}`,
      `Folder       ${escapeText(shown.cwd ?? cwd)}${launch.cwd === undefined ? " (not configured: the default)" : ""}`,
      `Environment  ${inherited.shell === undefined ? "the editor's" : `of the login shell ${inherited.shell}`}, with the variables of the configuration on top`,
      ...(inherited.note === undefined ? [] : [`Note         ${escapeText(inherited.note)}`]),
    ]],
    ["Differences from the editor's environment", differences(env, environmentOf(own, undefined), launch, masked)],
    ["PATH, in the order of the search", pathLines(env, found?.entry)],
    [`All ${masked.size} variables, without the mark that Wirelight adds to find left-over processes (${markVariable})`, [...masked].sort(byName).map(([name, value]) => `${escapeText(name)}=${value}`)],
  ];
  return sections.map(([title, lines]) => [title, "", ...(lines.length > 0 ? lines : ["none"]).map((line) => `  ${line}`), ""].join("\n")).join("\n");
}

type Variables = { readonly [name: string]: string };

function environmentOf(inherited: NodeJS.ProcessEnv, launch: StdioLaunch | undefined): Variables {
  const env = childEnvironment({ inherited, changes: launch?.env ?? {}, mark: "", platform: process.platform });
  return unmarked(env);
}

function unmarked(env: Variables): Variables {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== markVariable));
}

function file({ file: path, entry }: { readonly file: string; readonly entry: string | undefined }, launch: StdioLaunch, shown: StdioLaunch): string {
  // A command that holds a secret would show it in the name of its file.
  if (launch.command !== shown.command) return "found";
  return `${escapeText(path)}${entry === undefined ? "" : ` (from ${entry === "" ? "an empty entry" : escapeText(entry)} in PATH)`}`;
}

function differences(env: Variables, own: Variables, launch: StdioLaunch, masked: ReadonlyMap<string, string>): string[] {
  const names = [...new Set([...Object.keys(env), ...Object.keys(own)])].sort();
  return names.flatMap((name) => {
    if (env[name] === own[name]) return [];
    const by = name in launch.env ? "by the configuration" : "by the login shell";
    if (!(name in env)) return [`- ${escapeText(name)}  (removed ${by})`];
    return [`${name in own ? "~" : "+"} ${escapeText(name)}=${masked.get(name) ?? ""}  (${name in own ? "changed" : "added"} ${by})`];
  });
}

function pathLines(env: Variables, found: string | undefined): string[] {
  const value = Object.entries(env).find(([name]) => name.toUpperCase() === "PATH")?.[1];
  if (value === undefined) return ["PATH is not set."];
  const { delimiter } = process.platform === "win32" ? win32 : posix;
  let marked = false;
  return value.split(delimiter).map((entry, index) => {
    const here = entry === found && !marked;
    marked ||= here;
    return `${String(index + 1).padStart(3)}  ${entry === "" ? "(empty: the working directory)" : escapeText(entry)}${here ? "  <- the command is here" : ""}`;
  });
}

/** These name folders, though a password is abbreviated like them. */
const FOLDERS = new Set(["PWD", "OLDPWD"]);

/** Wider than what counts as a secret elsewhere: nobody looks for the value of a credential here, and the text is made to be sent to others. */
function isGuarded(name: string): boolean {
  return !FOLDERS.has(name) && (isSecretName(name) || /TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|COOKIE|KEY|AUTH(?!OR)|(^|_)(PAT|DSN)($|_)/i.test(name));
}

function maskedValue(name: string, env: Variables, launch: StdioLaunch, shown: StdioLaunch): string {
  const value = env[name] ?? "";
  if (isGuarded(name)) return value === "" ? "" : MASK;
  const display = launch.env[name] === value ? (shown.env[name] ?? value) : value;
  return escapeText(maskLogin(display));
}

/** Names of options whose value is a secret: `--api-key VALUE`, `--token=VALUE`. */
function maskArguments(args: readonly string[]): string[] {
  return args.map((arg, index) => {
    const [, option, assigned] = /^-{1,2}([\w.-]+)(=[\s\S]*)?$/.exec(arg) ?? [];
    if (option !== undefined) return assigned !== undefined && isGuarded(option) ? `${arg.slice(0, arg.length - assigned.length)}=${MASK}` : arg;
    const before = /^-{1,2}([\w.-]+)$/.exec(args[index - 1] ?? "")?.[1];
    return before !== undefined && isGuarded(before) ? MASK : maskLogin(arg);
  });
}

/** A password in a URL. */
function maskLogin(text: string): string {
  return text.replace(/(:\/\/[^\s/:@]*:)[^\s/@]+@/g, `$1${MASK}@`);
}

function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : 1;
}
