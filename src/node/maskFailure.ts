import type { StdioLaunch } from "../core/server/launch";
import type { Closed } from "../core/wire/closed";

/** Why a process did not start, without the secrets that its launch may hold: the words name the program and its folder. */
export function maskFailure(closed: Closed, launch: StdioLaunch): Closed {
  if (closed.how !== "spawn-failed" || !launch.shown) return closed;
  return { ...closed, message: masks(launch, launch.shown).reduce((message, [secret, mask]) => message.replaceAll(secret, mask), closed.message) };
}

/** Texts that hold a secret with what is shown in their place, the longest first, since one may be part of another. */
function masks(launch: StdioLaunch, shown: StdioLaunch): readonly (readonly [secret: string, mask: string])[] {
  const pairs = [
    [launch.command, shown.command] as const,
    [launch.cwd ?? "", shown.cwd ?? ""] as const,
    ...launch.args.map((arg, index) => [arg, shown.args[index] ?? ""] as const),
    ...Object.entries(launch.env).map(([name, value]) => [value ?? "", shown.env[name] ?? ""] as const),
  ];
  return pairs.filter(([secret, mask]) => secret !== "" && secret !== mask).sort(([one], [other]) => other.length - one.length);
}
