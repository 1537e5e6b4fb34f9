import type { EntryProblems } from "./entryProblems";
import type { Launch } from "../launch";
import { isAbsolutePath, resolvePath } from "./resolvePath";
import { resolveVariables, type VariableEnvironment } from "./variables";
import type { WrittenLaunch, WrittenText } from "./writtenLaunch";

/** The launch as written, and with its variables resolved and its folder absolute; what cannot be resolved is a problem. */
export function resolveWritten(written: WrittenLaunch, environment: VariableEnvironment, problems: EntryProblems): { readonly unresolved: Launch; readonly launch: Launch } {
  const resolve = (text: WrittenText) => resolved(text, environment, problems) ?? text.value;
  return {
    unresolved: launchOf(written, ({ value }) => value, written.cwd?.value),
    launch: launchOf(written, resolve, written.cwd && folderOf(written.cwd, environment, problems)),
  };
}

function launchOf({ command, args, env }: WrittenLaunch, read: (text: WrittenText) => string, cwd: string | undefined): Launch {
  return {
    type: "stdio",
    command: read(command),
    args: args.map(read),
    cwd,
    // Own properties whatever their names: `__proto__` is a name like any other.
    env: Object.fromEntries(env.map(([name, value]) => [name, value && read(value)])),
  };
}

function resolved({ value, node }: WrittenText, environment: VariableEnvironment, problems: EntryProblems): string | undefined {
  const { text, problems: found } = resolveVariables(value, environment);
  for (const { start, length, message } of found) problems.errorWithin(node, start, length, message);
  return found.length === 0 ? text : undefined;
}

function folderOf(cwd: WrittenText, environment: VariableEnvironment, problems: EntryProblems): string | undefined {
  const path = resolved(cwd, environment, problems);
  if (path === undefined || isAbsolutePath(path)) return path;
  if (/^~(?=[\\/]|$)/.test(path)) {
    problems.error(cwd.node, `"cwd" begins with "~", which only a shell replaces. Write \${env:HOME}${path.slice(1)} (on Windows \${env:USERPROFILE}).`);
    return undefined;
  }
  if (environment.workspaceFolder === undefined) {
    problems.error(cwd.node, `"cwd" is the relative path ${JSON.stringify(path)}, and no folder is open that it could belong to. Write an absolute path.`);
    return undefined;
  }
  return resolvePath(environment.workspaceFolder, path);
}
