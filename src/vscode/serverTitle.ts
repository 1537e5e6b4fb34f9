import type { Server } from "../core/server/server";

/** How a server is called where its row does not say where it comes from: with its place when another has the same name. */
export function serverTitle({ config }: Server, servers: readonly Server[]): string {
  const hasTwin = servers.some((other) => other.config.name === config.name && other.config.id !== config.id);
  return hasTwin ? `${config.name} (${config.source.label})` : config.name;
}
