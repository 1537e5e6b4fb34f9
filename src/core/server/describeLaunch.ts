import type { Launch } from "./launch";
import { quoteWord } from "./quoteWord";

/** A launch in full, for people who decide about it: nothing is cut and nothing is hidden. */
export interface LaunchDescription {
  /** Command and arguments as they would be typed in a shell. */
  readonly commandLine: string;
  /** `Folder: …`, `Variables from file: …`, then one line for each variable, in the order of their names. */
  readonly details: readonly string[];
}

export function describeLaunch(launch: Launch): LaunchDescription {
  const names = Object.keys(launch.env).sort();
  return {
    commandLine: [launch.command, ...launch.args].map(quoteWord).join(" "),
    details: [
      ...(launch.cwd === undefined ? [] : [`Folder: ${quoteWord(launch.cwd)}`]),
      ...(launch.envFile === undefined ? [] : [`Variables from file: ${quoteWord(launch.envFile)}`]),
      ...names.map((name) => variableLine(name, launch.env[name] ?? null)),
    ],
  };
}

function variableLine(name: string, value: string | null): string {
  return value === null ? `Variable removed: ${quoteWord(name)}` : `Variable: ${quoteWord(name)}=${value === "" ? "" : quoteWord(value)}`;
}
