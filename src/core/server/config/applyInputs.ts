import type { StdioLaunch } from "../launch";

const REFERENCE = /\$\{((?:input|command):[^}]*)\}/g;

/**
 * The launch with the answers of a person in its texts.
 * @param values by id of the input (`token`, `command:my.command`); a reference without a value stays as it is
 */
export function applyInputs(launch: StdioLaunch, values: ReadonlyMap<string, string>): StdioLaunch {
  const fill = (text: string): string => text.replace(REFERENCE, (written: string, name: string) => values.get(idOf(name)) ?? written);
  return {
    ...launch,
    command: fill(launch.command),
    args: launch.args.map(fill),
    cwd: launch.cwd && fill(launch.cwd),
    env: Object.fromEntries(Object.entries(launch.env).map(([name, value]) => [name, value && fill(value)])),
    envFile: launch.envFile && fill(launch.envFile),
  };
}

function idOf(name: string): string {
  return name.startsWith("input:") ? name.slice("input:".length) : name;
}
