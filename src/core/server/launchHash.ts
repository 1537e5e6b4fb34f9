import type { Launch } from "./launch";

/**
 * The same text for two launches exactly when they start the same thing; the order of variables does not count.
 * It holds the values of variables, so who writes it to disk writes a digest of it.
 */
export function launchHash(launch: Launch): string {
  const names = Object.keys(launch.env).sort();
  return JSON.stringify([launch.type, launch.command, launch.args, launch.cwd ?? null, launch.envFile ?? null, names.map((name) => [name, launch.env[name]])]);
}
