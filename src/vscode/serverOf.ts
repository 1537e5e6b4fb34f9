import type { Registry } from "../core/server/registry";
import type { Server } from "../core/server/server";

/** The server that a command is about: a row of the Servers tree, or an id. */
export function serverOf(registry: Registry, target: unknown): Server | undefined {
  if (typeof target === "string") return registry.get(target);
  if (typeof target !== "object" || target === null) return undefined;
  return registry.servers.find((server) => "server" in target && target.server === server);
}
