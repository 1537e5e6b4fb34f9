import { MASK } from "../core/server/config/fillInputs";
import type { StdioLaunch } from "../core/server/launch";
import type { Closed } from "../core/wire/closed";
import { secretForms } from "./secretForms";

/** A shorter text is no credential, and to mask it would tear other words apart. */
const SHORTEST = 4;

/** Why a process did not start, without the secrets that its launch may hold: the words name the program and its folder. */
export function maskFailure(closed: Closed, launch: StdioLaunch): Closed {
  if (closed.how !== "spawn-failed" || !launch.shown) return closed;
  return { ...closed, message: masks(launch, launch.shown).reduce((message, [secret, mask]) => message.replaceAll(secret, () => mask), closed.message) };
}

/** Texts that hold a secret with what is shown in their place, the longest first, since one may be part of another. */
function masks(launch: StdioLaunch, shown: StdioLaunch): readonly (readonly [secret: string, mask: string])[] {
  const pairs = [
    [launch.command, shown.command] as const,
    [launch.cwd ?? "", shown.cwd ?? ""] as const,
    ...launch.args.map((arg, index) => [arg, shown.args[index] ?? ""] as const),
    ...Object.entries(launch.env).flatMap(([name, value]) => [[value ?? "", shown.env[name] ?? ""] as const, [`${name}=${value ?? ""}`, `${name}=${shown.env[name] ?? ""}`] as const]),
  ].filter(([secret, mask]) => secret !== mask && secret.length >= SHORTEST);
  const parts = pairs.flatMap(([secret, mask]) => hidden(secret, mask).map((part) => [part, MASK] as const));
  return [...pairs, ...parts]
    .flatMap(([secret, mask]) => [...secretForms(secret)].map((form) => [form, mask] as const))
    .sort(([one], [other]) => other.length - one.length);
}

/** What the masks in `shown` stand for: an error may name a part of a path, or an option without its name. */
function hidden(text: string, shown: string): readonly string[] {
  const pattern = shown.split(MASK).map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("([\\s\\S]*?)");
  return (new RegExp(`^${pattern}$`).exec(text)?.slice(1) ?? []).filter((part) => part.length >= SHORTEST);
}
