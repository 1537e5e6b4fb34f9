import type { JsonObject } from "../../base/json";
import type { ServerConfig } from "../config";
import type { StdioLaunch } from "../launch";
import type { VariableEnvironment } from "./variableEnvironment";

// Characters of a private use area, which no configuration has; the slash makes a path that begins with one absolute.
const OPEN = "/\uE000";
const CLOSE = "\uE001";

/**
 * An environment whose values are references in the words of `wirelight.servers`. A configuration that is parsed with it
 * keeps its variables, whatever its host calls them; those without a value at the moment are resolved as the host does.
 */
export function portableEnvironment(real: VariableEnvironment): VariableEnvironment {
  const reference = (name: string): string => `${OPEN}${name}${CLOSE}`;
  return {
    workspaceFolder: real.workspaceFolder === undefined ? undefined : reference("workspaceFolder"),
    folder: (name) => (real.folder(name) === undefined ? undefined : reference(`workspaceFolder:${name}`)),
    userHome: real.userHome === undefined ? undefined : reference("userHome"),
    pathSeparator: real.pathSeparator,
    env: (name) => (real.env(name) === undefined ? undefined : reference(`env:${name}`)),
    config: (key) => (real.config(key) === undefined ? undefined : reference(`config:${key}`)),
    file: (path) => real.file(inWords(path)),
  };
}

/** A server in the words of `wirelight.servers`, and the same as a launch for people to read. */
export interface PortableServer {
  readonly entry: JsonObject;
  readonly written: StdioLaunch;
}

/**
 * What a server gets in `wirelight.servers`; `undefined` when there is no process to start.
 * @param config parsed with a `portableEnvironment`
 */
export function portableEntry({ launch, disabled, project }: ServerConfig): PortableServer | undefined {
  if (!launch) return undefined;
  const cwd = launch.cwd ?? project;
  const { command, args, env, envFile } = launch;
  const written: StdioLaunch = {
    type: "stdio",
    command: inWords(command),
    args: args.map(inWords),
    cwd: cwd === undefined ? undefined : inWords(cwd),
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value && inWords(value)])),
    envFile: envFile === undefined ? undefined : inWords(envFile),
  };
  return { entry: entryOf(written, disabled), written };
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

function inWords(text: string): string {
  return text
    .replace(/\/\uE000(.*?)\uE001/gs, (_, name: string) => `\${${name}}`)
    // Without its slash it is the last part of the path of a folder.
    .replace(/\uE000workspaceFolder(.*?)\uE001/gs, (_, folder: string) => `\${workspaceFolderBasename${folder}}`);
}
